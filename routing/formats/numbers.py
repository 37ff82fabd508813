"""Numbers of foreign documents as whole units."""

import math
from collections.abc import Mapping
from typing import Any

from routing.problem import ProblemError
from routing.problem.errors import spelled

NEARLY = 1e-6


def units(value: Any, scale: int, field: str, subject: str = "") -> int:
    """A number times the scale as a whole number."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ProblemError(field, subject, f"must be a number, is {spelled(value)}")
    return round(value * scale)


def duration(
    need: Mapping[str, Any], defaults: Mapping[str, Any], scale: int, field: str, subject: str
) -> int:
    """How long a service lasts, in whole units: what it says itself, else the default of its kind."""
    own, kind = need.get("duration"), need["service"]
    lasts = defaults.get(kind) if own is None else own
    if lasts is None:
        text = f"is missing, and service {spelled(kind)} has no default_duration; give one of them"
        raise ProblemError(field, subject, text)
    return units(lasts, scale, field, subject)


def is_whole(value: Any) -> bool:
    """Whether a number is whole up to rounding noise."""
    return isinstance(value, int | float) and math.isfinite(value) and abs(value - round(value)) < NEARLY
