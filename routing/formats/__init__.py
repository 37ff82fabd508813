"""Formats of others, read as problems and answered in kind."""
