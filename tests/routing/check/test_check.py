from functools import cache

import pytest

from routing.check import check
from routing.plan import Plan
from routing.problem import Problem
from routing.solver import solve
from tests.routing.check.breaking import BREAKERS
from tests.routing.check.changes import Breaker
from tests.routing.problems import station_day

CASES = [(code, rank, breaker) for code, each in BREAKERS.items() for rank, breaker in enumerate(each)]


@cache
def valid() -> tuple[Problem, Plan]:
    problem = station_day(11, 52, 6)
    return problem, solve(problem, iterations=10)


def test_the_plan_to_be_broken_is_whole_and_has_something_of_everything() -> None:
    problem, plan = valid()
    assert check(problem, plan).feasible
    assert plan.unserved


@pytest.mark.parametrize(
    ("code", "rank", "breaker"), CASES, ids=[f"{code}-{rank}" for code, rank, _ in CASES]
)
def test_a_plan_broken_in_one_way_is_caught_for_it(code: str, rank: int, breaker: Breaker) -> None:
    problem, plan = breaker(*valid())
    assert code in {each.code for each in check(problem, plan).broken}


def test_more_than_thirty_rules_are_broken_on_purpose() -> None:
    assert len(BREAKERS) > 30
