"""A word that is not on the list is told what is."""

from typing import Any, cast

import pytest
from django.utils.translation import override
from django_filters import rest_framework as filters
from django_filters.utils import translate_validation
from rest_framework import serializers

from stations.ground.choices import OneOf, OneOfFilter, SomeOf, SomeOfFilter, YesOrNoFilter
from stations.places.models import CareStation

SEASONS = [("spring", "Spring"), ("autumn", "Autumn")]
SAID = "“winter” is not one of the choices. Choose from: spring, autumn."


class Asked(serializers.Serializer[dict[str, Any]]):
    """A season, and some."""

    one = OneOf(choices=SEASONS, required=False)
    some = SomeOf(choices=SEASONS, required=False)


class Narrowed(filters.FilterSet):
    """The same in an address."""

    one = OneOfFilter(choices=SEASONS)
    some = SomeOfFilter(choices=SEASONS)
    sunny = YesOrNoFilter()


def refusals(asked: dict[str, Any]) -> dict[str, Any]:
    """What a body is told."""
    form = Asked(data=asked)
    return {} if form.is_valid() else form.errors


def refusals_of_address(asked: dict[str, Any]) -> dict[str, Any]:
    """What an address is told."""
    form = Narrowed(data=asked, queryset=CareStation.objects.none()).form
    if form.is_valid():
        return {}
    refused: Any = translate_validation(cast(Any, form.errors))
    return {name: [str(each) for each in told] for name, told in refused.detail.items()}


@pytest.mark.parametrize("asked", [{"one": "winter"}, {"some": ["spring", "winter"]}])
def test_a_word_that_is_not_on_the_list_is_named_with_all_that_are(asked: dict[str, Any]) -> None:
    (field,) = asked
    with override("en"):
        assert refusals(asked) == {field: [SAID]}
        assert refusals_of_address(asked) == {field: [SAID]}
    with override("zh-hans"):
        assert refusals(asked) == {field: ["“winter”不在可选的范围内。可选：spring、autumn。"]}


@pytest.mark.parametrize("number", ["13812345678", "150602194503120036"])
def test_a_persons_number_that_slipped_into_the_field_is_not_told_again(number: str) -> None:
    told = [
        refusals({"one": number}),
        refusals_of_address({"one": number}),
        refusals_of_address({"sunny": number}),
    ]
    assert number not in str(told)
    assert f"“{number[:3]}****{number[-2:]}”" in str(told[0])


def test_neither_yes_nor_no_is_told_how_to_say_either() -> None:
    with override("en"):
        said = refusals_of_address({"sunny": "100%"})
    assert said == {"sunny": ["“100%” is not one of the choices. Choose from: true, false."]}


@pytest.mark.parametrize(
    ("given", "meant"), [("true", True), ("FALSE", False), ("1", True), ("0", False), ("", None)]
)
def test_yes_and_no_are_taken(given: str, meant: bool | None) -> None:
    form = Narrowed(data={"sunny": given}, queryset=CareStation.objects.none()).form
    assert form.is_valid()
    assert form.cleaned_data["sunny"] is meant


@pytest.mark.parametrize("asked", [{"one": "spring"}, {"some": ["spring", "autumn"]}, {}])
def test_what_is_on_the_list_is_taken(asked: dict[str, Any]) -> None:
    assert refusals(asked) == {}
    assert refusals_of_address(asked) == {}


@pytest.mark.parametrize("given", ["100%", "%(value)s", "{given}", "%s"])
def test_a_word_that_looks_like_a_placeholder_is_told_as_it_was_given(given: str) -> None:
    with override("en"):
        assert refusals({"one": given})["one"][0].startswith(f"“{given}” is not")
        assert refusals_of_address({"one": given})["one"][0].startswith(f"“{given}” is not")


def test_no_more_than_the_beginning_of_a_long_word_is_told() -> None:
    with override("en"):
        assert refusals({"one": "w" * 1000})["one"][0].startswith(f"“{'w' * 39}…” is not")


def test_half_a_character_can_be_told() -> None:
    assert refusals({"one": "\ud800"})["one"][0].encode()
