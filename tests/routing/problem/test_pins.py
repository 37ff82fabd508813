"""What a dispatcher has fixed by hand and no plan could keep is named before any solving."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from routing.problem import (
    Carer,
    Credential,
    Frozen,
    FrozenStop,
    Kitchen,
    Meal,
    Part,
    Pin,
    Precedence,
    Problem,
    ProblemError,
    Starts,
    Wish,
)
from tests.routing.small_days import HOUR, MINUTE, at, carer, day, hours, visit

EXPIRED = Credential("health", None, date(2000, 1, 1))
LIN = carer(
    "lin",
    skills=("nursing",),
    credentials=(Credential("health"),),
    sex="female",
    languages=("zh",),
    box_capacity=1,
)
# What a visit asks for, what of it the carer cannot give, and what is said.
AGAINST: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {
    "skill": ({"parts": (Part(60, ("nursing",)),)}, {"skills": ()}, "lacks the skill 'nursing'"),
    "credential": ({"parts": (Part(60, (), ("health",)),)}, {"credentials": (EXPIRED,)}, "'health'"),
    "sex": ({"sex": Wish(("female",), hard=True)}, {"sex": "male"}, "sex"),
    "language": ({"language": Wish(("zh",), hard=True)}, {"languages": ("mn",)}, "languages"),
    "boxes": ({"meal": Meal("kitchen")}, {"box_capacity": 0}, "boxes"),
    "duty in its windows": ({"windows": (at(9, for_minutes=30),)}, {"shifts": (hours(10, 16),)}, "duty"),
    "duty at all": ({}, {"shifts": ()}, "duty"),
}


def pinned(wanted: dict[str, Any], lin: Carer) -> Problem:
    """A visit that only `lin` may do, though `wu` could as well."""
    kitchen = Kitchen("kitchen", "base")
    return day([lin, replace(LIN, id="wu")], [visit("v", pin=Pin(("lin",)), **wanted)], kitchens=(kitchen,))


@pytest.mark.parametrize("rule", AGAINST)
def test_a_pin_to_somebody_whom_a_rule_forbids_is_refused_by_name(rule: str) -> None:
    wanted, lacking, words = AGAINST[rule]
    assert pinned(wanted, LIN)
    with pytest.raises(ProblemError) as caught:
        pinned(wanted, replace(LIN, **lacking))
    assert (caught.value.field, caught.value.subject) == ("visits.pin.carers", "v")
    assert "pins 'lin'" in caught.value.text
    assert words in caught.value.text


@pytest.mark.parametrize("rule", [rule for rule in AGAINST if rule != "duty at all"])
def test_what_has_begun_is_not_asked_whether_it_could_have_been(rule: str) -> None:
    wanted, lacking, _ = AGAINST[rule]
    begun = Frozen("near", 10 * HOUR, (FrozenStop("v", 9 * HOUR + 10 * MINUTE),))
    assert pinned(wanted, replace(LIN, frozen=begun, **lacking))


def test_only_the_pinned_minute_counts_for_being_on_duty() -> None:
    lin = replace(LIN, shifts=(hours(10, 16),))
    wanted: dict[str, Any] = {"windows": (at(9, for_minutes=120),)}
    assert pinned(wanted, lin)
    for minutes in (0, 59):
        nine = Pin(("lin",), 9 * HOUR + minutes * MINUTE)
        with pytest.raises(ProblemError, match="duty"):
            day([lin], [visit("v", pin=nine, **wanted)])
    assert day([lin], [visit("v", pin=Pin(("lin",), 10 * HOUR), **wanted)])


def test_of_two_who_start_apart_only_the_first_is_held_to_the_pinned_minute() -> None:
    late = replace(LIN, id="wu", shifts=(hours(10, 16),))
    pin = Pin(("lin", "wu"), 9 * HOUR)
    assert day([LIN, late], [visit("v", carers=2, pin=pin, starts=Starts.ORDERED)])
    with pytest.raises(ProblemError, match="pins 'wu'"):
        day([LIN, late], [visit("v", carers=2, pin=pin)])


def ordered(links: tuple[Precedence, ...], *names: str, lin: Carer = LIN) -> Problem:
    visits = [visit(each, pin=Pin(("lin",)) if each in names else None) for each in ("u", "v", "w")]
    return day([replace(lin, ordered_visits=("u", "v", "w"))], visits, precedences=links)


@pytest.mark.parametrize(
    "links",
    [
        (Precedence("w", "u"),),
        (Precedence("w", "v"),),
        (Precedence("w", "v"), Precedence("v", "u")),
    ],
)
def test_an_order_made_by_hand_of_pinned_visits_may_contradict_no_precedence(
    links: tuple[Precedence, ...],
) -> None:
    with pytest.raises(ProblemError) as caught:
        ordered(links, "u", "v", "w")
    assert (caught.value.field, caught.value.subject) == ("carers.ordered_visits", "lin")
    assert " -> " in caught.value.text
    assert ordered(links, "v")
    begun = Frozen("near", 10 * HOUR, tuple(FrozenStop(each, 9 * HOUR) for each in "uvw"))
    assert ordered(links, "u", "v", "w", lin=replace(LIN, frozen=begun))


def test_pinned_minutes_may_not_contradict_an_order_made_by_hand() -> None:
    def planned(second: int) -> Problem:
        visits = [visit("v", pin=Pin(("lin",), 9 * HOUR)), visit("w", pin=Pin(("lin",), second))]
        return day([replace(LIN, ordered_visits=("v", "w"))], visits)

    assert planned(9 * HOUR + 30 * MINUTE)
    with pytest.raises(ProblemError) as caught:
        planned(9 * HOUR + 30 * MINUTE - 1)
    assert (caught.value.field, caught.value.subject) == ("carers.ordered_visits", "lin")
    assert "'v' before 'w'" in caught.value.text
