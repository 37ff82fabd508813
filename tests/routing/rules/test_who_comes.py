"""Hard rules about who may come to a visit."""

from datetime import date
from typing import Any

import pytest

from routing.problem import Credential, Part, Pin, Wish
from tests.routing.planners import Planner
from tests.routing.rules.deciding import LIN, WU, Case, assert_decides
from tests.routing.small_days import MINUTE, alone, carer, day, visit

NURSE: dict[str, Any] = {"parts": (Part(30 * MINUTE, ("nursing",)),)}
SEALED: dict[str, Any] = {"parts": (Part(30 * MINUTE, (), ("health",)),)}
DAY = date(2000, 1, 1)

HARD: dict[str, Case] = {
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
    "a pinned carer": (
        day([LIN, WU], [visit("v", pin=Pin(("wu",)))]),
        day([LIN, WU], [visit("v", allowed_carers=("lin",))]),
        "pinned_carer",
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
}


@pytest.mark.parametrize("rule", HARD)
def test_a_hard_rule_decides_the_plan_and_the_judge_refuses_the_plan_that_breaks_it(
    rule: str, planner: Planner
) -> None:
    assert_decides(HARD[rule], planner)
