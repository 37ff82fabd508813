"""How long a search may take and what it draws its chances from, as it is said on the command line."""

import argparse
import math

LARGEST_SEED = 2**31 - 1


def seconds(text: str) -> float:
    """A number of seconds from 0."""
    value = float(text)
    if not math.isfinite(value) or value < 0:
        raise argparse.ArgumentTypeError(f"must be a number from 0, is {text}")
    return value


def a_seed(text: str) -> int:
    """A whole number from 0 that fits 31 bits, as the solvers of others ask."""
    value = int(text)
    if not 0 <= value <= LARGEST_SEED:
        raise argparse.ArgumentTypeError(f"must be a whole number from 0 to {LARGEST_SEED}, is {text}")
    return value


def a_count(text: str) -> int:
    """A whole number from 0."""
    value = int(text)
    if value < 0:
        raise argparse.ArgumentTypeError(f"must be a whole number from 0, is {text}")
    return value
