"""Divisions, stations, kitchens and coordinates."""
