"""Verdicts on finished orders and their counts; it follows the log by a cursor."""
