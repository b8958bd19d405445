"""The command line: arguments in, text out, errors turned into exit codes."""
