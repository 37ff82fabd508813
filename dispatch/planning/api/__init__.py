"""The HTTP side of this app."""
