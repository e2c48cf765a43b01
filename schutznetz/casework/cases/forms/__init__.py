"""The forms of a case file."""
