"""The addresses of people and places, one module a subject."""
