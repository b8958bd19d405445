"""A shared, local journal for a reverse-mentoring pair, in the terminal."""

__version__ = "0.1.0"
