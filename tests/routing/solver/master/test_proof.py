"""The CP-SAT model of a whole day, held against every plan of tiny days and many plans of small ones."""

from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from routing.check import check
from routing.plan import Plan, StopKind
from routing.problem import (
    Break,
    Carer,
    Objective,
    Part,
    Place,
    Problem,
    ProblemError,
    Promise,
    Shift,
    TravelMatrix,
    Visit,
    Window,
)
from routing.solver.assemble import assemble
from routing.solver.budget import Budget
from routing.solver.compile import compile_model
from routing.solver.construct import construct
from routing.solver.draft import OVER_BUDGET, Draft
from routing.solver.master.building import build
from routing.solver.master.coverage import uncovered
from routing.solver.master.hints import hint
from routing.solver.master.proof import Proof, best_of, prove
from routing.solver.reports import Best
from routing.solver.ruin import ruin_and_recreate
from tests.routing.graded_days import graded
from tests.routing.problems import station_day
from tests.routing.small_days import HOUR, MINUTE, alone, at, carer, order_of, visit
from tests.routing.solver.master.every_plan import cheapest
from tests.routing.solver.master.tiny import HORIZON, STEP, tiny_day

SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much]


def planned(problem: Problem, iterations: int, seed: int = 0) -> Plan:
    """A plan by insertion, then so many ruins; no CP-SAT has seen it."""
    draft = Draft(compile_model(problem))
    construct(draft)
    ruin_and_recreate(draft, Random(seed), Budget(iterations=iterations), lambda best: None)
    return assemble(draft)


def proof_of(problem: Problem, plan: Plan, effort: float = 20.0) -> Proof:
    return prove(problem, plan, effort=effort, budget=Budget(iterations=1), seed=0)


@settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
@given(seed=st.integers(0, 100_000))
@example(648)  # breaks on the way and at the door before the same visit
def test_what_is_proven_is_the_best_of_all_plans_there_are(seed: int) -> None:
    try:
        problem = tiny_day(seed)
    except ProblemError:
        assume(False)
    assert not uncovered(problem)
    best = cheapest(problem)
    proof = proof_of(problem, planned(problem, 0))
    if best is None:
        assert not proof.proves(problem)
    else:
        assert proof.bound is not None
        assert proof.bound <= best == check(problem, proof.plan).total
        # Where waiting costs, a few days stay open however hard the proof tries.
        assert proof.proves(problem) or problem.objective.waiting or problem.objective.largest_idle


@settings(max_examples=25, deadline=None, suppress_health_check=SLOW)
@given(seed=st.integers(0, 100_000), visits=st.integers(1, 12), carers=st.integers(1, 4))
def test_the_model_counts_every_plan_as_the_judge_does(seed: int, visits: int, carers: int) -> None:
    problem = station_day(seed, visits, carers)
    problem = graded(problem, seed) if seed % 2 else problem
    model = compile_model(problem)
    for effort in (0, 5, 30):
        plan = planned(problem, effort, seed)
        assume(not rests_between_loadings(plan))
        assert hint(build(model), plan) == check(problem, plan).total


def rests_between_loadings(plan: Plan) -> bool:
    """Whether a break splits what one stop at a kitchen could load: never better, and not in the model."""
    return any(
        (one.kind, pause.kind, other.kind) == (StopKind.PICKUP, StopKind.BREAK, StopKind.PICKUP)
        and one.about == other.about
        for round_ in plan.rounds
        for one, pause, other in zip(round_.stops, round_.stops[1:], round_.stops[2:], strict=False)
    )


@settings(max_examples=10, deadline=None, suppress_health_check=SLOW)
@given(seed=st.integers(0, 100_000), visits=st.integers(1, 8), carers=st.integers(1, 3))
def test_no_plan_is_below_the_bound_and_what_is_proven_costs_no_more(
    seed: int, visits: int, carers: int
) -> None:
    problem = station_day(seed, visits, carers)
    proof = proof_of(problem, planned(problem, 0), effort=3.0)
    assert proof.bound is not None
    verdict = check(problem, proof.plan)
    assert verdict.feasible
    others = [check(problem, planned(problem, 60, chance)).total for chance in range(3)]
    assert proof.bound <= min(verdict.total, *others)


def test_a_search_cut_short_tells_a_bound_but_proves_nothing() -> None:
    problem = station_day(8, 12, 4)
    proof = proof_of(problem, planned(problem, 0), effort=0.3)
    assert proof.bound is not None
    assert not proof.proves(problem)
    assert proof.bound < check(problem, proof.plan).total


def test_the_same_effort_gives_the_same_answer() -> None:
    problem = station_day(8, 12, 4)
    first, second = (proof_of(problem, planned(problem, 0), effort=0.3) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("seed", [5, 14, 16])
def test_it_finds_what_a_short_search_has_not_found(seed: int) -> None:
    problem = station_day(seed, 9 + seed % 3, 4)
    plan = planned(problem, 5)
    assert check(problem, proof_of(problem, plan).plan).total < check(problem, plan).total


def test_a_break_without_length_is_read_before_one_that_starts_with_it() -> None:
    then = (Window(STEP, STEP),)
    breaks = (Break("long", then, STEP), Break("short", then, 0))
    problem = Problem(
        places=(Place("office"),),
        carers=(Carer("carer0", (Shift(0, HORIZON, "office", "office"),), breaks=breaks),),
        visits=(Visit("v", "office", (Part(STEP),)),),
        travel=(TravelMatrix("bike", np.zeros((1, 1), np.int64)),),
        horizon_seconds=HORIZON,
    )
    proof = proof_of(problem, Plan((), ("v",)))
    assert proof.plan.unserved == ()
    assert proof.proves(problem)


def test_a_break_at_the_door_spares_no_setup() -> None:
    pause = Break("rest", (Window(0, STEP),), STEP)
    carer = Carer("carer0", (Shift(0, HORIZON, "office", "office"),), breaks=(pause,))
    closes_before_setup_is_over = (Window(0, STEP),)
    problem = Problem(
        places=(Place("office"), Place("a")),
        carers=(carer,),
        visits=(Visit("va", "a", (Part(STEP),), closes_before_setup_is_over, setup_seconds=2 * STEP),),
        travel=(TravelMatrix("bike", np.zeros((2, 2), np.int64)),),
        horizon_seconds=HORIZON,
    )
    proof = proof_of(problem, planned(problem, 0))
    assert proof.proves(problem)
    assert proof.plan.unserved == ("va",)
    in_it = proof_of(replace(problem, setup_is_service=True), planned(problem, 0))
    assert in_it.plan.unserved == ()


def test_what_is_collected_waits_for_a_break_that_asks_for_an_empty_bag() -> None:
    lunch = Break("lunch", (at(12),), 30 * MINUTE, maximum_load=())
    lin = carer("lin", capacity=(1,), breaks=(lunch,))
    problem = alone(lin, visit("v", collected=(1,), due=(at(9),)))
    proof = proof_of(problem, planned(problem, 0))
    assert proof.proves(problem)
    assert order_of(proof.plan, "lin") == ["lunch", "v"]


def test_a_plan_that_breaks_too_many_promises_is_told_beyond_all_that_keep_them_however_cheap() -> None:
    visits = [visit(name, promise=Promise(hour * HOUR)) for name, hour in (("early", 9), ("late", 12))]
    day = alone(carer("lin"), *visits, maximum_broken_promises=0)
    keeps, idle = planned(day, 60), Plan(rounds=(), unserved=("early", "late"))
    problem = replace(day, objective=Objective.only(travel=1))
    told, beyond = best_of(problem, [idle, keeps]), best_of(problem, [idle])
    assert told == Best(check(problem, keeps).total, 0)
    assert told.cost > check(problem, idle).total
    assert beyond > Best(OVER_BUDGET, 0) > told
