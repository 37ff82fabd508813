"""Meals, from their kitchen to the door while they are hot, and all else that is carried."""

from dataclasses import replace
from typing import Any

import pytest

from routing.plan import Round
from routing.problem import Frozen
from tests.routing.check.by_hand import (
    EIGHT,
    ELEVEN,
    KITCHEN,
    NINE,
    NOON,
    brought,
    codes,
    kitchen_day,
    loaded,
    stop,
    walked,
)
from tests.routing.small_days import HOUR, MINUTE, alone, at, carer, visit


def test_a_meal_is_loaded_when_ready_at_its_open_kitchen_once_and_handed_over() -> None:
    load = loaded(ELEVEN, "v", "w")
    v, w = stop("v", ELEVEN + 6 * MINUTE, 10), stop("w", ELEVEN + 16 * MINUTE, 10)
    assert codes(kitchen_day(), brought(load, v, w)) == []
    assert codes(kitchen_day(1), brought(load, v, w)) == ["box_overfull"]
    assert codes(kitchen_day(), brought(loaded(ELEVEN, "v"), v, w)) == ["meal_not_loaded"]
    assert codes(kitchen_day(), brought(load, v), unserved=("w",)) == ["meal_not_delivered"]
    assert codes(kitchen_day(), brought(loaded(ELEVEN, "v", "v"), v), unserved=("w",)) == [
        "meal_loaded_twice"
    ]
    again = replace(v, arrive_at=w.start_at, start_at=w.start_at, end_at=w.end_at)
    assert codes(kitchen_day(), brought(load, v, again), unserved=()) == [
        "lost",
        "meal_not_delivered",
        "meal_not_loaded",
        "part_twice",
    ]


@pytest.mark.parametrize(
    ("start", "broken"),
    [
        (ELEVEN - 1, ["kitchen_closed", "meal_not_ready", "meal_not_ready"]),
        (ELEVEN, []),
        (NOON, []),
        (NOON + 1, ["kitchen_closed"]),
    ],
)
def test_a_kitchen_gives_out_between_opening_and_closing(start: int, broken: list[str]) -> None:
    v, w = stop("v", start + 6 * MINUTE, 10), stop("w", start + 16 * MINUTE, 10)
    assert codes(kitchen_day(), brought(loaded(start, "v", "w"), v, w)) == broken


@pytest.mark.parametrize(("end", "broken"), [(13 * HOUR, []), (13 * HOUR + 1, ["meal_cold"])])
def test_a_meal_is_handed_over_within_its_limit_at_the_end_of_the_visit(end: int, broken: list[str]) -> None:
    start = end - 10 * MINUTE
    v = stop("v", start, 10, arrive_at=ELEVEN + 6 * MINUTE)
    assert codes(kitchen_day(), brought(loaded(ELEVEN, "v"), v), unserved=("w",)) == broken
    assert codes(kitchen_day(limit=None), brought(loaded(ELEVEN, "v"), v), unserved=("w",)) == []


def test_loading_takes_its_time_and_only_meals_of_that_kitchen() -> None:
    v = stop("v", ELEVEN + 6 * MINUTE, 10)
    quick = loaded(ELEVEN, "v", minutes=4)
    assert "wrong_duration" in codes(kitchen_day(), brought(quick, v), unserved=("w",))
    problem = kitchen_day()
    other = replace(problem, kitchens=(*problem.kitchens, replace(KITCHEN, id="canteen")))
    canteen = replace(loaded(ELEVEN, "v"), about="canteen")
    assert codes(other, brought(canteen, v), unserved=("w",)) == ["meal_not_loaded", "wrong_kitchen"]


def test_what_is_in_the_box_when_a_shift_has_begun_may_be_handed_over_and_fills_it() -> None:
    frozen = Frozen("base", ELEVEN, carried=("v",))
    v, w = stop("v", ELEVEN + 6 * MINUTE, 10), stop("w", ELEVEN + 16 * MINUTE, 10)
    load = loaded(ELEVEN, "w")
    assert codes(kitchen_day(frozen=frozen), brought(load, v, w)) == []
    assert codes(kitchen_day(1, frozen=frozen), brought(load, v, w)) == ["box_overfull"]
    assert codes(kitchen_day(frozen=frozen), brought(load, w), unserved=("v",)) == []
    tomorrow = Frozen("base", EIGHT, carried=("v",))
    walked_v = walked(v)
    assert codes(kitchen_day(frozen=tomorrow), walked_v, unserved=("w",)) == ["meal_not_loaded"]


def loads(capacity: tuple[int, ...], **v_and_w: Any) -> list[str]:
    problem = alone(carer("lin", capacity=capacity), *(visit(name, **v_and_w[name]) for name in "vw"))
    return codes(problem, walked(stop("v", NINE), stop("w", NINE + 30 * MINUTE)))


def test_what_is_delivered_is_on_board_from_the_start_and_what_is_collected_stays() -> None:
    assert loads((3,), v={"delivered": (1,)}, w={"delivered": (2,)}) == []
    assert loads((2,), v={"delivered": (1,)}, w={"delivered": (2,)}) == ["overloaded"]
    assert loads((3,), v={"collected": (1,)}, w={"collected": (2,)}) == []
    assert loads((2,), v={"collected": (1,)}, w={"collected": (2,)}) == ["overloaded"]
    # Room is made before it is needed, but not after.
    assert loads((2,), v={"delivered": (2,)}, w={"collected": (2,)}) == []
    assert loads((2,), v={"collected": (2,)}, w={"delivered": (2,)}) == ["overloaded"]
    assert loads((9, 1), v={"collected": (0, 1)}, w={"delivered": (1,)}) == []
    assert loads((9,), v={"collected": (0, 1)}, w={}) == ["overloaded"]
    assert loads((), v={}, w={}) == []


def test_what_a_meal_takes_up_is_on_board_from_its_loading_to_its_hand_over() -> None:
    load = loaded(ELEVEN, "v", "w")
    v, w = stop("v", ELEVEN + 6 * MINUTE, 10), stop("w", ELEVEN + 16 * MINUTE, 10)
    assert codes(kitchen_day(load=(1, 2), capacity=(2, 4)), brought(load, v, w)) == []
    assert codes(kitchen_day(load=(1, 2), capacity=(2, 3)), brought(load, v, w)) == ["overloaded"]
    # What is delivered is on board as well, what is collected takes the place of the meal handed over.
    more: Any = {"capacity": (3,), "load": (1,)}
    assert codes(kitchen_day(**more, w={"delivered": (1,), "collected": (3,)}), brought(load, v, w)) == []
    assert codes(kitchen_day(**more, w={"delivered": (2,)}), brought(load, v, w)) == ["overloaded"]
    assert codes(kitchen_day(**more, w={"collected": (4,)}), brought(load, v, w)) == ["overloaded"]
    first = replace(w, arrive_at=v.arrive_at, start_at=v.start_at, end_at=v.end_at)
    second = replace(v, arrive_at=w.arrive_at, start_at=w.start_at, end_at=w.end_at)
    early = brought(load, first, second)
    assert codes(kitchen_day(**more, w={"collected": (3,)}), early) == ["overloaded"]


def test_what_is_on_board_when_a_shift_has_begun_takes_its_room_and_is_never_too_much() -> None:
    frozen = Frozen("base", ELEVEN, carried=("v",))
    v, w = stop("v", ELEVEN + 6 * MINUTE, 10), stop("w", ELEVEN + 16 * MINUTE, 10)
    load = loaded(ELEVEN, "w")
    begun: Any = {"frozen": frozen, "load": (1,)}
    assert codes(kitchen_day(**begun, capacity=(2,)), brought(load, v, w)) == []
    assert codes(kitchen_day(**begun, capacity=(1,)), brought(load, v, w)) == ["overloaded"]
    assert codes(kitchen_day(**begun, capacity=()), walked(v), unserved=("w",)) == []
    later = replace(
        load, arrive_at=v.end_at + MINUTE, start_at=v.end_at + MINUTE, end_at=v.end_at + 6 * MINUTE
    )
    then = replace(
        w, arrive_at=later.end_at + MINUTE, start_at=later.end_at + MINUTE, end_at=later.end_at + 11 * MINUTE
    )
    both = Round("lin", 0, ELEVEN + 5 * MINUTE, then.end_at + MINUTE, (v, later, then))
    assert codes(kitchen_day(**begun, capacity=(1,)), both) == []


def test_a_kitchen_may_open_twice() -> None:
    problem = kitchen_day()
    twice = replace(KITCHEN, windows=(at(7, for_minutes=60), *KITCHEN.windows))
    v = stop("v", ELEVEN + 6 * MINUTE, 10)
    assert codes(replace(problem, kitchens=(twice,)), brought(loaded(ELEVEN, "v"), v), unserved=("w",)) == []
