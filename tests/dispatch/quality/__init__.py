"""Tests, mirroring the code path for path."""
