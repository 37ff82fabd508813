"""Breaks: in their window, at their length, where the carer stands, and owed by whom."""

from dataclasses import replace
from typing import Any

import pytest

from routing.plan import Round
from routing.problem import Break, Frozen, Objective, Pace, Problem, ProblemError, TravelMatrix
from tests.routing.check.by_hand import (
    EIGHT,
    ELEVEN,
    NINE,
    NOON,
    TEN,
    brought,
    codes,
    kitchen_day,
    loaded,
    pause,
    stop,
    walked,
)
from tests.routing.small_days import HOUR, MINUTE, alone, at, carer, hours, line, visit

LUNCH = Break("lunch", (at(12, for_minutes=30),), 30 * MINUTE)


def lunching(*breaks: Break, shifts: Any = None, **rules: Any) -> Problem:
    who: dict[str, Any] = {"breaks": breaks or (LUNCH,)}
    if shifts:
        who["shifts"] = shifts
    return alone(carer("lin", **who), visit("v", **rules), visit("w"))


@pytest.mark.parametrize(
    ("start", "broken"),
    [
        (NOON, []),
        (NOON + 30 * MINUTE, []),
        (NOON - 1, ["break_window"]),
        (NOON + 30 * MINUTE + 1, ["break_window"]),
    ],
)
def test_a_break_begins_in_its_window(start: int, broken: list[str]) -> None:
    rest = replace(pause(start), arrive_at=NINE + 30 * MINUTE)
    assert codes(lunching(), walked(stop("v", NINE), rest), unserved=("w",)) == broken


@pytest.mark.parametrize(
    ("start", "broken"),
    [
        (TEN - 1, ["break_window"]),
        (TEN, []),
        (TEN + 10 * MINUTE, []),
        (TEN + 10 * MINUTE + 1, ["break_window"]),
        (NOON - 1, ["break_window"]),
        (NOON, []),
        (NOON + 30 * MINUTE + 1, ["break_window"]),
    ],
)
def test_of_several_windows_a_break_begins_in_any_one(start: int, broken: list[str]) -> None:
    lunch = replace(LUNCH, windows=(at(10, for_minutes=10), *LUNCH.windows))
    rest = replace(pause(start), arrive_at=NINE + 30 * MINUTE)
    assert codes(lunching(lunch), walked(stop("v", NINE), rest), unserved=("w",)) == broken


def test_a_break_needs_windows_one_after_the_other() -> None:
    for windows in ((), (at(12, for_minutes=30), at(12, 29, for_minutes=10)), (at(12), at(10))):
        with pytest.raises(ProblemError, match=r"carers\.breaks\.windows.*lunch"):
            Break("lunch", windows, 30 * MINUTE)
    touching = Break("lunch", (at(12, for_minutes=30), at(12, 30, for_minutes=10)), 30 * MINUTE)
    assert (touching.opens, touching.closes) == (NOON, NOON + 40 * MINUTE)


def test_none_of_its_windows_opens_after_the_horizon() -> None:
    late = Break("lunch", (at(12), at(30)), 30 * MINUTE)
    with pytest.raises(ProblemError, match=r"carers\.breaks\.windows.*lunch"):
        lunching(late)


def test_a_break_is_taken_once_at_its_length_where_the_carer_stands_or_goes_next() -> None:
    first = stop("v", NOON - 30 * MINUTE)
    nap = pause(NOON)
    later = stop("w", NOON + 30 * MINUTE)
    assert codes(lunching(), walked(first, nap, later)) == []
    short = replace(nap, end_at=nap.end_at - 1)
    assert codes(lunching(), walked(first, short, later)) == ["break_length"]
    assert codes(lunching(), walked(first), unserved=("w",)) == ["break_missing"]
    twice = replace(nap, arrive_at=nap.end_at, start_at=nap.end_at, end_at=nap.end_at + 30 * MINUTE)
    assert "break_twice" in codes(lunching(), walked(first, nap, twice), unserved=("w",))
    unknown = replace(nap, about="siesta")
    assert codes(lunching(), walked(first, nap, replace(unknown, arrive_at=nap.end_at)), unserved=("w",)) == [
        "starts_too_early",
        "unknown_break",
    ]
    at_base = replace(pause(NOON + MINUTE, "base"), arrive_at=NOON + MINUTE)
    home = Round("lin", 0, NOON - 31 * MINUTE, NOON + 31 * MINUTE, (first, at_base))
    assert codes(lunching(), home, unserved=("w",)) == []
    astray = replace(pause(NOON + MINUTE, "far"), arrive_at=NOON + MINUTE)
    lost = Round("lin", 0, NOON - 31 * MINUTE, NOON + 33 * MINUTE, (first, astray))
    assert codes(lunching(), lost, unserved=("w",)) == ["break_place"]


def test_a_break_that_belongs_before_a_visit_is_taken_right_there() -> None:
    before = replace(LUNCH, at_next_visit=True)
    nap, later = pause(NOON), stop("v", NOON + 30 * MINUTE)
    assert codes(lunching(before), walked(nap, later), unserved=("w",)) == []
    first = stop("v", NOON - 30 * MINUTE)
    assert codes(lunching(before), walked(first, nap), unserved=("w",)) == ["break_place", "break_place"]
    at_base = Round("lin", 0, NOON, NOON + 62 * MINUTE, (pause(NOON, "base"), stop("v", NOON + 31 * MINUTE)))
    assert codes(lunching(before), at_base, unserved=("w",)) == ["break_place"]
    assert codes(lunching(), at_base, unserved=("w",)) == []


@pytest.mark.parametrize(
    ("pause_", "shift", "broken"),
    [
        (LUNCH, hours(12, 16), ["break_missing"]),
        (LUNCH, hours(13, 16), []),
        (replace(LUNCH, windows=(at(15, 30, for_minutes=30),)), hours(12, 16), ["break_missing"]),
        (replace(LUNCH, windows=(at(15, 31, for_minutes=30),)), hours(12, 16), []),
        (replace(LUNCH, windows=(at(11, 59, for_minutes=30),)), hours(12, 16), []),
        (replace(LUNCH, required=False), hours(12, 16), []),
        (replace(LUNCH, windows=(at(12), at(16))), hours(12, 16), ["break_missing"]),
        (replace(LUNCH, windows=(at(12), at(16, 1))), hours(12, 16), []),
        (replace(LUNCH, windows=(at(11, 59), at(13))), hours(12, 16), []),
    ],
)
def test_a_required_break_is_owed_by_a_shift_that_holds_its_windows(
    pause_: Break, shift: Any, broken: list[str]
) -> None:
    problem = lunching(pause_, shifts=(shift,))
    assert codes(problem, walked(stop("v", 14 * HOUR)), unserved=("w",)) == broken


@pytest.mark.parametrize(
    ("free_at", "taken", "broken"),
    [
        (NOON + 30 * MINUTE, (), ["break_missing"]),
        (NOON + 30 * MINUTE + 1, (), []),
        (NOON, ("lunch",), []),
    ],
)
def test_what_is_past_of_a_break_is_not_owed(free_at: int, taken: tuple[str, ...], broken: list[str]) -> None:
    begun = carer("lin", breaks=(LUNCH,), frozen=Frozen("base", free_at, (), (), taken))
    problem = alone(begun, visit("v"))
    assert codes(problem, walked(stop("v", 14 * HOUR))) == broken
    if taken:
        again = pause(NOON + 10 * MINUTE)
        assert codes(problem, walked(again, stop("v", 14 * HOUR, arrive_at=again.end_at))) == ["break_twice"]


def test_a_round_without_visits_owes_no_break() -> None:
    assert codes(lunching(), Round("lin", 0, EIGHT, EIGHT, ()), unserved=("v", "w")) == []


def test_a_break_that_was_not_taken_yet_may_be() -> None:
    begun_ = carer("lin", breaks=(LUNCH,), frozen=Frozen("base", NINE))
    nap = pause(NOON)
    assert codes(alone(begun_, visit("v")), walked(nap, stop("v", NOON + 30 * MINUTE))) == []


def test_a_break_before_a_visit_may_not_stand_before_a_kitchen() -> None:
    before = Break("lunch", (at(10, for_minutes=60),), 30 * MINUTE, at_next_visit=True)
    problem = kitchen_day(breaks=(before,))
    v = stop("v", ELEVEN + 6 * MINUTE, 10)
    nap = pause(TEN + 30 * MINUTE, "base")
    rounds = Round("lin", 0, TEN + 30 * MINUTE, v.end_at + MINUTE, (nap, loaded(ELEVEN, "v"), v))
    assert codes(problem, rounds, unserved=("w",)) == ["break_place"]


def test_a_break_that_asks_for_little_on_board_is_taken_before_it_is_loaded_or_after_it_is_empty() -> None:
    def laden(most: tuple[int, ...] | None, **v: Any) -> list[str]:
        lin = carer("lin", breaks=(replace(LUNCH, maximum_load=most),), capacity=(9, 9))
        problem = alone(lin, visit("v", **v), visit("w"))
        rest = replace(pause(NOON), arrive_at=NINE + 30 * MINUTE)
        return codes(problem, walked(stop("v", NINE), rest, stop("w", NOON + 30 * MINUTE)))

    assert laden((0, 2), collected=(0, 2)) == []
    assert laden((9, 1), collected=(0, 2)) == ["break_load"]
    assert laden(None, collected=(0, 2)) == []
    assert laden((9,), collected=(0, 1)) == ["break_load"]
    assert laden((), delivered=(5, 5)) == []


@pytest.mark.parametrize(("most", "broken"), [((2,), []), ((1,), ["break_load"])])
def test_a_meal_that_is_on_its_way_counts_at_a_break(most: tuple[int, ...], broken: list[str]) -> None:
    tea = Break("lunch", (at(11, for_minutes=30),), 10 * MINUTE, maximum_load=most)
    problem = kitchen_day(load=(2,), capacity=(2,), breaks=(tea,))
    rest = pause(ELEVEN + 6 * MINUTE, minutes=10)
    day = brought(loaded(ELEVEN, "v"), rest, stop("v", ELEVEN + 16 * MINUTE, 10))
    assert codes(problem, day, unserved=("w",)) == broken


def test_what_may_be_on_board_at_a_break_is_a_whole_number() -> None:
    with pytest.raises(ProblemError, match=r"carers\.breaks\.maximum_load.*lunch"):
        replace(LUNCH, maximum_load=(1, -1))


def test_a_break_on_the_way_parts_it_and_what_is_left_comes_after() -> None:
    tea = Break("lunch", (at(9),), 10 * MINUTE, on_the_way=True)
    problem = alone(carer("lin", breaks=(tea,)), visit("v"))
    rest = pause(NINE, minutes=10)
    there = NINE + 10 * MINUTE + 30
    half_way = replace(walked(rest, stop("v", there)), leave_at=NINE - 30)
    assert codes(problem, half_way) == []
    hasty = replace(walked(rest, stop("v", there - 1)), leave_at=NINE - 30)
    assert codes(problem, hasty) == ["arrives_too_early", "starts_too_early"]
    assert codes(problem, replace(half_way, leave_at=NINE + 1)) == [
        "arrives_too_early",
        "arrives_too_early",
        "starts_too_early",
    ]
    at_base = replace(half_way, stops=(replace(rest, place="base"), half_way.stops[1]))
    assert "break_place" in codes(problem, at_base)


def test_a_break_on_the_way_is_over_before_the_next_one() -> None:
    breaks = tuple(Break(name, (at(9, for_minutes=10),), 10 * MINUTE, on_the_way=True) for name in "ab")
    problem = alone(carer("lin", breaks=breaks), visit("v"))
    first, second = (
        pause(NINE + 10 * MINUTE * rank, about=name, minutes=10) for rank, name in enumerate("ab")
    )
    v = stop("v", NINE + 20 * MINUTE + 30)
    assert codes(problem, replace(walked(first, second, v), leave_at=NINE - 30)) == []
    overlapping = replace(
        second, arrive_at=NINE + 9 * MINUTE, start_at=NINE + 9 * MINUTE, end_at=NINE + 19 * MINUTE
    )
    assert "arrives_too_early" in codes(problem, replace(walked(first, overlapping, v), leave_at=NINE - 30))


def test_a_way_is_parted_only_where_it_takes_the_same_at_any_hour_and_waiting_is_free() -> None:
    tea = Break("tea", (at(9),), 60, on_the_way=True)
    with pytest.raises(ProblemError, match="leave one of them out") as caught:
        replace(tea, at_next_visit=True)
    assert (caught.value.field, caught.value.subject) == ("carers.breaks.on_the_way", "tea")
    paced = TravelMatrix("bike", line(), paces=(Pace(0, 1500),))
    for rules in ({"objective": Objective(waiting=1)}, {"travel": (paced,)}):
        with pytest.raises(ProblemError, match="'tea'") as caught:
            alone(carer("lin", breaks=(tea,)), visit("v"), **rules)
        assert (caught.value.field, caught.value.subject) == ("carers.breaks.on_the_way", "lin")
