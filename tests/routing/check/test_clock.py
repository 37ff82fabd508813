"""When a round leaves, arrives, serves and comes home, and how much of it a day allows."""

from dataclasses import replace
from typing import Any

import pytest

from routing.check import check
from routing.plan import Plan, Round, Stop, StopKind
from routing.problem import Break, ForGrade, Frozen, FrozenStop, Part
from tests.routing.check.by_hand import (
    EIGHT,
    ELEVEN,
    LIN,
    NINE,
    TEN,
    brought,
    codes,
    crew,
    kitchen_day,
    loaded,
    one,
    stop,
    walked,
)
from tests.routing.small_days import HOUR, MINUTE, alone, at, carer, hours, visit


def test_a_round_leaves_after_the_shift_begins_and_comes_home_before_it_may_no_longer() -> None:
    problem = one(minutes=30)
    assert codes(problem, walked(stop("v", EIGHT + MINUTE))) == []
    early = walked(stop("v", EIGHT + MINUTE - 1))
    assert codes(problem, early) == ["left_too_early"]
    last = 16 * HOUR - 31 * MINUTE
    assert codes(problem, walked(stop("v", last))) == []
    assert codes(problem, walked(stop("v", last + 1))) == ["home_too_late"]
    longer = one(lin={"shifts": (hours(8, 16, overtime_limit_seconds=1),)})
    assert codes(longer, walked(stop("v", last + 1))) == []
    assert codes(longer, walked(stop("v", last + 2))) == ["home_too_late"]
    endless = one(lin={"shifts": (hours(8, 16, overtime_limit_seconds=None),)})
    assert codes(endless, walked(stop("v", 20 * HOUR))) == []


def test_a_way_takes_its_time_and_setup_comes_on_top_only_after_a_way() -> None:
    problem = alone(LIN, visit("v", setup_seconds=60), visit("w", setup_seconds=60))
    second = stop("w", NINE + 30 * MINUTE)
    first = stop("v", NINE, arrive_at=NINE - 60)
    assert codes(problem, walked(first, second)) == []
    assert codes(problem, walked(replace(first, arrive_at=NINE - 59), second)) == ["starts_too_early"]
    hasty = replace(walked(first, second), leave_at=NINE - 119)
    assert codes(problem, hasty) == ["arrives_too_early", "starts_too_early"]
    overlapping = stop("w", NINE + 29 * MINUTE)
    assert codes(problem, walked(first, overlapping)) == ["arrives_too_early", "starts_too_early"]
    before = stop("w", NINE + 30 * MINUTE, arrive_at=NINE + 31 * MINUTE)
    assert codes(problem, walked(first, before)) == ["starts_too_early"]


def test_setup_is_due_after_a_break_at_the_door_as_well() -> None:
    pause = Break("rest", (at(9, for_minutes=60),), 10 * MINUTE)
    problem = alone(carer("lin", breaks=(pause,)), visit("v", setup_seconds=60))
    rest = Stop(StopKind.BREAK, "rest", "near", NINE, NINE, NINE + 10 * MINUTE)
    ready = stop("v", NINE + 11 * MINUTE, arrive_at=NINE + 10 * MINUTE)
    assert codes(problem, walked(rest, ready)) == []
    hasty = stop("v", NINE + 10 * MINUTE, arrive_at=NINE + 10 * MINUTE)
    assert codes(problem, walked(rest, hasty)) == ["starts_too_early"]


def test_setup_is_not_due_after_a_break_between_two_visits_of_one_place() -> None:
    pause = Break("rest", (at(9, for_minutes=60),), 10 * MINUTE)
    visits = (visit("v", setup_seconds=60), visit("w", setup_seconds=60))
    problem = alone(carer("lin", breaks=(pause,)), *visits)
    first = stop("v", NINE, arrive_at=NINE - 60)
    rest = Stop(StopKind.BREAK, "rest", "near", first.end_at, first.end_at, first.end_at + 10 * MINUTE)
    assert codes(problem, walked(first, rest, stop("w", rest.end_at))) == []


def test_setup_that_is_service_begins_in_the_window_and_lasts_into_it() -> None:
    problem = alone(LIN, visit("v", setup_seconds=60, windows=(at(9),)), setup_is_service=True)
    right = replace(stop("v", NINE), end_at=NINE + 31 * MINUTE)
    assert codes(problem, walked(right)) == []
    assert codes(problem, walked(stop("v", NINE))) == ["wrong_duration"]
    after = replace(stop("v", NINE + 60), end_at=NINE + 32 * MINUTE)
    assert codes(problem, walked(after)) == ["window"]
    both = replace(problem, visits=(*problem.visits, visit("w", setup_seconds=60)))
    assert codes(both, walked(right, stop("w", right.end_at))) == []
    again = replace(stop("w", right.end_at), end_at=right.end_at + 31 * MINUTE)
    assert codes(both, walked(right, again)) == ["wrong_duration"]


@pytest.mark.parametrize(("grade", "minutes"), [("", 30), ("learns", 45), ("learned", 20), ("other", 30)])
def test_a_service_lasts_as_long_as_it_takes_the_carers_grade(grade: str, minutes: int) -> None:
    part = Part(30 * MINUTE, service_by_grade=by_grade(learns=45, learned=20))
    problem = alone(carer("lin", grade=grade), visit("v", parts=(part,)), setup_is_service=True)
    for other in (20, 30, 45):
        told = [] if other == minutes else ["wrong_duration"]
        assert codes(problem, walked(stop("v", NINE, other))) == told


@pytest.mark.parametrize(("grade", "minutes"), [("", 1), ("learns", 5), ("learned", 0)])
def test_setup_in_a_service_lasts_as_long_as_it_takes_the_carers_grade(grade: str, minutes: int) -> None:
    wanted: dict[str, Any] = {"setup_seconds": MINUTE, "setup_by_grade": by_grade(learns=5, learned=0)}
    lin = carer("lin", grade=grade)
    problem = alone(lin, visit("v", **wanted), visit("w", **wanted), setup_is_service=True)
    for other in (0, 1, 5):
        first, second = stop("v", NINE, 30 + other), stop("w", TEN)
        told = [] if other == minutes else ["wrong_duration"]
        assert codes(problem, walked(first, second)) == told
    spared_nothing = stop("w", TEN, 31 + minutes)
    assert codes(problem, walked(stop("v", NINE, 30 + minutes), spared_nothing)) == ["wrong_duration"]


@pytest.mark.parametrize(("grade", "minutes"), [("", 5 + 1), ("learns", 8 + 2)])
def test_loading_lasts_as_long_as_it_takes_the_carers_grade(grade: str, minutes: int) -> None:
    lin: dict[str, Any] = {"shifts": (hours(8, 16, start="near"),), "grade": grade}
    (kitchen,) = kitchen_day().kitchens
    slower: dict[str, Any] = {"loading_by_grade": by_grade(learns=8), "setup_by_grade": by_grade(learns=2)}
    problem = replace(
        kitchen_day(limit=None, **lin),
        kitchens=(replace(kitchen, setup_seconds=MINUTE, **slower),),
        setup_is_service=True,
    )
    for other in (5, 6, 8, 9, 10):
        v = stop("v", ELEVEN + (other + 1) * MINUTE, 10)
        told = [] if other == minutes else ["wrong_duration"]
        assert codes(problem, walked(loaded(ELEVEN, "v", minutes=other), v), unserved=("w",)) == told


def by_grade(**minutes: int) -> tuple[ForGrade, ...]:
    return tuple(ForGrade(grade, each * MINUTE) for grade, each in minutes.items())


@pytest.mark.parametrize("off", [-1, 1])
def test_home_is_reached_when_the_way_ends(off: int) -> None:
    round_ = walked(stop("v", NINE))
    assert codes(one(), replace(round_, home_at=round_.home_at + off)) == ["home_wrong"]


@pytest.mark.parametrize("off", [-1, 1])
def test_a_service_takes_its_time_at_its_place(off: int) -> None:
    right = stop("v", NINE)
    wrong = replace(right, end_at=right.end_at + off)
    assert codes(one(), walked(wrong)) == ["wrong_duration"]
    elsewhere = Round("lin", 0, NINE, right.end_at, (replace(right, place="base"),))
    assert codes(one(), elsewhere) == ["wrong_place"]


def test_rounds_that_leave_at_shift_start_leave_then() -> None:
    problem = replace(one(), leave_at_shift_start=True)
    at_door = stop("v", NINE, arrive_at=EIGHT + MINUTE)
    assert codes(problem, walked(at_door)) == []
    assert codes(problem, walked(stop("v", NINE))) == ["left_not_at_shift_start"]


@pytest.mark.parametrize(
    ("limit", "most"),
    [("maximum_work_seconds", 32 * MINUTE), ("maximum_travel_seconds", 2 * MINUTE), ("maximum_visits", 1)],
)
def test_a_days_limits_hold_to_the_unit_over_all_its_rounds(limit: str, most: int) -> None:
    round_ = walked(stop("v", NINE))
    code = [limit.removesuffix("_seconds")]
    assert codes(one(lin={limit: most}), round_) == []
    assert codes(one(lin={limit: most - 1}), round_) == code
    two: dict[str, Any] = {"shifts": (hours(8, 12), hours(13, 17))}
    problem = alone(carer("lin", **{**two, limit: 2 * most}), visit("v"), visit("w"))
    rounds = round_, walked(stop("w", 14 * HOUR), shift=1)
    assert codes(problem, *rounds) == []
    less = alone(carer("lin", **{**two, limit: 2 * most - 1}), visit("v"), visit("w"))
    assert codes(less, *rounds) == code


def test_most_work_is_counted_in_the_seconds_of_the_carers_grade_what_has_begun_included() -> None:
    part = Part(30 * MINUTE, service_by_grade=by_grade(learns=45))
    begun = Frozen("near", EIGHT + 46 * MINUTE, (FrozenStop("v", EIGHT + MINUTE),))
    for most, told in ((0, []), (-1, ["maximum_work"])):
        # 45 minutes of each visit, and a minute home.
        limit = 91 * MINUTE + most
        lin = carer("lin", grade="learns", maximum_work_seconds=limit, frozen=begun)
        visits = [visit(each, parts=(part,)) for each in "vw"]
        problem = alone(lin, *visits, setup_is_service=True)
        stops = (stop("v", EIGHT + MINUTE, 45, frozen=True), stop("w", NINE, 45))
        assert codes(problem, replace(walked(*stops), leave_at=NINE)) == told


def test_who_still_works_in_a_shift_that_is_over_comes_home_too_late() -> None:
    over = carer("lin", hours=(8, 10), frozen=Frozen("near", TEN + 1))
    assert codes(alone(over, visit("v")), Round("lin", 0, TEN + 1, TEN + 1861, (stop("v", TEN + 1),))) == [
        "home_too_late"
    ]


def test_a_shift_begins_where_somebody_is_only_if_they_are_free_after_its_start() -> None:
    def from_base(free_at: int) -> list[str]:
        problem = alone(carer("lin", frozen=Frozen("farther", free_at)), visit("v"))
        return codes(problem, walked(stop("v", NINE)))

    assert from_base(EIGHT) == []
    assert from_base(EIGHT + 1) == ["arrives_too_early", "starts_too_early"]


def test_only_services_and_ways_are_work_and_only_visits_are_visits() -> None:
    load, v = loaded(ELEVEN, "v"), stop("v", ELEVEN + 6 * MINUTE, 10)
    exact = kitchen_day(maximum_work_seconds=12 * MINUTE, maximum_visits=1)
    assert codes(exact, brought(load, v), unserved=("w",)) == []
    less = kitchen_day(maximum_work_seconds=12 * MINUTE - 1)
    assert codes(less, brought(load, v), unserved=("w",)) == ["maximum_work"]


def test_what_is_said_names_the_visit_or_only_the_carer() -> None:
    v = stop("v", ELEVEN + 6 * MINUTE, 10)
    late = replace(brought(loaded(ELEVEN, "v", minutes=4), v), leave_at=ELEVEN + 1)
    broken_ = check(kitchen_day(), Plan((late,), ("w",))).broken
    found = {each.code: (each.visit, each.carer) for each in broken_}
    assert found["wrong_duration"] == ("", "lin")
    assert found["starts_too_early"] == ("", "lin")
    long = walked(replace(stop("v", NINE), end_at=NINE + 1))
    early = Round("lin", 0, NINE - 60, NINE + 31 * MINUTE, (stop("v", NINE, arrive_at=NINE + 1),))
    (broken,) = check(one(), Plan((early,))).broken
    assert (broken.code, broken.visit, broken.carer) == ("starts_too_early", "v", "lin")
    apart = crew("lin wu", visit("v"), visit("w"), same_carer=(("v", "w"),))
    (broken,) = check(apart, Plan((walked(stop("v", NINE)), walked(stop("w", NINE), who="wu")))).broken
    assert broken.visit == "v"
    (broken,) = check(one(), Plan((long,))).broken
    assert (broken.code, broken.visit, broken.carer) == ("wrong_duration", "v", "lin")
