"""A budget of broken promises is kept, or it is told how many have to be broken."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from routing.check import broken_promises, check
from routing.problem import Problem, ProblemError, Promise
from routing.solver import PromisesBeyondKeepingError, solve
from tests.routing.small_days import HOUR, carer, day, visit
from tests.routing.whole_problems import Maker

SOME = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def at_once(count: int, allowed: int) -> Problem:
    """So many visits, all promised by the same carer for the same time."""
    promise = Promise(9 * HOUR, ("lin",), 0)
    visits = [visit(f"v{rank}", promise=promise) for rank in range(count)]
    return day([carer("lin"), carer("wu")], visits, maximum_broken_promises=allowed)


@pytest.mark.parametrize("iterations", [0, 50])
def test_it_is_told_how_many_promises_have_to_be_broken_at_least(iterations: int) -> None:
    with pytest.raises(PromisesBeyondKeepingError) as caught:
        solve(at_once(4, allowed=2), iterations=iterations)
    assert (caught.value.fewest, caught.value.proven, len(caught.value.visits)) == (3, True, 3)
    assert "no plan breaks fewer than 3" in str(caught.value)
    assert "set maximum_broken_promises to 3" in str(caught.value)
    problem = at_once(4, allowed=3)
    assert check(problem, solve(problem, iterations=iterations)).broken == ()


def test_of_a_large_day_the_fewest_found_are_told_without_a_proof() -> None:
    with pytest.raises(PromisesBeyondKeepingError, match="no plan was found") as caught:
        solve(at_once(18, allowed=16), iterations=20)
    assert (caught.value.fewest, caught.value.proven) == (17, False)


@pytest.mark.parametrize("seed", [155, 1625, 9159])
def test_a_budget_that_a_short_search_exceeds_is_kept_all_the_same(seed: int) -> None:
    problem = Maker(Random(seed)).problem()
    plan = solve(problem, iterations=seed % 13, seed=seed % 10)
    assert problem.maximum_broken_promises is not None
    assert check(problem, plan).broken == ()
    assert len(broken_promises(problem, plan)) <= problem.maximum_broken_promises


@SOME
@given(st.randoms(use_true_random=False))
def test_who_allows_as_many_as_have_to_be_broken_gets_a_plan(chance: Random) -> None:
    try:
        problem = replace(Maker(chance).problem(), maximum_broken_promises=0)
    except ProblemError:
        reject()
    try:
        plan = solve(problem, iterations=chance.randint(0, 12))
    except PromisesBeyondKeepingError as beyond:
        problem = replace(problem, maximum_broken_promises=beyond.fewest)
        plan = solve(problem, iterations=chance.randint(0, 12))
    assert check(problem, plan).broken == ()
