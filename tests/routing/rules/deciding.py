"""A rule that decides a day: the day with it and the same day without it."""

from dataclasses import replace

from routing.check import check
from routing.problem import Problem
from tests.routing.planners import Planner
from tests.routing.small_days import carer, doers, starts

LIN, WU = carer("lin"), carer("wu")

# The day with the rule, the day without it, and the code under which the judge refuses the plan of that.
Case = tuple[Problem, Problem, str]


def assert_decides(case: Case, planner: Planner) -> None:
    """The rule changes the plan, and the judge refuses the plan of the day without it."""
    ruled, free, code = case
    kept, broken = planner(ruled), planner(free)
    assert check(ruled, kept).broken == ()
    assert check(free, broken).broken == ()
    free_of_it = replace(
        broken, unserved=tuple(each for each in broken.unserved if each in ruled.visit_by_id)
    )
    assert code in {each.code for each in check(ruled, free_of_it).broken}
    assert (doers(kept), starts(kept)) != (doers(broken), starts(broken))
