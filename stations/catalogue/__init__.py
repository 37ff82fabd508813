"""What can be ordered, by whom it is done, and what it costs."""
