"""The fast path for plain vehicle routing with windows."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from routing.check import check
from routing.problem import (
    Carer,
    ForGrade,
    Objective,
    Part,
    Place,
    Precedence,
    Problem,
    Shift,
    TravelMatrix,
    Visit,
    Window,
)
from routing.solver import solve
from routing.solver.budget import Budget
from routing.solver.fleet import fleet_of
from routing.solver.kernels.tours.anneal import ABSENCE
from routing.solver.reports import Best
from routing.solver.touring import plan_tours
from routing.solver.warm_up import warm_up
from tests.routing.drawn_days import deliveries, measured


@given(st.integers(0, 10**6), st.integers(1, 30), st.integers(1, 8))
@settings(max_examples=25, deadline=None)
def test_the_judge_accepts_every_plan_and_counts_the_same(seed: int, customers: int, vehicles: int) -> None:
    problem = deliveries(seed, customers, vehicles)
    fleet = fleet_of(problem)
    assert fleet is not None
    told: list[Best] = []
    plan = plan_tours(fleet, budget=Budget(iterations=60), seed=seed, report=told.append)
    verdict = check(problem, plan)
    assert verdict.broken == ()
    assert told[-1] == (verdict.total, len(plan.unserved))


def test_the_same_seed_and_iterations_give_the_same_plan() -> None:
    problem = deliveries(4, 25, 5)
    assert solve(problem, iterations=200, seed=7) == solve(problem, iterations=200, seed=7)


def test_another_vehicle_leaves_where_that_is_the_shorter_way() -> None:
    """One vehicle could serve both, but the way between them is longer than by the depot."""
    travel = np.array([[0, 10, 10], [10, 0, 30], [10, 30, 0]])
    shift = Shift(0, 1000, "0", "0")
    problem = Problem(
        places=tuple(Place(str(rank)) for rank in range(3)),
        carers=tuple(Carer(f"v{rank}", (shift,)) for rank in range(2)),
        visits=tuple(Visit(str(rank), str(rank), (Part(5),), (Window(0, 900),)) for rank in (1, 2)),
        travel=(TravelMatrix("bike", travel),),
        objective=Objective(fairness=0),
    )
    fleet = fleet_of(problem)
    assert fleet is not None
    plan = plan_tours(fleet, budget=Budget(iterations=20), seed=0, report=lambda best: None)
    assert check(problem, plan).terms["travel"] == 40
    assert len(plan.rounds) == 2


def test_any_further_rule_leads_to_the_general_kernel() -> None:
    problem = measured(deliveries(1, 6, 2))
    assert fleet_of(problem) is not None
    assert fleet_of(replace(problem, precedences=(Precedence("1", "2"),))) is None
    assert fleet_of(replace(problem, leave_at_shift_start=True)) is None
    assert fleet_of(replace(problem, objective=Objective())) is None
    for carers in (
        (replace(problem.carers[0], maximum_visits=3), problem.carers[1]),
        tuple(replace(each, maximum_travel_meters=3000) for each in problem.carers),
        (problem.carers[0], replace(problem.carers[1], use_cost=5)),
        (problem.carers[0], replace(problem.carers[1], service_cost=5)),
        tuple(replace(each, service_cost=5) for each in problem.carers),
    ):
        assert fleet_of(replace(problem, carers=carers)) is None
    for changes in ({"due": (Window(0, 9),)}, {"setup_seconds": 5}, {"preferred_carers": ("v0",)}):
        changed = replace(problem.visits[0], **changes)
        assert fleet_of(replace(problem, visits=(changed, *problem.visits[1:]))) is None
    inside, slower = replace(problem, setup_is_service=True), (ForGrade("learns", 900),)
    assert fleet_of(inside) is not None
    assert fleet_of(with_first(inside, setup_by_grade=slower)) is None
    assert fleet_of(with_first(inside, parts=(Part(90, service_by_grade=slower),))) is None


def test_warming_up_compiles_all_three_kernels_without_shortcomings_here() -> None:
    assert warm_up() == []


@pytest.mark.parametrize(
    "far",
    [
        lambda day: with_matrix(day, costs=day.travel[0].seconds * 2**22),  # one leg and more beyond 32 bits
        lambda day: with_matrix(day, costs=day.travel[0].seconds * 10_000),  # farther than an absence costs
        lambda day: replace(day, objective=replace(day.objective, unserved=1)),  # not worth any way at all
        lambda day: with_first(day, delivered=(2**33,)),
        lambda day: with_first(day, parts=(Part(2**33),)),
    ],
)
def test_numbers_too_large_for_the_fast_path_are_planned_by_the_general_one(
    far: Callable[[Problem], Problem],
) -> None:
    problem = far(deliveries(3, 8, 3))
    assert fleet_of(problem) is None
    assert check(problem, solve(problem, iterations=40)).feasible


def test_the_longest_way_the_fast_path_takes_is_added_up_without_overflow() -> None:
    day = deliveries(3, 8, 3)
    largest = ABSENCE // 2
    costs = day.travel[0].seconds * (largest // int(day.travel[0].seconds.max()))
    problem = replace(
        with_matrix(day, costs=costs), objective=Objective(fairness=0, unserved=10**9, travel=1)
    )
    fleet = fleet_of(problem)
    assert fleet is not None
    told: list[Best] = []
    plan = plan_tours(fleet, budget=Budget(iterations=200), seed=1, report=told.append)
    assert plan.unserved == ()
    assert check(problem, plan).terms["travel"] == told[-1].cost


def with_matrix(problem: Problem, *, costs: np.ndarray) -> Problem:
    return replace(problem, travel=(replace(problem.travel[0], costs=costs),))


def with_first(problem: Problem, **changes: Any) -> Problem:
    return replace(problem, visits=(replace(problem.visits[0], **changes), *problem.visits[1:]))
