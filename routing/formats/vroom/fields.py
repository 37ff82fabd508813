"""Fields of VROOM's documents, each read with the error that names it."""

from typing import Any

from routing.problem import ProblemError, Window
from routing.problem.errors import spelled


def number(record: dict[str, Any], name: str, path: str) -> int:
    """A whole number from 0, which it is where it is left out."""
    value = record.get(name, 0)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        text = f"must be a whole number from 0, is {spelled(value)}"
        raise ProblemError(f"{path}.{name}", str(record.get("id", "")), text)
    return value


def numbers(record: dict[str, Any], name: str, path: str) -> tuple[int, ...]:
    """A list of whole numbers from 0."""
    values = record.get(name, [])
    if not isinstance(values, list) or any(type(each) is not int or each < 0 for each in values):
        text = f"must be a list of whole numbers from 0, is {spelled(values)}"
        raise ProblemError(f"{path}.{name}", str(record.get("id", "")), text)
    return tuple(values)


def windows(record: dict[str, Any], path: str, name: str = "time_windows") -> tuple[Window, ...]:
    """Time windows in order; VROOM asks for disjoint ones too."""
    found = []
    for each in record.get(name) or []:
        if not isinstance(each, list) or len(each) != 2 or any(type(bound) is not int for bound in each):
            text = f"must be a pair of whole numbers, is {spelled(each)}"
            raise ProblemError(f"{path}.{name}", str(record.get("id", "")), text)
        found.append(Window(each[0], each[1]))
    return tuple(sorted(found, key=lambda window: window.from_))
