"""Sealing rows anew after the keys have changed."""

from collections.abc import Iterator

from cryptography.fernet import InvalidToken
from django.apps import apps
from django.db import models, transaction

from stations.people.sealed import BlindIndex, SealedText, reindex

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
    except InvalidToken as error:
        closed = (row for (row,) in rows.values_list("pk") if not _opens(model, row))
        raise KeyMissing(next(closed)) from error
    for row in batch:
        reindex(row)
    if batch:
        model._default_manager.bulk_update(batch, names)
    return batch


def _opens(model: type[models.Model], row: int) -> bool:
    try:
        model._default_manager.get(pk=row)
    except InvalidToken:
        return False
    return True


def _fields(model: type[models.Model], kind: type[models.Field]) -> list[str]:  # type: ignore[type-arg]  # any
    return [field.name for field in model._meta.concrete_fields if isinstance(field, kind)]
