"""The plan a search within a budget of promises begins with."""

from typing import Any

from routing.problem import Pin, Promise
from routing.solver.promises import promised_plan
from tests.routing.small_days import HOUR, carer, day, doers, visit


def test_two_pinned_to_one_minute_and_promised_to_one_carer_may_be_done_by_others() -> None:
    both: dict[str, Any] = {"pin": Pin(None, 9 * HOUR), "promise": Promise(9 * HOUR, ("lin",))}
    visits = [visit("v", **both), visit("w", **both)]
    problem = day([carer("lin"), carer("wu")], visits, maximum_broken_promises=1)
    plan = promised_plan(problem)
    assert plan.unserved == ()
    assert set(doers(plan).values()) == {("lin",), ("wu",)}
