"""Starts fixed by hand that contradict each other, or a meal, are named before any solving."""

from dataclasses import replace
from typing import Any

import pytest

from routing.problem import (
    Carer,
    Frozen,
    FrozenStop,
    Kitchen,
    Meal,
    Pin,
    Problem,
    ProblemError,
    Starts,
)
from tests.routing.small_days import HOUR, MINUTE, carer, day, hours, visit

LIN = carer("lin", box_capacity=1)
WU = carer("wu")


def two(second: int, *, whom: str = "lin", lin: Carer = LIN) -> Problem:
    """A visit of half an hour pinned to `lin` at nine, and one pinned to somebody later."""
    first = visit("v", pin=Pin(("lin",), 9 * HOUR))
    return day([lin, WU], [visit("w", pin=Pin((whom,), second)), first])


def test_nobody_can_be_pinned_to_two_visits_at_once() -> None:
    assert two(9 * HOUR + 30 * MINUTE)
    assert two(9 * HOUR, whom="wu")
    with pytest.raises(ProblemError) as caught:
        two(9 * HOUR + 30 * MINUTE - 1)
    assert (caught.value.field, caught.value.subject) == ("visits.pin.start_at", "w")
    assert "pinned to 'v' until 34200; pin somebody else or another time" in caught.value.text


def test_what_has_begun_may_have_been_at_once() -> None:
    begun = Frozen("near", 10 * HOUR, (FrozenStop("v", 9 * HOUR), FrozenStop("w", 9 * HOUR)))
    assert two(9 * HOUR, lin=replace(LIN, frozen=begun))


def test_of_two_who_start_apart_the_second_has_no_pinned_minute() -> None:
    first = visit("v", carers=2, pin=Pin(("wu", "lin"), 9 * HOUR), starts=Starts.ORDERED)
    other = visit("w", pin=Pin(("lin",), 9 * HOUR))
    assert day([LIN, WU], [first, other])
    with pytest.raises(ProblemError, match="'lin'"):
        day([LIN, WU], [replace(first, starts=Starts.TOGETHER), other])


def with_meal(start_at: int, lin: Carer = LIN, **said: Any) -> Problem:
    """Half an hour with a meal, pinned to a minute and to nobody."""
    meal = Meal("kitchen", ready_at=11 * HOUR, **said)
    return day(
        [lin], [visit("v", pin=Pin(None, start_at), meal=meal)], kitchens=(Kitchen("kitchen", "base"),)
    )


def test_no_meal_is_handed_over_before_it_is_ready_or_when_it_is_cold() -> None:
    assert with_meal(11 * HOUR)
    assert with_meal(12 * HOUR + 30 * MINUTE)
    assert with_meal(14 * HOUR, limit_seconds=None)
    for start_at, words in (
        (11 * HOUR - 1, "before its meal is ready"),
        (12 * HOUR + 30 * MINUTE + 1, "could not be handed over hot"),
    ):
        with pytest.raises(ProblemError, match=words) as caught:
            with_meal(start_at)
        assert (caught.value.field, caught.value.subject) == ("visits.pin.start_at", "v")


def test_a_meal_in_the_box_need_not_be_waited_for() -> None:
    loaded = Frozen("base", 10 * HOUR, carried=("v",))
    assert with_meal(11 * HOUR - 1, replace(LIN, frozen=loaded))


def test_a_pinned_carer_has_time_for_the_whole_service() -> None:
    def planned(start_at: int, **limit: Any) -> Problem:
        until_noon = replace(LIN, shifts=(hours(8, 12, **limit),))
        return day([until_noon], [visit("v", pin=Pin(("lin",), start_at))])

    assert planned(11 * HOUR + 30 * MINUTE)
    assert planned(11 * HOUR + 31 * MINUTE, overtime_limit_seconds=MINUTE)
    with pytest.raises(ProblemError, match="'lin', who is not on duty"):
        planned(11 * HOUR + 30 * MINUTE + 1)
