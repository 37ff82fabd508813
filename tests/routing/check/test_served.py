"""What is served: once, by whom it may be, in its window, with its parts as they hang together."""

from dataclasses import replace
from typing import Any

import pytest

from routing.check import check
from routing.plan import Plan
from routing.problem import Part, Pin, Starts, Wish
from tests.routing.check.by_hand import NINE, NOON, codes, crew, one, stop, walked
from tests.routing.small_days import MINUTE, at, carer, day, visit


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


def test_the_first_shift_or_part_that_does_not_exist_is_unknown() -> None:
    assert codes(one(), walked(stop("v", NINE), shift=1)) == ["unknown_shift"]
    assert codes(one(), walked(stop("v", NINE, part=1))) == ["unknown_part"]


def test_a_plan_that_speaks_of_unknown_things_is_judged_no_further() -> None:
    verdict = check(one(), Plan((), ("ghost",)))
    assert [each.code for each in verdict.broken] == ["unknown_visit"]
    assert (verdict.terms, verdict.total) == ({}, 0)
