"""How long a search may take, as it is said on the command line."""

import argparse
import math


def seconds(text: str) -> float:
    """A number of seconds from 0."""
    value = float(text)
    if not math.isfinite(value) or value < 0:
        raise argparse.ArgumentTypeError(f"must be a number from 0, is {text}")
    return value


def a_count(text: str) -> int:
    """A whole number from 0."""
    value = int(text)
    if value < 0:
        raise argparse.ArgumentTypeError(f"must be a whole number from 0, is {text}")
    return value
