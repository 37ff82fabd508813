"""Compiled search kernels of the planner: plain arrays in, plain arrays out."""
