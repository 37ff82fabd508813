"""The fast path for plain vehicle routing with windows."""

from dataclasses import replace
from random import Random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from routing.check import check
from routing.problem import (
    Carer,
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
from routing.solver.touring import plan_tours
from routing.solver.warm_up import warm_up


def deliveries(seed: int, customers: int, vehicles: int) -> Problem:
    """Equal vehicles, windows, loads, nothing else."""
    random = Random(seed)
    spots = np.array([(random.uniform(0, 900), random.uniform(0, 900)) for _ in range(customers + 1)])
    travel = np.ceil(np.hypot(*(spots[:, None] - spots[None]).transpose(2, 0, 1))).astype(np.int64)
    shift = Shift(0, 9000, "0", "0")
    visits = []
    for rank in range(1, customers + 1):
        opens = random.randrange(0, 6000)
        window = Window(opens, opens + random.randrange(200, 2000))
        visits.append(
            Visit(str(rank), str(rank), (Part(90),), (window,), delivered=(random.randrange(1, 5),))
        )
    return Problem(
        places=tuple(Place(str(rank)) for rank in range(customers + 1)),
        carers=tuple(Carer(f"v{rank}", (shift,), capacity=(20,)) for rank in range(vehicles)),
        visits=tuple(visits),
        travel=(TravelMatrix("bike", travel),),
        objective=Objective(fairness=0),
    )


@given(st.integers(0, 10**6), st.integers(1, 30), st.integers(1, 8))
@settings(max_examples=25, deadline=None)
def test_the_judge_accepts_every_plan_and_counts_the_same(seed: int, customers: int, vehicles: int) -> None:
    problem = deliveries(seed, customers, vehicles)
    fleet = fleet_of(problem)
    assert fleet is not None
    costs: list[int] = []
    plan = plan_tours(fleet, budget=Budget(iterations=60), seed=seed, report=costs.append)
    verdict = check(problem, plan)
    assert verdict.broken == ()
    weight = problem.objective.travel
    told = costs[-1] - weight * ABSENCE * len(plan.unserved)
    assert verdict.terms["travel"] * weight == told


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
    plan = plan_tours(fleet, budget=Budget(iterations=20), seed=0, report=lambda cost: None)
    assert check(problem, plan).terms["travel"] == 40
    assert len(plan.rounds) == 2


def test_any_further_rule_leads_to_the_general_kernel() -> None:
    problem = deliveries(1, 6, 2)
    assert fleet_of(problem) is not None
    assert fleet_of(replace(problem, precedences=(Precedence("1", "2"),))) is None
    assert fleet_of(replace(problem, leave_at_shift_start=True)) is None
    assert fleet_of(replace(problem, objective=Objective())) is None
    for carers in (
        (replace(problem.carers[0], maximum_visits=3), problem.carers[1]),
        (problem.carers[0], replace(problem.carers[1], use_cost=5)),
    ):
        assert fleet_of(replace(problem, carers=carers)) is None
    for changes in ({"due": (Window(0, 9),)}, {"setup_seconds": 5}, {"preferred_carers": ("v0",)}):
        changed = replace(problem.visits[0], **changes)
        assert fleet_of(replace(problem, visits=(changed, *problem.visits[1:]))) is None


def test_warming_up_compiles_both_kernels_without_shortcomings_here() -> None:
    assert warm_up() == []
