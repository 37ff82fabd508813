"""Finding many rows by many values in few queries."""

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Model, QuerySet

Found = TypeVar("Found", bound=Model)
VALUES_AT_ONCE = 500


def rows_by(rows: QuerySet[Found], field: str, values: Iterable[str]) -> dict[str, Found]:
    """The rows whose `field` is among the values, by that field; one query for each 500 values."""
    wanted = sorted({value for value in values if value})
    found: dict[str, Found] = {}
    for begin in range(0, len(wanted), VALUES_AT_ONCE):
        some = rows.filter(**{f"{field}__in": wanted[begin : begin + VALUES_AT_ONCE]})
        found.update((getattr(row, field), row) for row in some)
    return found
