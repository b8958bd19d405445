"""The only room that knows markdown-it-py: templates and tasks read, documents written."""
