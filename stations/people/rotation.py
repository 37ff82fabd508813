"""Sealing rows anew after the keys have changed."""

from collections.abc import Iterable, Iterator

from django.apps import apps
from django.db import models, transaction

from stations.people.sealed import BlindIndex, NoKeyOpens, SealedText, reindex

ROWS_AT_ONCE = 500


class KeyMissing(Exception):
    """A row that none of the keys opens."""

    def __init__(self, row: int) -> None:
        super().__init__(row)
        self.row = row


def sealed_models() -> list[type[models.Model]]:
    """Every table that holds sealed text."""
    return [model for model in apps.get_models() if _fields(model, SealedText)]


def reseal(model: type[models.Model]) -> Iterator[int]:
    """Seal all rows of a table anew with the first key, and answer after each batch how many are done.

    Each batch is a transaction of its own, so the system can stay in use meanwhile. Raises KeyMissing.
    """
    names = _fields(model, SealedText) + _fields(model, BlindIndex)
    done, last = 0, 0
    while batch := _batch(model, names, last):
        done, last = done + len(batch), batch[-1].pk
        yield done


@transaction.atomic
def _batch(model: type[models.Model], names: list[str], after: int) -> list[models.Model]:
    rows = model._default_manager.select_for_update().filter(pk__gt=after).order_by("pk")[:ROWS_AT_ONCE]
    try:
        batch = list(rows)
    except NoKeyOpens as error:
        raise KeyMissing(_first_closed(model, rows.values_list("pk", flat=True))) from error
    for row in batch:
        reindex(row)
    if batch:
        model._default_manager.bulk_update(batch, names)
    return batch


def first_closed_row(model: type[models.Model]) -> int | None:
    """The first row of a table that none of the keys opens; None when all of them open."""
    everything, last = model._default_manager.order_by("pk"), 0
    while batch := list(everything.filter(pk__gt=last).values_list("pk", flat=True)[:ROWS_AT_ONCE]):
        last = batch[-1]
        try:
            list(everything.filter(pk__in=batch))
        except NoKeyOpens:
            return _first_closed(model, batch)
    return None


def _first_closed(model: type[models.Model], rows: Iterable[int]) -> int:
    return next(row for row in rows if not _opens(model, row))


def _opens(model: type[models.Model], row: int) -> bool:
    try:
        model._default_manager.get(pk=row)
    except NoKeyOpens:
        return False
    return True


def _fields(model: type[models.Model], kind: type[models.Field]) -> list[str]:  # type: ignore[type-arg]  # any
    return [field.name for field in model._meta.concrete_fields if isinstance(field, kind)]
