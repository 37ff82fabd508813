"""Rows that a request names by a code or number, and what such a code looks like."""

from functools import partial
from typing import Any, TypeVar

from django.core.validators import RegexValidator
from django.db.models import Model
from django.utils.functional import lazy
from rest_framework.serializers import CharField, SlugRelatedField

from stations.ground.messages import refusal_text

Row = TypeVar("Row", bound=Model)


class NamedBy(SlugRelatedField[Row]):
    """A row named by one of its fields; what can be no name is refused before the database is asked."""

    def to_internal_value(self, data: Any) -> Row:
        """Find the row, or say that there is none of that name."""
        # PostgreSQL has no text with a NUL in it and would call the question itself a fault.
        if not isinstance(data, str) or "\x00" in data:
            self.fail("invalid")
        return super().to_internal_value(data)


# Written when it is shown, in the language of whoever reads it then.
DIVISION_CODE_WRONG = lazy(partial(refusal_text, "division_code_wrong", {}), str)()
is_division_code = RegexValidator(r"^[0-9]{12}\Z", message=DIVISION_CODE_WRONG)


class DivisionCode(CharField):
    """The twelve digits of a division."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.validators.append(is_division_code)
