"""Indicators, recounts and ledger checks; it reads and never changes an order."""
