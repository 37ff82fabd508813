"""Hard rules about when visits start, by themselves and after one another."""

from dataclasses import replace
from typing import Any

import pytest

from routing.problem import (
    Break,
    ForGrade,
    Frozen,
    FrozenStop,
    Kitchen,
    Meal,
    Part,
    Pin,
    Precedence,
    Promise,
    Starts,
    Visit,
)
from tests.routing.planners import Planner
from tests.routing.rules.deciding import LIN, WU, Case, assert_decides
from tests.routing.small_days import HOUR, MINUTE, alone, at, carer, day, doers, starts, visit

EARLY: dict[str, Any] = {"windows": (at(8, for_minutes=2),)}
PAIR: dict[str, Any] = {"carers": 2}
REST = Break("rest", (at(8, 1),), 30 * MINUTE)
AFTER_REST: dict[str, Any] = {"windows": (at(8, 20, for_minutes=12),)}
LATE_WU = carer("wu", hours=(10, 16))
LEARNS = carer("lin", grade="learns", box_capacity=1)
LONG, SHORT = (ForGrade("learns", 9 * HOUR),), (ForGrade("learned", 10 * MINUTE),)
MEAL = visit("v", meal=Meal("kitchen", limit_seconds=None))
INSIDE: dict[str, Any] = {"setup_is_service": True}

HARD: dict[str, Case] = {
    "several hard windows": (
        alone(LIN, visit("v", windows=(at(9, for_minutes=10), at(14, for_minutes=10)))),
        alone(LIN, visit("v")),
        "window",
    ),
    "setup": (
        alone(LIN, visit("v", setup_seconds=5 * MINUTE, **EARLY)),
        alone(LIN, visit("v", **EARLY)),
        "starts_too_early",
    ),
    "setup after a break at the door": (
        alone(carer("lin", breaks=(REST,)), visit("v", setup_seconds=5 * MINUTE, **AFTER_REST)),
        alone(carer("lin", breaks=(REST,)), visit("v", **AFTER_REST)),
        "starts_too_early",
    ),
    "setup that is service": (
        alone(LIN, visit("v", setup_seconds=9 * HOUR), setup_is_service=True),
        alone(LIN, visit("v"), setup_is_service=True),
        "wrong_duration",
    ),
    "how long it takes a grade": (
        alone(LEARNS, visit("v", parts=(Part(HOUR, service_by_grade=LONG),)), **INSIDE),
        alone(LEARNS, visit("v", minutes=60), **INSIDE),
        "wrong_duration",
    ),
    "how long setup takes a grade": (
        alone(LEARNS, visit("v", setup_by_grade=LONG), **INSIDE),
        alone(LEARNS, visit("v"), **INSIDE),
        "wrong_duration",
    ),
    "how long loading takes a grade": (
        alone(LEARNS, MEAL, kitchens=(Kitchen("kitchen", "base", loading_by_grade=LONG),), **INSIDE),
        alone(LEARNS, MEAL, kitchens=(Kitchen("kitchen", "base"),), **INSIDE),
        "wrong_duration",
    ),
    "how long setup at a kitchen takes a grade": (
        alone(LEARNS, MEAL, kitchens=(Kitchen("kitchen", "far", setup_by_grade=LONG),), **INSIDE),
        alone(LEARNS, MEAL, kitchens=(Kitchen("kitchen", "far"),), **INSIDE),
        "wrong_duration",
    ),
    "carers who start together": (
        day([LIN, LATE_WU], [visit("v", **PAIR), visit("w", windows=(at(8, for_minutes=30),))]),
        day(
            [LIN, LATE_WU],
            [visit("v", starts=Starts.FREE, **PAIR), visit("w", windows=(at(8, for_minutes=30),))],
        ),
        "not_together",
    ),
    "three carers who start together": (
        day([LIN, LATE_WU, carer("bao", hours=(12, 16))], [visit("v", carers=3)]),
        day([LIN, LATE_WU, carer("bao", hours=(12, 16))], [visit("v", carers=3, starts=Starts.FREE)]),
        "not_together",
    ),
    "a least gap between carers": (
        day([LIN, WU], [visit("v", starts=Starts.ORDERED, gap_minimum_seconds=HOUR, **PAIR)]),
        day([LIN, WU], [visit("v", starts=Starts.ORDERED, **PAIR)]),
        "gap",
    ),
    "a greatest gap between carers": (
        day(
            [LIN, LATE_WU],
            [visit("v", starts=Starts.ORDERED, gap_maximum_seconds=HOUR, pin=Pin(("lin", "wu")), **PAIR)],
        ),
        day([LIN, LATE_WU], [visit("v", starts=Starts.ORDERED, pin=Pin(("lin", "wu")), **PAIR)]),
        "gap",
    ),
    "precedence": (
        alone(LIN, visit("v", "far"), visit("w"), precedences=(Precedence("v", "w", HOUR),)),
        alone(LIN, visit("v", "far"), visit("w")),
        "precedence",
    ),
    "precedence with a greatest gap": (
        day(
            [LIN, LATE_WU],
            [visit("v"), visit("w", allowed_carers=("wu",))],
            precedences=(Precedence("v", "w", 0, HOUR),),
        ),
        day(
            [LIN, LATE_WU],
            [visit("v"), visit("w", allowed_carers=("wu",))],
            precedences=(Precedence("v", "w"),),
        ),
        "precedence",
    ),
    "a pinned time": (
        alone(LIN, visit("v", pin=Pin(None, 11 * HOUR))),
        alone(LIN, visit("v")),
        "pinned_time",
    ),
    "an order made by hand": (
        alone(
            carer("lin", ordered_visits=("w", "v")),
            visit("v", windows=(at(8, for_minutes=120),)),
            visit("w", windows=(at(9, for_minutes=120),)),
        ),
        alone(
            LIN, visit("v", windows=(at(8, for_minutes=30),)), visit("w", windows=(at(9, for_minutes=120),))
        ),
        "hand_made_order",
    ),
    "a budget of broken promises": (
        day(
            [LIN, LATE_WU],
            [
                visit("v", promise=Promise(8 * HOUR + MINUTE, ("lin",))),
                visit("w", windows=(at(8, 1),), priority=9),
            ],
            maximum_broken_promises=0,
        ),
        day(
            [LIN, LATE_WU],
            [
                visit("v", promise=Promise(8 * HOUR + MINUTE, ("lin",))),
                visit("w", windows=(at(8, 1),), priority=9),
            ],
        ),
        "promises_over_budget",
    ),
}


@pytest.mark.parametrize("rule", HARD)
def test_a_hard_rule_decides_the_plan_and_the_judge_refuses_the_plan_that_breaks_it(
    rule: str, planner: Planner
) -> None:
    assert_decides(HARD[rule], planner)


def test_a_visit_takes_the_second_of_its_windows_where_the_first_is_taken(planner: Planner) -> None:
    taken = visit("w", minutes=60, windows=(at(9),), priority=5)
    plan = planner(alone(LIN, visit("v", windows=(at(9, for_minutes=10), at(14, for_minutes=10))), taken))
    assert starts(plan) == {"v": (14 * HOUR,), "w": (9 * HOUR,)}


# Too long for what is left of the day, but for who has learned it.
TOO_LONG: dict[str, tuple[Visit, Kitchen]] = {
    "service": (
        visit("v", parts=(Part(HOUR, service_by_grade=SHORT),), windows=(at(15, 15),)),
        Kitchen("kitchen", "base"),
    ),
    "setup": (
        visit("v", minutes=10, setup_seconds=HOUR, setup_by_grade=SHORT, windows=(at(15, 15),)),
        Kitchen("kitchen", "base"),
    ),
    "loading": (
        replace(MEAL, windows=(at(8, for_minutes=30),)),
        Kitchen("kitchen", "base", HOUR, loading_by_grade=SHORT),
    ),
    "setup at a kitchen": (
        replace(MEAL, windows=(at(8, for_minutes=30),)),
        Kitchen("kitchen", "far", setup_seconds=HOUR, setup_by_grade=SHORT),
    ),
}


@pytest.mark.parametrize("what", TOO_LONG)
@pytest.mark.parametrize("who", ["lin", "wu"])
def test_where_time_decides_who_is_quick_is_sent(what: str, who: str, planner: Planner) -> None:
    wanted, kitchen = TOO_LONG[what]
    crew = [carer(each, grade="learned" if each == who else "", box_capacity=1) for each in ("lin", "wu")]
    assert doers(planner(day(crew, [wanted], kitchens=(kitchen,), **INSIDE))) == {"v": (who,)}
    nobody = [replace(each, grade="") for each in crew]
    assert doers(planner(day(nobody, [wanted], kitchens=(kitchen,), **INSIDE))) == {}


@pytest.mark.parametrize("starts_of", [Starts.TOGETHER, Starts.ORDERED])
def test_a_greatest_gap_is_counted_from_the_part_that_ends_last(starts_of: Starts, planner: Planner) -> None:
    pair = visit("v", parts=(Part(20 * MINUTE), Part(90 * MINUTE)), starts=starts_of)
    gap = Precedence("v", "w", 0, 10 * MINUTE)
    plan = planner(day([LIN, WU], [pair, visit("w", "far")], precedences=(gap,)))
    assert plan.unserved == ()


def test_a_greatest_gap_is_counted_from_what_has_begun_and_ends_last(planner: Planner) -> None:
    begun = [
        carer(name, frozen=Frozen("near", 9 * HOUR, (FrozenStop("v", 9 * HOUR - late, part),)))
        for name, late, part in (("lin", 0, 0), ("wu", 30 * MINUTE, 1))
    ]
    gap = Precedence("v", "w", 0, 10 * MINUTE)
    pair = visit("v", carers=2, starts=Starts.FREE)
    plan = planner(day(begun, [pair, visit("w", "far")], precedences=(gap,)))
    assert plan.unserved == ()
