"""Whole problems with any mix of rules: never a crash, a refused plan, or a visit that was missed."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, event, given, reject, settings
from hypothesis import strategies as st

from routing.check import check
from routing.documents import read_plan, read_problem, write_plan, write_problem
from routing.explain import Finding, explain
from routing.explain.copies import without
from routing.plan import Plan, StopKind
from routing.problem import Problem, ProblemError
from routing.solver import PromisesBeyondKeepingError, insert, replan, solve
from tests.routing.disturbed_days import absent
from tests.routing.whole_problems import Maker

MANY = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
FEW = settings(MANY, max_examples=30)
CHANCE = st.randoms(use_true_random=False)


def problem_and_plan(chance: Random) -> tuple[Problem, Plan]:
    """Whatever the problem's own checks let through, planned; rejected where nothing can be planned."""
    try:
        problem = Maker(chance).problem()
    except ProblemError:
        reject()
    try:
        return problem, solve(problem, iterations=chance.randint(0, 12), seed=chance.randint(0, 9))
    except PromisesBeyondKeepingError:
        # No other rule can refuse the empty plan.
        reject()


@MANY
@given(CHANCE)
def test_every_plan_is_accepted_and_nobody_is_missed(chance: Random) -> None:
    problem, plan = problem_and_plan(chance)
    event("serves somebody" if plan.rounds else "serves nobody")
    assert check(problem, plan).broken == ()
    assert Finding.MISSED not in {each.finding for each in explain(problem, plan)}


@FEW
@given(CHANCE)
def test_problem_and_plan_survive_the_way_through_their_documents(chance: Random) -> None:
    problem, plan = problem_and_plan(chance)
    again, followed = read_problem(write_problem(problem)), read_plan(write_plan(plan))
    assert write_problem(again) == write_problem(problem)
    assert followed == plan
    assert check(again, followed) == check(problem, plan)


@FEW
@given(CHANCE)
def test_whatever_can_be_inserted_is_accepted(chance: Random) -> None:
    problem, plan = problem_and_plan(chance)
    for visit in plan.unserved:
        for choice in insert(problem, plan, visit):
            assert {each.code for each in check(problem, choice.plan).broken} <= {"promises_over_budget"}


@MANY
@given(CHANCE)
def test_on_a_day_that_went_otherwise_no_insertion_makes_a_planned_visit_disappear(chance: Random) -> None:
    problem, plan = problem_and_plan(chance)
    try:
        disturbed = absent(problem, chance.choice(problem.carers).id)
    except ProblemError:
        reject()
    for visit in served(plan) - begun(plan):
        gap = without(plan, visit)
        try:
            choices = insert(disturbed, gap, visit)
        except ProblemError:
            event("refused")
            continue
        event("has choices" if choices else "has no choice")
        assert all(served(each.plan) == {visit, *served(gap)} for each in choices)


def served(plan: Plan) -> set[str]:
    stops = (stop for each in plan.rounds for stop in each.stops if stop.kind == StopKind.VISIT)
    return {stop.about for stop in stops} - set(plan.unserved)


def begun(plan: Plan) -> set[str]:
    return {stop.about for each in plan.rounds for stop in each.stops if stop.frozen}


@FEW
@given(CHANCE)
def test_a_plan_taken_up_again_is_no_dearer(chance: Random) -> None:
    problem, plan = problem_and_plan(chance)
    again = solve(problem, iterations=4, warm_start=plan)
    assert check(problem, again).total <= check(problem, plan).total
    # A day that is planned anew prices broken promises, whatever their budget was.
    free = replace(problem, maximum_broken_promises=None)
    assert check(free, replan(problem, plan, seconds=0)).broken == ()


# Found by drawing: times that were chosen with care, or a beginning that cannot be built up again.
@pytest.mark.parametrize("seed", [5, 114, 123, 147])
def test_a_plan_whose_order_alone_would_be_dearer_keeps_its_times(seed: int) -> None:
    problem, plan = problem_and_plan(Random(seed))
    again = solve(problem, iterations=0, warm_start=plan)
    assert check(problem, again).total <= check(problem, plan).total


# Found by drawing: days of which insertion alone makes a dearer plan.
@pytest.mark.parametrize("seed", [3, 4, 18, 28, 50])
def test_a_plan_taken_up_without_a_search_is_no_dearer(seed: int) -> None:
    problem, plan = problem_and_plan(Random(seed))
    alone = solve(problem, iterations=0)
    again = solve(problem, iterations=0, warm_start=plan)
    assert check(problem, again).total <= check(problem, plan).total < check(problem, alone).total
