"""A living day: operators, caregivers and families as clients of the public HTTP API, and nothing else."""
