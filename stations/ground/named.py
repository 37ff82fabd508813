"""Rows that a request names by a code or number."""

from typing import Any, TypeVar

from django.db.models import Model
from rest_framework.serializers import SlugRelatedField

Row = TypeVar("Row", bound=Model)


class NamedBy(SlugRelatedField[Row]):
    """A row named by one of its fields; what can be no name is refused before the database is asked."""

    def to_internal_value(self, data: Any) -> Row:
        """Find the row, or say that there is none of that name."""
        # PostgreSQL has no text with a NUL in it and would call the question itself a fault.
        if not isinstance(data, str) or "\x00" in data:
            self.fail("invalid")
        return super().to_internal_value(data)
