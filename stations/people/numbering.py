"""Numbers of people, drawn and not counted: they tell nothing of how many there are or who came first."""

import secrets
from collections.abc import Container

from django.db.models import Model

from stations.ground.imports.lookup import rows_by

DIGITS = 10


def fresh_number(prefix: str, taken: Container[str] = ()) -> str:
    """Draw `prefix` and ten digits, not among `taken`."""
    while (number := f"{prefix}{secrets.randbelow(10**DIGITS):0{DIGITS}d}") in taken:
        continue
    return number


def fresh_numbers(prefix: str, count: int, model: type[Model]) -> list[str]:
    """Draw `count` different numbers that no row of the model has."""
    drawn: set[str] = set()
    while len(drawn) < count:
        more = {fresh_number(prefix, drawn) for _ in range(count - len(drawn))}
        drawn |= more - set(rows_by(model._default_manager.all(), "number", more))
    return sorted(drawn)
