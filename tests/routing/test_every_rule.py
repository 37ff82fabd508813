"""Every rule a problem can state: it decides the plan, however that is made, and the judge knows it too."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from routing.check import check
from routing.problem import (
    Break,
    Carer,
    Credential,
    Frozen,
    FrozenStop,
    Kitchen,
    Meal,
    Pace,
    Part,
    Pin,
    Precedence,
    Problem,
    Promise,
    Starts,
    TravelMatrix,
    Visit,
    Wish,
)
from tests.routing.planners import Planner, by_everything, by_insertion, by_kernels
from tests.routing.small_days import (
    HOUR,
    MINUTE,
    alone,
    at,
    carer,
    day,
    doers,
    hours,
    line,
    order_of,
    starts,
    visit,
)


@pytest.fixture(params=[by_insertion, by_kernels, by_everything])
def planner(request: pytest.FixtureRequest) -> Planner:
    """Each way to make a plan."""
    made: Planner = request.param
    return made


LIN, WU = carer("lin"), carer("wu")
EARLY: dict[str, Any] = {"windows": (at(8, for_minutes=2),)}
NURSE: dict[str, Any] = {"parts": (Part(30 * MINUTE, ("nursing",)),)}
SEALED: dict[str, Any] = {"parts": (Part(30 * MINUTE, (), ("health",)),)}
PAIR: dict[str, Any] = {"carers": 2}
KITCHEN: dict[str, Any] = {"kitchens": (Kitchen("kitchen", "base", 5 * MINUTE),)}
LATE_WU = carer("wu", hours=(10, 16))
DAY = date(2000, 1, 1)


def meal(name: str, place: str = "near", **rules: Any) -> Visit:
    about = {key: rules.pop(key) for key in ("ready_at", "boxes", "limit_seconds") if key in rules}
    return visit(name, place, minutes=10, meal=Meal("kitchen", **{"ready_at": 11 * HOUR, **about}), **rules)


def carrier(name: str, boxes: int = 4, **rules: Any) -> Carer:
    return carer(name, box_capacity=boxes, **rules)


# One day with the rule, the same day without it, and the code under which the judge refuses the plan of the
# day without it.
HARD: dict[str, tuple[Problem, Problem, str]] = {
    "several shifts a day": (
        alone(carer("lin", shifts=(hours(8, 12), hours(14, 18))), visit("v", windows=(at(12, 30),))),
        alone(carer("lin", hours=(8, 18)), visit("v", windows=(at(12, 30),))),
        "home_too_late",
    ),
    "overtime up to its limit": (
        alone(
            carer("lin", shifts=(hours(8, 16, overtime_limit_seconds=10 * MINUTE),)),
            visit("v", windows=(at(15, 45),)),
        ),
        alone(
            carer("lin", shifts=(hours(8, 16, overtime_limit_seconds=None),)),
            visit("v", windows=(at(15, 45),)),
        ),
        "home_too_late",
    ),
    "a break in its window": (
        alone(
            carer("lin", breaks=(Break("lunch", at(12, for_minutes=30), 30 * MINUTE),)),
            visit("v", minutes=60, windows=(at(11, 45),)),
        ),
        alone(LIN, visit("v", minutes=60, windows=(at(11, 45),))),
        "break_missing",
    ),
    "the place a shift starts at": (
        alone(
            carer("lin", shifts=(hours(8, 16, start="farther"),)), visit("v", windows=(at(8, for_minutes=1),))
        ),
        alone(LIN, visit("v", windows=(at(8, for_minutes=1),))),
        "arrives_too_early",
    ),
    "the place a shift ends at": (
        alone(
            carer("lin", shifts=(hours(8, 16, end="farther"),)), visit("v", minutes=29, windows=(at(15, 30),))
        ),
        alone(LIN, visit("v", minutes=29, windows=(at(15, 30),))),
        "home_wrong",
    ),
    "the mode of travel": (
        alone(carer("lin", mode="walk"), visit("v", "far", windows=(at(8, for_minutes=5),))),
        alone(LIN, visit("v", "far", windows=(at(8, for_minutes=5),))),
        "arrives_too_early",
    ),
    "slower ways at some hours": (
        alone(
            LIN,
            visit("v", "far", windows=(at(8, for_minutes=5),)),
            travel=(TravelMatrix("bike", line(), paces=(Pace(0, 5000),)),),
        ),
        alone(
            LIN, visit("v", "far", windows=(at(8, for_minutes=5),)), travel=(TravelMatrix("bike", line()),)
        ),
        "arrives_too_early",
    ),
    "a skill": (
        day([LIN, carer("wu", skills=("nursing",))], [visit("v", **NURSE)]),
        day([LIN], [visit("v")]),
        "skill",
    ),
    "a credential": (
        day([LIN, carer("wu", credentials=(Credential("health"),))], [visit("v", **SEALED)]),
        day([LIN], [visit("v")]),
        "credential",
    ),
    "a credential that ends on the day itself": (
        alone(carer("lin", credentials=(Credential("health", None, DAY),)), visit("v", **SEALED)),
        alone(carer("lin", credentials=(Credential("health", DAY),)), visit("v", **SEALED)),
        "credential",
    ),
    "a hard wish about sex": (
        day(
            [carer("lin", sex="male"), carer("wu", sex="female")],
            [visit("v", sex=Wish(("female",), hard=True))],
        ),
        day([carer("lin", sex="male")], [visit("v")]),
        "sex",
    ),
    "a hard wish about language": (
        day(
            [carer("lin", languages=("zh",)), carer("wu", languages=("mn",))],
            [visit("v", language=Wish(("mn",), hard=True))],
        ),
        day([carer("lin", languages=("zh",))], [visit("v")]),
        "language",
    ),
    "a forbidden carer": (
        day([LIN, WU], [visit("v", forbidden_carers=("lin",))]),
        day([LIN], [visit("v")]),
        "forbidden_carer",
    ),
    "allowed carers": (
        day([LIN, WU], [visit("v", allowed_carers=("wu",))]),
        day([LIN], [visit("v")]),
        "carer_not_allowed",
    ),
    "most work": (
        alone(carer("lin", maximum_work_seconds=HOUR), visit("v", minutes=59)),
        alone(carer("lin", maximum_work_seconds=HOUR + MINUTE), visit("v", minutes=59)),
        "maximum_work",
    ),
    "most travel": (
        alone(carer("lin", maximum_travel_seconds=119), visit("v")),
        alone(carer("lin", maximum_travel_seconds=120), visit("v")),
        "maximum_travel",
    ),
    "most visits": (
        alone(carer("lin", maximum_visits=1), visit("v"), visit("w")),
        alone(carer("lin", maximum_visits=2), visit("v"), visit("w")),
        "maximum_visits",
    ),
    "a load": (
        alone(carer("lin", capacity=(1,)), visit("v", collected=(1,)), visit("w", collected=(1,))),
        alone(carer("lin", capacity=(2,)), visit("v", collected=(1,)), visit("w", collected=(1,))),
        "overloaded",
    ),
    "a frozen beginning": (
        alone(carer("lin", frozen=Frozen("farther", 10 * HOUR)), visit("v", windows=(at(9),))),
        alone(LIN, visit("v", windows=(at(9),))),
        "left_too_early",
    ),
    "what has been started": (
        day([carer("lin", frozen=Frozen("near", 9 * HOUR, (FrozenStop("v", 8 * HOUR),))), WU], [visit("v")]),
        day([carer("lin", shifts=()), WU], [visit("v")]),
        "frozen_changed",
    ),
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
    "the same carer": (
        day(
            [LIN, WU],
            [visit("v", allowed_carers=("lin",)), visit("w", preferred_carers=("wu",))],
            same_carer=(("v", "w"),),
        ),
        day([LIN, WU], [visit("v", allowed_carers=("lin",)), visit("w", preferred_carers=("wu",))]),
        "same_carer",
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
    "a pinned carer": (
        day([LIN, WU], [visit("v", pin=Pin(("wu",)))]),
        day([LIN, WU], [visit("v", allowed_carers=("lin",))]),
        "pinned_carer",
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
    "a meal is loaded when it is ready": (
        alone(carrier("lin"), meal("v"), **KITCHEN),
        alone(carrier("lin"), meal("v", ready_at=0, limit_seconds=None), **KITCHEN),
        "meal_not_ready",
    ),
    "a meal is handed over hot": (
        alone(carrier("lin"), meal("v", limit_seconds=120 * MINUTE, windows=(at(12, 51),)), **KITCHEN),
        alone(carrier("lin"), meal("v", limit_seconds=None, windows=(at(12, 51),)), **KITCHEN),
        "meal_cold",
    ),
    "a kitchen is open": (
        alone(
            carrier("lin"), meal("v"), kitchens=(Kitchen("kitchen", "base", 0, (at(12, for_minutes=60),)),)
        ),
        alone(carrier("lin"), meal("v"), kitchens=(Kitchen("kitchen", "base"),)),
        "kitchen_closed",
    ),
    "loading takes time": (
        alone(carrier("lin"), meal("v", ready_at=0, limit_seconds=None, **EARLY), **KITCHEN),
        alone(
            carrier("lin"),
            meal("v", ready_at=0, limit_seconds=None, **EARLY),
            kitchens=(Kitchen("kitchen", "base"),),
        ),
        "wrong_duration",
    ),
    "what fits into the box": (
        alone(carrier("lin", 1), meal("v"), meal("w", "far"), **KITCHEN),
        alone(carrier("lin", 2), meal("v"), meal("w", "far"), **KITCHEN),
        "box_overfull",
    ),
}


@pytest.mark.parametrize("rule", HARD)
def test_a_hard_rule_decides_the_plan_and_the_judge_refuses_the_plan_that_breaks_it(
    rule: str, planner: Planner
) -> None:
    ruled, free, code = HARD[rule]
    kept, broken = planner(ruled), planner(free)
    assert check(ruled, kept).broken == ()
    assert check(free, broken).broken == ()
    free_of_it = replace(
        broken, unserved=tuple(each for each in broken.unserved if each in ruled.visit_by_id)
    )
    assert code in {each.code for each in check(ruled, free_of_it).broken}
    assert (doers(kept), starts(kept)) != (doers(broken), starts(broken))


def test_one_shift_after_the_other_is_worked(planner: Planner) -> None:
    two = carer("lin", shifts=(hours(8, 12), hours(14, 18)))
    plan = planner(alone(two, visit("v", windows=(at(9),)), visit("w", windows=(at(15),))))
    assert [each.shift for each in plan.rounds] == [0, 1]
    assert plan.unserved == ()


def test_a_visit_takes_the_second_of_its_windows_where_the_first_is_taken(planner: Planner) -> None:
    taken = visit("w", minutes=60, windows=(at(9),), priority=5)
    plan = planner(alone(LIN, visit("v", windows=(at(9, for_minutes=10), at(14, for_minutes=10))), taken))
    assert starts(plan) == {"v": (14 * HOUR,), "w": (9 * HOUR,)}


def test_a_full_box_is_filled_again_on_a_second_trip(planner: Planner) -> None:
    plan = planner(alone(carrier("lin", 1), meal("v"), meal("w"), **KITCHEN))
    assert plan.unserved == ()
    assert order_of(plan, "lin").count("kitchen") == 2


def test_no_price_makes_a_cold_meal_be_handed_over(planner: Planner) -> None:
    plan = planner(
        alone(
            carrier("lin"),
            meal("v", limit_seconds=119 * MINUTE, windows=(at(12, 50),), drop_cost=10**6),
            **KITCHEN,
        )
    )
    assert plan.unserved == ("v",)


def test_who_can_hand_over_need_not_be_there_when_the_kitchen_is_open(planner: Planner) -> None:
    late = carrier("lin", shifts=(hours(8, 10), hours(12, 16)))
    kitchen = Kitchen("kitchen", "base", 0, (at(8, for_minutes=30),))
    warm = meal("v", ready_at=8 * HOUR, limit_seconds=None, windows=(at(9, for_minutes=300),))
    plan = planner(alone(late, warm, kitchens=(kitchen,)))
    assert [(each.carer, each.shift) for each in plan.rounds] == [("lin", 0)]


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
