"""Numbers of foreign documents as whole units."""

import math
from typing import Any

from routing.problem import ProblemError

NEARLY = 1e-6


def units(value: Any, scale: int, field: str, subject: str = "") -> int:
    """A number times the scale as a whole number."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ProblemError(field, subject, f"must be a number, is {value!r}")
    return round(value * scale)


def is_whole(value: Any) -> bool:
    """Whether a number is whole up to rounding noise."""
    return isinstance(value, int | float) and math.isfinite(value) and abs(value - round(value)) < NEARLY
