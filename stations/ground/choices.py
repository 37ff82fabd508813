"""Fields with a list of words to choose from: whoever gives another word is told what there is."""

from collections.abc import Iterable
from typing import Any, NoReturn

from django import forms
from django.core.exceptions import ValidationError
from django_filters import fields, filters
from django_filters.widgets import BooleanWidget
from rest_framework import exceptions, serializers

from stations.ground.imports.masks import masked_cell
from stations.ground.messages import joined, refusal_text

UNKNOWN = "invalid_choice"


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


class YesOrNoWidget(BooleanWidget):
    """Reads true and false, and leaves any other word to be refused."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """True, False, None when nothing was given, or the word that is neither."""
        read = super().value_from_datadict(data, files, name)
        return data.get(name) or None if read is None else read


class YesOrNoField(forms.NullBooleanField):
    """True or false, as a form reads it from an address."""

    widget = YesOrNoWidget

    def to_python(self, value: Any) -> bool | None:  # type: ignore[override]  # so in Django
        """Refuse what is neither."""
        if isinstance(value, str):
            raise ValidationError(_escaped(_unknown(value, ("true", "false"))), code=UNKNOWN)
        return super().to_python(value)


class YesOrNoFilter(filters.BooleanFilter):
    """True or false in an address."""

    field_class = YesOrNoField


def _told(error: ValidationError, choices: Any) -> ValidationError:
    """The error in our words; `choices` are pairs of a value and its label."""
    if error.code != UNKNOWN:
        return error
    sentence = _unknown((error.params or {})["value"], [value for value, _ in choices if value])
    return ValidationError(_escaped(sentence), code=UNKNOWN)


def _escaped(sentence: str) -> str:
    """A sentence without placeholders, for whoever fills them before showing it."""
    return sentence.replace("%", "%%")


def _unknown(given: object, choices: Iterable[object]) -> str:
    """The sentence; half a character, which no answer can carry, is told as a question mark."""
    word = masked_cell(str(given).encode(errors="replace").decode())
    return refusal_text("choice_unknown", {"given": word, "allowed": joined([str(each) for each in choices])})
