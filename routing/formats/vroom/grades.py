"""Types of vehicles as grades: what a task takes one type of them."""

import json
from typing import Any

from routing.problem import ForGrade, ProblemError


def grade(vehicle: dict[str, Any]) -> str:
    """The vehicle's type; one without has none that a task could name."""
    given = vehicle.get("type")
    return "" if given is None else _named(given)


def by_type(record: dict[str, Any], name: str, path: str) -> tuple[ForGrade, ...]:
    """Seconds of a task by the vehicle's type."""
    given = record.get(name) or {}
    if "" in given:
        raise ProblemError(f"{path}.{name}", str(record.get("id", "")), "names a type without a name")
    return tuple(ForGrade(_named(each), seconds) for each, seconds in given.items())


def _named(kind: str) -> str:
    """As an id, which may not have spaces around it as types may."""
    return json.dumps(kind)
