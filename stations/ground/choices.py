"""Fields with a list of words to choose from: a word that is not on the list is told what is."""

from collections.abc import Iterable
from typing import Any, NoReturn

from django.core.exceptions import ValidationError
from django_filters import fields, filters
from rest_framework import exceptions, serializers

from stations.ground.messages import joined, refusal_text

UNKNOWN = "invalid_choice"
# Enough to know one's own word again.
MOST_TOLD = 40


class OneOf(serializers.ChoiceField):
    """One word of a list in a body."""

    def fail(self, key: str, **facts: Any) -> NoReturn:
        """Refuse, naming what there is to choose from."""
        if key == UNKNOWN:
            raise exceptions.ValidationError(_unknown(facts["input"], self.choices), code=UNKNOWN)
        super().fail(key, **facts)


class SomeOf(OneOf, serializers.MultipleChoiceField):
    """Several words of a list in a body."""


class OneOfField(fields.ChoiceField):
    """One word of a list, as a form reads it from an address."""

    def validate(self, value: Any) -> None:
        """Refuse, naming what there is to choose from."""
        try:
            super().validate(value)
        except ValidationError as error:
            raise _told(error, self.choices) from None


class SomeOfField(fields.MultipleChoiceField):
    """Several words of a list, as a form reads them from an address."""

    def validate(self, value: Any) -> None:
        """Refuse, naming what there is to choose from."""
        try:
            super().validate(value)
        except ValidationError as error:
            raise _told(error, self.choices) from None


class OneOfFilter(filters.ChoiceFilter):
    """One word of a list in an address."""

    field_class = OneOfField


class SomeOfFilter(filters.MultipleChoiceFilter):
    """Several words of a list in an address, each given by itself."""

    field_class = SomeOfField


def _told(error: ValidationError, choices: Any) -> ValidationError:
    """The error in our words; `choices` are pairs of a value and its label."""
    if error.code != UNKNOWN:
        return error
    sentence = _unknown((error.params or {})["value"], [value for value, _ in choices if value])
    # Whoever shows the sentence fills its placeholders first; it has none.
    return ValidationError(sentence.replace("%", "%%"), code=UNKNOWN)


def _unknown(given: object, choices: Iterable[object]) -> str:
    """The sentence; half a character, which no answer can carry, is told as a question mark."""
    word = str(given).encode(errors="replace").decode()
    short = word if len(word) <= MOST_TOLD else f"{word[:MOST_TOLD]}…"
    return refusal_text(
        "choice_unknown", {"given": short, "allowed": joined([str(each) for each in choices])}
    )
