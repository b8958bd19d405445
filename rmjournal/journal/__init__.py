"""The verbs of the journal: one door for the screens and the command line."""
