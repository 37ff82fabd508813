"""One CP-SAT search ends when it is told to."""

import signal
import time
from collections.abc import Sequence
from itertools import count

import pytest
from ortools.sat.python import cp_model

from routing.cli.interrupts import asked_to_stop
from routing.solver.budget import Budget
from routing.solver.compile import compile_model
from routing.solver.master.building import build
from routing.solver.master.searching import search, single_solver
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


def test_ctrl_c_reaches_whoever_waits_for_the_search() -> None:
    pressed = count()

    def press(values: Sequence[int] | None) -> None:
        if next(pressed) == 2:
            signal.raise_signal(signal.SIGINT)

    day = build(compile_model(station_day(8, 12, 4)))
    with asked_to_stop() as stopped:
        budget = Budget(iterations=1, cancelled=stopped)
        solver, _ = search(day.sat, effort=EFFORT, budget=budget, seed=0, meanwhile=press)
        assert stopped()
    assert solver.response_proto.deterministic_time < EFFORT / 2


def test_what_is_raised_on_the_way_ends_the_search() -> None:
    def fail(values: Sequence[int] | None) -> None:
        raise RuntimeError("nobody listens")

    day = build(compile_model(station_day(8, 12, 4)))
    begun = time.monotonic()
    with pytest.raises(RuntimeError, match="nobody listens"):
        search(day.sat, effort=1e9, budget=Budget(iterations=1), seed=0, meanwhile=fail)
    assert time.monotonic() - begun < 60


def test_solutions_on_the_way_come_as_values_of_all_variables() -> None:
    day = build(compile_model(station_day(8, 12, 4)))
    heard: list[Sequence[int] | None] = []
    first_solution = Budget(iterations=1, cancelled=lambda: heard[-1:] not in ([], [None]))
    search(day.sat, effort=1e9, budget=first_solution, seed=0, meanwhile=heard.append)
    assert heard[-1] is not None
    assert len(heard[-1]) == len(day.sat.proto.variables)


def test_after_a_search_of_one_thread_ctrl_c_is_still_the_callers() -> None:
    with asked_to_stop() as stopped:
        single_solver(1.0).solve(cp_model.CpModel())
        signal.raise_signal(signal.SIGINT)
        assert stopped()
