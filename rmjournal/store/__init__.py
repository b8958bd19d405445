"""The only room that knows TinyDB: records on disk, their versions, and what keeps them safe."""
