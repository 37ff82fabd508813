"""Requests become work orders, work orders become verified service."""
