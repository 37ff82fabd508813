"""Benchmarks, each against a baseline or a peer of the same run: `make bench` runs every module here."""
