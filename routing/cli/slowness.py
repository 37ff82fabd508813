"""Says on standard error what this machine lacks, so that a slow plan is no riddle."""

import sys

from routing.solver import shortcomings


def tell_shortcomings() -> None:
    """One line for each; nothing on a machine that compiles and keeps the kernels."""
    for each in shortcomings:
        print(each, file=sys.stderr)
