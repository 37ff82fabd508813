"""Every rule at its border: the last plan that keeps it, and the first that breaks it, made by hand."""

from dataclasses import replace
from typing import Any

import pytest

from routing.check import check
from routing.plan import Plan, Round, Stop, StopKind
from routing.problem import (
    Break,
    Carer,
    Frozen,
    FrozenStop,
    Kitchen,
    Meal,
    Part,
    Pin,
    Precedence,
    Problem,
    Promise,
    Starts,
    Wish,
)
from tests.routing.check.by_hand import stop, walked
from tests.routing.small_days import HOUR, MINUTE, alone, at, carer, day, hours, visit

EIGHT, NINE, TEN, NOON = (hour * HOUR for hour in (8, 9, 10, 12))
LIN, WU = carer("lin"), carer("wu")


def codes(problem: Problem, *rounds: Round, unserved: tuple[str, ...] = ()) -> list[str]:
    return sorted(each.code for each in check(problem, Plan(rounds, unserved)).broken)


def one(**rules: Any) -> Problem:
    who: dict[str, Any] = rules.pop("lin", {})
    return alone(carer("lin", **who), visit("v", **rules))


def crew(names: str, *visits: Any, **rules: Any) -> Problem:
    return day([carer(name) for name in names.split()], list(visits), **rules)


def test_a_visit_is_served_or_listed_once() -> None:
    served = walked(stop("v", NINE))
    assert codes(one(), served) == []
    assert codes(one(), unserved=("v",)) == []
    assert codes(one()) == ["lost"]
    assert codes(one(), served, unserved=("v",)) == ["served_and_unserved"]
    assert codes(one(), unserved=("v", "v")) == ["unserved_twice"]


def test_a_visit_of_two_is_done_by_two_each_part_once() -> None:
    problem = crew("lin wu bao", visit("v", carers=2))
    first, second = walked(stop("v", NINE)), walked(stop("v", NINE, part=1), who="wu")
    assert codes(problem, first, second) == []
    assert codes(problem, first) == ["part_missing"]
    assert codes(problem, first, replace(first, carer="wu")) == ["part_twice"]
    assert codes(problem, first, second, replace(second, carer="bao")) == ["part_twice"]
    assert codes(problem, first, second, unserved=("v",)) == ["served_and_unserved"]
    assert codes(problem, first, unserved=("v",)) == ["part_missing", "served_and_unserved"]


def test_parts_of_one_visit_are_done_by_different_people() -> None:
    problem = crew("lin wu", visit("v", carers=2, starts=Starts.FREE))
    both = walked(stop("v", NINE), stop("v", NINE + 30 * MINUTE, part=1))
    assert codes(problem, both) == ["same_person_twice"]


@pytest.mark.parametrize(
    ("starts", "gap", "broken"),
    [
        (Starts.TOGETHER, 0, []),
        (Starts.TOGETHER, 1, ["not_together"]),
        (Starts.TOGETHER, -1, ["not_together"]),
        (Starts.ORDERED, 10 * MINUTE, []),
        (Starts.ORDERED, 10 * MINUTE - 1, ["gap"]),
        (Starts.ORDERED, 20 * MINUTE, []),
        (Starts.ORDERED, 20 * MINUTE + 1, ["gap"]),
        (Starts.ORDERED, -15 * MINUTE, ["gap"]),
        (Starts.FREE, -40 * MINUTE, []),
    ],
)
def test_starts_of_parts_hang_together_whoever_is_named_first(
    starts: Starts, gap: int, broken: list[str]
) -> None:
    rules: dict[str, Any] = {
        "starts": starts,
        "gap_minimum_seconds": 10 * MINUTE,
        "gap_maximum_seconds": 20 * MINUTE,
    }
    problem = crew("lin wu", visit("v", parts=(Part(30 * MINUTE),) * 2, **rules))
    first, second = walked(stop("v", NINE)), walked(stop("v", NINE + gap, part=1), who="wu")
    assert codes(problem, first, second) == broken
    assert codes(problem, second, first) == broken


def test_an_ordered_visit_may_have_no_greatest_gap() -> None:
    problem = crew("lin wu", visit("v", carers=2, starts=Starts.ORDERED))
    assert codes(problem, walked(stop("v", NINE)), walked(stop("v", NOON, part=1), who="wu")) == []


@pytest.mark.parametrize(
    ("start", "broken"),
    [
        (NINE, []),
        (NINE - 1, ["window"]),
        (NINE + 10 * MINUTE, []),
        (NINE + 10 * MINUTE + 1, ["window"]),
        (NOON, []),
    ],
)
def test_a_start_lies_in_one_of_the_windows(start: int, broken: list[str]) -> None:
    problem = one(windows=(at(9, for_minutes=10), at(12)))
    assert codes(problem, walked(stop("v", start))) == broken


def test_each_part_asks_its_own_carer() -> None:
    needs = (Part(30 * MINUTE, ("care",), ()), Part(30 * MINUTE, ("care", "nursing"), ()))
    problem = day([carer("lin", skills=("care",)), carer("wu", skills=("care",))], [visit("v", parts=needs)])
    plan = walked(stop("v", NINE)), walked(stop("v", NINE, part=1), who="wu")
    (broken,) = check(problem, Plan(plan)).broken
    assert (broken.code, broken.visit, broken.carer) == ("skill", "v", "wu")


def test_a_hard_wish_is_met_by_one_of_its_values_and_a_soft_one_breaks_nothing() -> None:
    round_ = walked(stop("v", NINE))
    sex, tongue = Wish(("female", "other"), hard=True), Wish(("mn", "zh"), hard=True)
    able = {"lin": {"sex": "other", "languages": ("zh", "fr")}}
    assert codes(one(sex=sex, language=tongue, **able), round_) == []
    assert codes(one(sex=sex, language=tongue), round_) == ["language", "sex"]
    assert codes(one(sex=replace(sex, hard=False), language=replace(tongue, hard=False)), round_) == []


def test_pins_hold_part_by_part_and_to_the_second() -> None:
    problem = crew("lin wu", visit("v", carers=2, pin=Pin(("lin", "wu"), NINE)))
    first, second = walked(stop("v", NINE)), walked(stop("v", NINE, part=1), who="wu")
    assert codes(problem, second, first) == []
    swapped = replace(first, carer="wu"), replace(second, carer="lin")
    assert codes(problem, *swapped) == ["pinned_carer", "pinned_carer"]
    later = walked(stop("v", NINE + 1)), walked(stop("v", NINE + 1, part=1), who="wu")
    assert codes(problem, *later) == ["pinned_time"]


def test_allowed_and_forbidden_carers_are_asked() -> None:
    assert codes(one(allowed_carers=("lin",)), walked(stop("v", NINE))) == []
    assert codes(one(allowed_carers=()), walked(stop("v", NINE))) == ["carer_not_allowed"]
    assert codes(one(forbidden_carers=("lin",)), walked(stop("v", NINE))) == ["forbidden_carer"]


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


LUNCH = Break("lunch", at(12, for_minutes=30), 30 * MINUTE)


def pause(start: int, place: str = "near", minutes: int = 30, about: str = "lunch", **rest: Any) -> Stop:
    return stop(about, start, minutes, place, kind=StopKind.BREAK, **rest)


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
        (replace(LUNCH, window=at(15, 30, for_minutes=30)), hours(12, 16), ["break_missing"]),
        (replace(LUNCH, window=at(15, 31, for_minutes=30)), hours(12, 16), []),
        (replace(LUNCH, window=at(11, 59, for_minutes=30)), hours(12, 16), []),
        (replace(LUNCH, required=False), hours(12, 16), []),
    ],
)
def test_a_required_break_is_owed_by_a_shift_that_holds_its_window(
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


KITCHEN = Kitchen("kitchen", "base", 5 * MINUTE, (at(11, for_minutes=60),))


def loaded(start: int, *meals: str, minutes: int = 5) -> Stop:
    return stop("kitchen", start, minutes, "base", kind=StopKind.PICKUP, meals=meals)


def kitchen_day(boxes: int = 2, limit: int | None = 7200, **rules: Any) -> Problem:
    food = Meal("kitchen", 11 * HOUR, limit_seconds=limit)
    visits = [visit(name, minutes=10, meal=food) for name in "vw"]
    return alone(carer("lin", box_capacity=boxes, **rules), *visits, kitchens=(KITCHEN,))


def brought(load: Stop, *stops: Stop) -> Round:
    return Round("lin", 0, load.start_at, stops[-1].end_at + MINUTE, (load, *stops))


ELEVEN = 11 * HOUR


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


@pytest.mark.parametrize(
    ("gap", "broken"),
    [(5 * MINUTE, []), (5 * MINUTE - 1, ["precedence"]), (9 * MINUTE, []), (9 * MINUTE + 1, ["precedence"])],
)
def test_a_visit_follows_the_end_of_another_after_a_gap(gap: int, broken: list[str]) -> None:
    link = Precedence("v", "w", 5 * MINUTE, 9 * MINUTE)
    problem = crew("lin wu", visit("v"), visit("w"), precedences=(link,))
    first, second = walked(stop("v", NINE)), walked(stop("w", NINE + 30 * MINUTE + gap), who="wu")
    assert codes(problem, first, second) == broken
    assert codes(problem, second, unserved=("v",)) == []
    assert codes(problem, first, unserved=("w",)) == []


def test_of_visits_for_several_the_last_end_and_every_start_count() -> None:
    long = (Part(30 * MINUTE), Part(60 * MINUTE))
    pair: dict[str, Any] = {"starts": Starts.FREE}
    visits = visit("v", parts=long, **pair), visit("w", carers=2, **pair)
    first = walked(stop("v", NINE)), walked(stop("v", NINE, 60, part=1), who="wu")

    def after(one: int, other: int, most: int | None) -> list[str]:
        problem = crew("lin wu bao min", *visits, precedences=(Precedence("v", "w", 0, most),))
        parts = (one, "bao", 0), (other, "min", 1)
        return codes(problem, *first, *(walked(stop("w", s, part=p), who=who) for s, who, p in parts))

    assert after(TEN, TEN, None) == []
    assert after(TEN, TEN - 1, None) == ["precedence"]
    assert after(TEN - 1, TEN, None) == ["precedence"]
    assert after(TEN, TEN + 60, 60) == []
    assert after(TEN + 61, TEN, 60) == ["precedence"]


def test_linked_visits_have_the_same_carers_as_far_as_they_are_served() -> None:
    problem = crew("lin wu", visit("v"), visit("w"), same_carer=(("v", "w"),))
    v = walked(stop("v", NINE))
    assert codes(problem, v, walked(stop("w", NINE), who="wu")) == ["same_carer"]
    assert codes(problem, v, unserved=("w",)) == []
    assert codes(problem, walked(stop("v", NINE), stop("w", NINE + 30 * MINUTE))) == []


def test_an_order_made_by_hand_holds_over_all_shifts_of_its_carer_only() -> None:
    two: dict[str, Any] = {"shifts": (hours(8, 12), hours(13, 17))}
    lin = carer("lin", ordered_visits=("w", "v"), **two)
    problem = day([lin, WU], [visit("v"), visit("w")])
    v, w = walked(stop("v", NINE)), walked(stop("w", 14 * HOUR), shift=1)
    assert codes(problem, v, w) == ["hand_made_order"]
    assert codes(problem, w, v) == ["hand_made_order"]
    assert codes(problem, walked(stop("w", NINE)), walked(stop("v", 14 * HOUR), shift=1)) == []
    assert codes(problem, v, walked(stop("w", 14 * HOUR), who="wu")) == []


@pytest.mark.parametrize(("budget", "broken"), [(None, []), (1, []), (0, ["promises_over_budget"])])
def test_no_more_promises_are_broken_than_may_be(budget: int | None, broken: list[str]) -> None:
    promises = visit("v", promise=Promise(8 * HOUR + MINUTE)), visit("w", promise=Promise(NINE + 30 * MINUTE))
    problem = alone(LIN, *promises, maximum_broken_promises=budget)
    assert codes(problem, walked(stop("v", NINE), stop("w", NINE + 30 * MINUTE))) == broken


DONE = FrozenStop("v", NINE)


def begun(who: Carer, *stops_: FrozenStop, free_at: int = TEN) -> Carer:
    return replace(who, frozen=Frozen("near", free_at, stops_))


def past(start: int = NINE, about: str = "v") -> Stop:
    return stop(about, start, frozen=True)


def test_the_frozen_beginning_is_told_as_it_was() -> None:
    problem = day([begun(LIN, DONE), WU], [visit("v"), visit("w")])
    ahead = stop("w", TEN)
    home = TEN + 31 * MINUTE
    assert codes(problem, Round("lin", 0, TEN, home, (past(), ahead))) == []
    assert codes(problem, Round("lin", 0, TEN, home, (past(NINE + 1), ahead))) == ["frozen_changed"]
    assert codes(problem, Round("lin", 0, TEN, home, (ahead, past()))) == ["frozen_changed"]
    assert codes(problem, Round("lin", 0, TEN, home, (ahead,)), unserved=("v",)) == ["frozen_changed"]
    elsewhere = Round("wu", 0, EIGHT, home, (past(), ahead))
    assert "frozen_changed" in codes(problem, elsewhere)
    early = Round(
        "lin",
        0,
        TEN - 1,
        home - 1,
        (past(), replace(ahead, arrive_at=TEN - 1, start_at=TEN - 1, end_at=ahead.end_at - 1)),
    )
    assert codes(problem, early) == ["left_too_early"]


def test_a_round_that_is_over_owes_no_way_home() -> None:
    over = carer("lin", hours=(8, 10), frozen=Frozen("near", TEN + 1, (DONE,)))
    problem = alone(over, visit("v"))
    verdict = check(problem, Plan((Round("lin", 0, NINE, NINE + 30 * MINUTE, (past(),)),)))
    assert verdict.broken == ()
    assert verdict.terms["travel"] == 0
    open_still = alone(carer("lin", hours=(8, 10), frozen=Frozen("near", TEN, (DONE,))), visit("v"))
    verdict = check(open_still, Plan((Round("lin", 0, TEN, TEN + MINUTE, (past(),)),)))
    assert verdict.broken == ()
    assert verdict.terms["travel"] == MINUTE


def test_limits_that_the_past_exceeded_only_forbid_more() -> None:
    problem = day([begun(carer("lin", maximum_visits=0), DONE)], [visit("v"), visit("w")])
    only_past = Round("lin", 0, TEN, TEN + MINUTE, (past(),))
    assert codes(problem, only_past, unserved=("w",)) == []
    more = Round("lin", 0, TEN, TEN + 31 * MINUTE, (past(), stop("w", TEN)))
    assert codes(problem, more) == ["maximum_visits"]


def test_starts_that_only_the_past_set_apart_break_nothing() -> None:
    for starts in (Starts.TOGETHER, Starts.ORDERED):
        bath = visit("v", carers=2, starts=starts, gap_maximum_seconds=0)
        problem = day([begun(LIN, DONE), begun(WU, FrozenStop("v", NINE + 60, 1))], [bath])
        lin = Round("lin", 0, TEN, TEN + MINUTE, (past(),))
        wu = Round("wu", 0, TEN, TEN + MINUTE, (replace(past(NINE + 60), part=1),))
        assert codes(problem, lin, wu) == []
        assert codes(problem, lin, wu, unserved=("v",)) == ["served_and_unserved"]


def test_a_gap_is_judged_from_what_has_begun_to_what_is_still_to_come() -> None:
    crowd = visit("v", carers=3, starts=Starts.ORDERED, gap_maximum_seconds=2 * HOUR)
    others = begun(WU, FrozenStop("v", NINE - 60, 1)), carer("bao")
    problem = day([begun(LIN, DONE), *others], [crowd])
    lin = Round("lin", 0, TEN, TEN + MINUTE, (past(),))
    wu = Round("wu", 0, TEN, TEN + MINUTE, (replace(past(NINE - 60), part=1),))
    assert codes(problem, lin, wu, walked(stop("v", TEN, part=2), who="bao")) == []
    assert codes(problem, lin, wu, walked(stop("v", NOON, part=2), who="bao")) == ["gap"]


def test_links_between_what_has_begun_bind_nobody_and_those_to_what_is_to_come_do() -> None:
    link = Precedence("v", "w", 0, 0)
    both = begun(LIN, DONE, FrozenStop("w", NINE + 40 * MINUTE))
    problem = day([both], [visit("v"), visit("w")], precedences=(link,))
    assert codes(problem, Round("lin", 0, TEN, TEN + MINUTE, (past(), past(NINE + 40 * MINUTE, "w")))) == []
    half = day([begun(LIN, DONE)], [visit("v"), visit("w")], precedences=(link,))
    late = Round("lin", 0, TEN, TEN + 31 * MINUTE, (past(), stop("w", TEN)))
    assert codes(half, late) == ["precedence"]
    soon = day([begun(LIN, DONE)], [visit("v"), visit("w")], precedences=(Precedence("v", "w", HOUR),))
    assert codes(soon, late) == ["precedence"]
    before = day([begun(LIN, DONE)], [visit("v"), visit("w")], precedences=(Precedence("w", "v"),))
    assert codes(before, late) == ["precedence"]
    group = day([begun(LIN, DONE), WU], [visit("v"), visit("w")], same_carer=(("v", "w"),))
    lin = Round("lin", 0, TEN, TEN + MINUTE, (past(),))
    assert codes(group, lin, walked(stop("w", TEN), who="wu")) == ["same_carer"]


def test_what_has_been_collected_takes_its_room_and_alone_is_never_too_much() -> None:
    def on_board(capacity: int) -> list[str]:
        lin = begun(carer("lin", capacity=(capacity,)), DONE)
        problem = day([lin], [visit("v", collected=(2,)), visit("w", collected=(1,))])
        return codes(problem, Round("lin", 0, TEN, TEN + 31 * MINUTE, (past(), stop("w", TEN))))

    assert (on_board(3), on_board(2), on_board(1)) == ([], ["overloaded"], ["overloaded"])


def test_a_shift_that_has_not_begun_starts_at_its_own_place() -> None:
    two = carer("lin", shifts=(hours(8, 12), hours(13, 17)), frozen=Frozen("farther", TEN))
    problem = alone(two, visit("v"))
    assert codes(problem, walked(stop("v", 14 * HOUR), shift=1)) == []


def test_a_kitchen_may_open_twice() -> None:
    problem = kitchen_day()
    twice = replace(KITCHEN, windows=(at(7, for_minutes=60), *KITCHEN.windows))
    v = stop("v", ELEVEN + 6 * MINUTE, 10)
    assert codes(replace(problem, kitchens=(twice,)), brought(loaded(ELEVEN, "v"), v), unserved=("w",)) == []


def test_the_first_shift_or_part_that_does_not_exist_is_unknown() -> None:
    assert codes(one(), walked(stop("v", NINE), shift=1)) == ["unknown_shift"]
    assert codes(one(), walked(stop("v", NINE, part=1))) == ["unknown_part"]


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


def test_a_limit_counts_the_frozen_round_of_one_shift_for_the_other() -> None:
    frozen = Frozen("near", TEN, (DONE,))
    lin = carer("lin", shifts=(hours(8, 12), hours(13, 17)), maximum_visits=1, frozen=frozen)
    problem = alone(lin, visit("v"), visit("w"))
    done = Round("lin", 0, TEN, TEN + MINUTE, (past(),))
    assert codes(problem, done, unserved=("w",)) == []
    assert codes(problem, done, walked(stop("w", 14 * HOUR), shift=1)) == ["maximum_visits"]


def test_a_round_without_visits_owes_no_break() -> None:
    assert codes(lunching(), Round("lin", 0, EIGHT, EIGHT, ()), unserved=("v", "w")) == []


def test_a_break_that_was_not_taken_yet_may_be() -> None:
    begun_ = carer("lin", breaks=(LUNCH,), frozen=Frozen("base", NINE))
    nap = pause(NOON)
    assert codes(alone(begun_, visit("v")), walked(nap, stop("v", NOON + 30 * MINUTE))) == []


def test_a_break_before_a_visit_may_not_stand_before_a_kitchen() -> None:
    before = Break("lunch", at(10, for_minutes=60), 30 * MINUTE, at_next_visit=True)
    problem = kitchen_day(breaks=(before,))
    v = stop("v", ELEVEN + 6 * MINUTE, 10)
    nap = pause(TEN + 30 * MINUTE, "base")
    rounds = Round("lin", 0, TEN + 30 * MINUTE, v.end_at + MINUTE, (nap, loaded(ELEVEN, "v"), v))
    assert codes(problem, rounds, unserved=("w",)) == ["break_place"]


def test_an_order_made_by_hand_is_about_visits_whatever_else_has_their_names() -> None:
    nap = Break("w", at(8, for_minutes=120), 30 * MINUTE, required=False)
    lin = carer("lin", ordered_visits=("v", "w"), breaks=(nap,))
    problem = day([lin], [visit("v"), visit("w")])
    rest = pause(NINE, about="w")
    both = stop("v", NINE + 30 * MINUTE), stop("w", TEN)
    assert codes(problem, walked(rest, *both)) == []


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


def test_a_plan_that_speaks_of_unknown_things_is_judged_no_further() -> None:
    verdict = check(one(), Plan((), ("ghost",)))
    assert [each.code for each in verdict.broken] == ["unknown_visit"]
    assert (verdict.terms, verdict.total) == ({}, 0)
