"""What people and places look like in JSON, one module a subject."""
