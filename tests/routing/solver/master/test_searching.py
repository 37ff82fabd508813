"""One CP-SAT search ends when it is told to."""

from itertools import count

from ortools.sat.python import cp_model

from routing.solver.budget import Budget
from routing.solver.compile import compile_model
from routing.solver.master.building import build
from routing.solver.master.searching import search
from tests.routing.problems import station_day

EFFORT = 2.0  # far more than is spent in the half second in which these searches end


def test_a_search_ends_long_before_its_effort_is_spent_when_it_is_cancelled() -> None:
    asked = count()
    cancelled = Budget(iterations=1, cancelled=lambda: next(asked) >= 4)
    assert effort_without_a_proof(cancelled) < EFFORT / 2


def test_a_search_ends_long_before_its_effort_is_spent_when_the_seconds_are_over() -> None:
    assert effort_without_a_proof(Budget(seconds=0.5)) < EFFORT / 2


def effort_without_a_proof(budget: Budget) -> float:
    """What a search that would go on until its effort is spent has spent of it when it ends."""
    day = build(compile_model(station_day(8, 12, 4)))
    solver, status = search(day.sat, effort=EFFORT, budget=budget, seed=0)
    assert status in (cp_model.UNKNOWN, cp_model.FEASIBLE)
    return float(solver.response_proto.deterministic_time)
