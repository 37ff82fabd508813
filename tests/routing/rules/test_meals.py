"""Hard rules about meals, from the kitchen to the door."""

from typing import Any

import pytest

from routing.problem import Carer, Frozen, Kitchen, Meal, Visit
from tests.routing.planners import Planner
from tests.routing.rules.deciding import Case, assert_decides
from tests.routing.small_days import HOUR, MINUTE, alone, at, carer, hours, order_of, visit

KITCHEN: dict[str, Any] = {"kitchens": (Kitchen("kitchen", "base", 5 * MINUTE),)}
EARLY: dict[str, Any] = {"windows": (at(8, for_minutes=2),)}


def meal(name: str, place: str = "near", **rules: Any) -> Visit:
    about = {key: rules.pop(key) for key in ("ready_at", "boxes", "limit_seconds", "load") if key in rules}
    return visit(name, place, minutes=10, meal=Meal("kitchen", **{"ready_at": 11 * HOUR, **about}), **rules)


def carrier(name: str, boxes: int = 4, **rules: Any) -> Carer:
    return carer(name, box_capacity=boxes, **rules)


def two_meals(**rules: Any) -> tuple[Visit, Visit]:
    return meal("v", **rules), meal("w", "far", **rules)


def delivery(name: str) -> Visit:
    """Something on board from the start that nobody may have before the afternoon."""
    return visit(name, delivered=(1,), windows=(at(15),))


HARD: dict[str, Case] = {
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
    "setup at a kitchen": (
        alone(
            carrier("lin", shifts=(hours(8, 16, start="near"),)),
            meal("v", ready_at=0, limit_seconds=None, **EARLY),
            kitchens=(Kitchen("kitchen", "base", setup_seconds=5 * MINUTE),),
        ),
        alone(
            carrier("lin", shifts=(hours(8, 16, start="near"),)),
            meal("v", ready_at=0, limit_seconds=None, **EARLY),
            kitchens=(Kitchen("kitchen", "base"),),
        ),
        "starts_too_early",
    ),
    "what fits into the box": (
        alone(carrier("lin", 1), meal("v"), meal("w", "far"), **KITCHEN),
        alone(carrier("lin", 2), meal("v"), meal("w", "far"), **KITCHEN),
        "box_overfull",
    ),
    "what meals take up of the load": (
        alone(carrier("lin", capacity=(9, 1)), *two_meals(load=(1, 1)), **KITCHEN),
        alone(carrier("lin", capacity=(9, 2)), *two_meals(load=(1, 1)), **KITCHEN),
        "overloaded",
    ),
    "what is delivered beside meals": (
        alone(carrier("lin", capacity=(2,)), *two_meals(load=(1,)), delivery("x"), **KITCHEN),
        alone(carrier("lin", capacity=(3,)), *two_meals(load=(1,)), delivery("x"), **KITCHEN),
        "overloaded",
    ),
}


@pytest.mark.parametrize("rule", HARD)
def test_a_hard_rule_decides_the_plan_and_the_judge_refuses_the_plan_that_breaks_it(
    rule: str, planner: Planner
) -> None:
    assert_decides(HARD[rule], planner)


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


def test_what_is_loaded_already_is_on_board_and_leaves_room_once_it_is_handed_over(planner: Planner) -> None:
    begun = Frozen("near", 11 * HOUR, carried=("v",))
    lin = carrier("lin", capacity=(1,), frozen=begun)
    plan = planner(alone(lin, *two_meals(load=(1,)), **KITCHEN))
    assert plan.unserved == ()
    assert order_of(plan, "lin") == ["v", "kitchen", "w"]
    overfull = carrier("lin", capacity=(), frozen=begun)
    assert planner(alone(overfull, *two_meals(load=(0, 3)), **KITCHEN)).unserved == ()
