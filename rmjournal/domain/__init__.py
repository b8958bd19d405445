"""Pure frozen values and rules: no files, no screens, no database."""
