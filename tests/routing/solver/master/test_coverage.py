"""Rules that the model of a day does not know are named, one by one."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from routing.problem import (
    Break,
    Carer,
    Frozen,
    Objective,
    Pace,
    Part,
    Precedence,
    Problem,
    Starts,
    Visit,
    Window,
)
from routing.solver import solve
from routing.solver.master.coverage import uncovered
from tests.routing.problems import HOUR, station_day


def with_carer(problem: Problem, change: Callable[[Carer], Carer]) -> Problem:
    """The first carer changed."""
    return replace(problem, carers=(change(problem.carers[0]), *problem.carers[1:]))


def paced(problem: Problem) -> Problem:
    return replace(problem, travel=tuple(replace(each, paces=(Pace(0, 1100),)) for each in problem.travel))


def begun(problem: Problem) -> Problem:
    return with_carer(problem, lambda carer: replace(carer, frozen=Frozen("station", 9 * HOUR)))


def paid_waits(problem: Problem) -> Problem:
    return replace(problem, objective=Objective(waiting=1))


def paid_waits_without_breaks(problem: Problem) -> Problem:
    carers = tuple(replace(carer, breaks=()) for carer in problem.carers)
    return replace(problem, objective=Objective(largest_idle=1), carers=carers)


def optional_break(problem: Problem) -> Problem:
    pause = Break("tea", (Window(9 * HOUR, 10 * HOUR),), 600, required=False)
    return with_carer(problem, lambda carer: replace(carer, breaks=(pause,)))


def break_between_shifts(problem: Problem) -> Problem:
    first = problem.carers[0].shifts[0]
    shifts = (replace(first, until=12 * HOUR, overtime_limit_seconds=0), replace(first, from_=12 * HOUR))
    pause = Break("lunch", (Window(11 * HOUR, 12 * HOUR),), 600)
    return with_carer(problem, lambda carer: replace(carer, breaks=(pause,), shifts=shifts))


def gap_after_several(problem: Problem) -> Problem:
    pair = Visit("pair", "home0", (Part(600), Part(1200)), starts=Starts.FREE)
    visits = (*problem.visits, pair)
    return replace(problem, visits=visits, precedences=(Precedence("pair", "v0", 0, HOUR),))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (paced, "time of day"),
        (begun, "frozen"),
        (paid_waits, "breaks where waiting"),
        (paid_waits_without_breaks, "meals where waiting"),
        (optional_break, "optional breaks"),
        (break_between_shifts, "border of two shifts"),
        (gap_after_several, "greatest gap"),
    ],
)
def test_a_rule_beyond_the_model_is_named_and_the_day_is_planned_all_the_same(
    change: Callable[[Problem], Problem], words: str
) -> None:
    problem = station_day(1, 6, 3)
    assert not uncovered(problem)
    assert words in uncovered(change(problem))
    bound = solve(change(problem), iterations=2).bound
    assert bound is not None
    assert (bound.cost, bound.proven) == (None, False)
    assert words in bound.declined
