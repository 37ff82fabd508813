"""Importing divisions and stations."""
