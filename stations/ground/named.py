"""Rows that a request names by a code or number, and what such a code looks like."""

from collections.abc import Callable
from functools import partial
from typing import Any, NoReturn, TypeVar

from django.core.validators import RegexValidator
from django.db.models import Model, QuerySet
from django.utils.functional import lazy
from rest_framework.serializers import CharField, SlugRelatedField

from stations.ground.messages import refusal_text
from stations.ground.refusal import NotYours

Row = TypeVar("Row", bound=Model)


class NamedBy(SlugRelatedField[Row]):
    """A row named by one of its fields; what can be no name is refused before the database is asked."""

    def to_internal_value(self, data: Any) -> Row:
        """Find the row, or say that there is none of that name."""
        # PostgreSQL has no text with a NUL in it and would call the question itself a fault.
        if not isinstance(data, str) or "\x00" in data:
            self.fail("invalid")
        return super().to_internal_value(data)


class NamedWithin(NamedBy[Row]):
    """A row named among those that the asking account may see; nothing is told of any other.

    `reach` answers the rows an account may see. The serializer's context holds the request.
    """

    def __init__(self, *, reach: Callable[[Any], QuerySet[Row]], **options: Any) -> None:
        super().__init__(**options)
        self.reach = reach

    def get_queryset(self) -> QuerySet[Row]:
        """Only what the account may see."""
        return self.reach(self.context["request"].user)

    def fail(self, key: str, **facts: Any) -> NoReturn:
        """Refuse; what is another's like what is not there, or it could be found by guessing."""
        if key == "does_not_exist":
            raise NotYours(fields={str(self.field_name): "not_within_reach"})
        super().fail(key, **facts)


# Written when it is shown, in the language of whoever reads it then.
DIVISION_CODE_WRONG = lazy(partial(refusal_text, "division_code_wrong", {}), str)()
is_division_code = RegexValidator(r"^[0-9]{12}\Z", message=DIVISION_CODE_WRONG)


class DivisionCode(CharField):
    """The twelve digits of a division."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.validators.append(is_division_code)
