"""Sensitive text: encrypted at rest with a rotatable key, findable by a keyed blind index.

Encryption is Fernet (AES-128-CBC with HMAC-SHA-256); the first of ELDERCARE_FIELD_KEYS seals, every key
opens. The blind index is HMAC-SHA-256 of the normalised value under its own key: equal values give equal
indexes, and nothing else can be read from it.
"""

import hashlib
import hmac
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Expression


@cache
def _locks(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def locks() -> MultiFernet:
    """The keys in force, newest first."""
    return _locks(tuple(settings.FIELD_KEYS))


def blind_index(value: str) -> str:
    """The searchable index of a value, 64 hex digits; an empty value has an empty index.

    Spaces, full-width forms and letter case make no difference.
    """
    normal = "".join(unicodedata.normalize("NFKC", value).split()).upper()
    if not normal:
        return ""
    return hmac.new(settings.BLIND_INDEX_KEY.encode(), normal.encode(), hashlib.sha256).hexdigest()


class NoKeyOpens(InvalidToken):
    """A sealed field that none of the keys in force opens: of which table, in which column."""

    def __init__(self, model: type[models.Model], column: str) -> None:
        super().__init__(f"{model._meta.label}.{column}")
        self.model = model
        self.column = column


if TYPE_CHECKING:
    TextField = models.TextField[str, str]
else:
    # Django's fields are generic for the type checker only.
    TextField = models.TextField


class SealedText(TextField):
    """Text that the database holds only encrypted."""

    def get_prep_value(self, value: Any) -> Any:
        """Seal before it leaves for the database."""
        if value is None or value == "":
            return value
        return locks().encrypt(str(value).encode()).decode()

    def from_db_value(
        self, value: str | None, _expression: Expression, _connection: BaseDatabaseWrapper
    ) -> str | None:
        """Open what the database held; raises NoKeyOpens."""
        if not value:
            return value
        try:
            return locks().decrypt(value.encode()).decode()
        except InvalidToken as error:
            raise NoKeyOpens(self.model, self.name) from error


class BlindIndex(models.CharField):  # type: ignore[type-arg]  # Django's fields take none at run time
    """The blind index of the field named `of`, made anew at every save (and bulk_create) of its row."""

    def __init__(self, *, of: str, **options: Any) -> None:
        self.of = of
        options.update(max_length=64, db_index=True, blank=True, editable=False)
        super().__init__(**options)

    def deconstruct(self) -> Any:
        """Tell migrations only what cannot be known from the class."""
        name, path, args, options = super().deconstruct()
        for fixed in ("max_length", "db_index", "blank", "editable"):
            options.pop(fixed, None)
        return name, path, args, {**options, "of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """Compute the index from the value that is being saved."""
        index = blind_index(getattr(model_instance, self.of))
        setattr(model_instance, self.attname, index)
        return index


def reindex(row: models.Model) -> list[str]:
    """Make the blind indexes of a row anew, which bulk_update leaves to its caller; answer their names."""
    indexes = [field for field in row._meta.concrete_fields if isinstance(field, BlindIndex)]
    for index in indexes:
        index.pre_save(row, add=False)
    return [index.name for index in indexes]
