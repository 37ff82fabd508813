"""Commands of the demonstration city."""
