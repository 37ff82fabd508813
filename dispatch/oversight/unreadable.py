"""Rows of the database that cannot even be read, found one by one once reading many at once has failed."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import JSONField, Model, QuerySet

from dispatch.orders.models import Assignment, OrderEvent, WorkOrder
from dispatch.quality.models import DayCount, LogCursor, Verdict
from dispatch.visits.models import Evidence
from stations.catalogue.models import ServiceItem
from stations.people.models import Credential
from stations.places.models import CareStation

# SQLite keeps any text as an instant or as JSON; what comes out then is neither, or an error on the way.
UNREADABLE = (ValueError, TypeError, AttributeError)
# What figures are made of; none of it holds sealed text, so no missing key stands in a figure's way.
BEHIND_FIGURES: tuple[type[Model], ...] = (
    CareStation,
    ServiceItem,
    WorkOrder,
    OrderEvent,
    Assignment,
    Evidence,
    Credential,
    Verdict,
    DayCount,
    LogCursor,
)
ROWS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class UnreadableRow:
    """One row, by its table and id, and what was wrong with it."""

    table: str
    row: int
    problem: str

    def __str__(self) -> str:
        return f"{self.table} {self.row} cannot be read: {self.problem}"


def unreadable_rows() -> Iterator[UnreadableRow]:
    """Every row behind the figures that cannot be read."""
    for model in BEHIND_FIGURES:
        yield from _unreadable_of(model)


def _unreadable_of(model: type[Model]) -> Iterator[UnreadableRow]:
    rows, last = model._default_manager.order_by("pk"), 0
    while batch := list(rows.filter(pk__gt=last).values_list("pk", flat=True)[:ROWS_AT_ONCE]):
        last = batch[-1]
        if _problem_of(rows.filter(pk__in=batch)):
            for row in batch:
                if problem := _problem_of(rows.filter(pk=row)):
                    yield UnreadableRow(model._meta.label, row, problem)


def _problem_of(rows: QuerySet[Model]) -> str:
    """What goes wrong when these rows are read; empty when nothing does."""
    try:
        wrong = (name for row in rows for name in _not_of_their_kind(row))
        return f"{name} is not what it should be" if (name := next(wrong, "")) else ""
    except UNREADABLE as error:
        return str(error) or type(error).__name__


def _not_of_their_kind(row: Model) -> Iterator[str]:
    """The columns in which the framework passes over what it cannot read: no instant, no day, no JSON."""
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if (value is None and not field.null) or (isinstance(field, JSONField) and isinstance(value, str)):
            yield field.name
