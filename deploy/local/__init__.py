"""Setting up and running the system on one machine, with Python's standard library alone."""
