"""People and places; this room knows nothing of orders."""
