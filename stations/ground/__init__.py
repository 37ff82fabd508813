"""What every room stands on: refusals, the clock, messages, pages of a list."""
