"""The annealing over one order of all visits."""

import sys
from dataclasses import replace
from unittest.mock import Mock

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from routing.check import check
from routing.plan import Plan
from routing.problem import (
    Break,
    ForGrade,
    Objective,
    Part,
    Precedence,
    Problem,
    Promise,
    Shift,
    Window,
)
from routing.solver import sequencing, solve
from routing.solver.budget import Budget
from routing.solver.improve import SEARCHES, improve
from routing.solver.kernels.chance import seeded
from routing.solver.kernels.references import refer
from routing.solver.kernels.sequence.anneal import anneal
from routing.solver.kernels.sequence.arrays import Sequence, Team, fresh_trial
from routing.solver.kernels.sequence.timing import priced
from routing.solver.reports import Best
from routing.solver.search import Cooling
from routing.solver.sequencing import (
    MOVES_FOR_ONE,
    carers_of,
    ordered,
    plan_sequence,
    started,
)
from routing.solver.team import team_of
from tests.routing.drawn_days import HORIZON, days_that_cost, measured, pairs_and_singles


def team(problem: Problem) -> Team:
    """The problem's arrays; fails if the problem has a rule too many."""
    found = team_of(problem)
    assert found is not None
    return found


def walked(given_team: Team, *, seed: int, moves: int, temperature: float) -> tuple[Sequence, np.ndarray]:
    """A plan after so many moves, and its costs as they were counted on the way."""
    sequence = started(given_team)
    costs = np.full(2, priced(given_team, sequence.sums), np.int64)
    arguments = (refer(given_team), refer(sequence), refer(fresh_trial(given_team)))
    best = (sequence.keys.copy(), carers_of(sequence), sequence.rest_keys.copy())
    anneal(*arguments, *best, costs, seeded(seed), temperature, moves)
    return sequence, costs


@given(st.integers(0, 10**6), st.integers(1, 25), st.integers(2, 6))
@settings(max_examples=60, deadline=None)
def test_the_judge_accepts_every_plan_and_counts_the_same(seed: int, count: int, carers: int) -> None:
    problem = pairs_and_singles(seed, count, carers)
    told: list[Best] = []
    plan = plan_sequence(problem, team(problem), budget=Budget(iterations=6), seed=seed, report=told.append)
    verdict = check(problem, plan)
    assert verdict.broken == ()
    assert told[-1] == (verdict.total, len(plan.unserved))


@given(st.integers(0, 10**6), st.integers(2, 25), st.integers(2, 6), st.integers(1, 3000))
@settings(max_examples=60, deadline=None)
def test_what_is_counted_move_by_move_is_what_timing_everything_anew_gives(
    seed: int, count: int, carers: int, moves: int
) -> None:
    given_team = team(pairs_and_singles(seed, count, carers))
    sequence, costs = walked(given_team, seed=seed, moves=moves, temperature=20_000.0)
    assert_counted_right(given_team, sequence, costs)


@given(st.integers(0, 10**6), st.integers(2, 25), st.integers(2, 6), st.integers(1, 3000))
@settings(max_examples=80, deadline=None)
def test_so_are_waiting_idle_time_overtime_breaks_and_visits_left_out(
    seed: int, count: int, carers: int, moves: int
) -> None:
    given_team = team(days_that_cost(seed, count, carers))
    sequence, costs = walked(given_team, seed=seed, moves=moves, temperature=3000.0)
    assert_counted_right(given_team, sequence, costs)


def assert_counted_right(given_team: Team, sequence: Sequence, costs: np.ndarray) -> None:
    """What was counted on the way is what the same plan costs when it is timed from nothing."""
    anew = ordered(given_team, sequence.keys, carers_of(sequence), sequence.rest_keys)
    assert int(costs[0]) == priced(given_team, anew.sums)
    served = np.flatnonzero(carers_of(sequence)[:, 0] >= 0)
    for name in ("late", "latest", "waits"):
        assert sequence.at[name].tolist() == anew.at[name].tolist()
    for name in ("previous", "following", "carer", "ends"):
        for part in (0, 1):
            counted, timed = (each.stops[name][2 * served + part] for each in (sequence, anew))
            assert (counted == timed).all()
    assert sequence.sums.tolist() == anew.sums.tolist()


@given(st.integers(0, 10**6), st.integers(1, 20), st.integers(2, 6))
@settings(max_examples=80, deadline=None)
def test_the_judge_accepts_days_that_cost_and_the_general_kernel_counts_the_same(
    seed: int, count: int, carers: int
) -> None:
    problem = days_that_cost(seed, count, carers)
    told: list[Best] = []
    plan = plan_sequence(problem, team(problem), budget=Budget(iterations=8), seed=seed, report=told.append)
    assert check(problem, plan).broken == ()
    again = improve(
        problem, start=plan, budget=Budget(iterations=0), seed=0, report=told.append, cooling=Cooling()
    )
    assert again is not None
    assert told[1:] == [told[0]] * (len(told) - 1)
    assert told[0] == (check(problem, again).total, len(again.unserved))


@given(st.integers(0, 10**6), st.integers(2, 25), st.integers(2, 6), st.integers(0, 5000))
@settings(max_examples=60, deadline=None)
def test_everybody_goes_through_his_visits_in_the_order_of_their_keys(
    seed: int, count: int, carers: int, moves: int
) -> None:
    given_team = team(pairs_and_singles(seed, count, carers))
    sequence, _ = walked(given_team, seed=seed, moves=moves, temperature=50_000.0)
    assert len(set(sequence.keys.tolist())) == count + 1
    for stop in sequence.stops[2 : 2 * (count + 1)]:
        follower = sequence.stops[stop.following]
        if stop.carer >= 0 and follower.visit > 0:
            assert sequence.keys[stop.visit] < sequence.keys[follower.visit]


def test_only_those_who_can_come_do_and_nobody_twice_to_one_visit() -> None:
    given_team = team(pairs_and_singles(3, 20, 4))
    sequence, _ = walked(given_team, seed=1, moves=5000, temperature=50_000.0)
    for visit, carers in enumerate(carers_of(sequence).tolist()[1:], 1):
        assert carers[0] >= 0
        assert carers[0] != carers[1]
        for part, carer in enumerate(carers):
            assert carer < 0 or given_team.able[visit, part, carer]


def test_moves_make_the_plan_cheaper() -> None:
    problem = pairs_and_singles(8, 25, 4)
    begun = priced(team(problem), started(team(problem)).sums)
    told: list[Best] = []
    plan_sequence(problem, team(problem), budget=Budget(iterations=200), seed=0, report=told.append)
    assert told[-1].cost < 0.9 * begun


@pytest.mark.parametrize(("coolings", "from_the_first", "from_the_best"), [(1, 1, 0), (3, 1, 2), (8, 4, 4)])
def test_it_cools_down_as_often_as_the_moves_allow_the_first_half_from_the_first_plan(
    coolings: int, from_the_first: int, from_the_best: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem, budget = pairs_and_singles(8, 25, 4), Budget(iterations=400)
    told: list[Best] = []
    anew, again = Mock(wraps=started), Mock(wraps=ordered)
    monkeypatch.setattr(sequencing, "started", anew)
    monkeypatch.setattr(sequencing, "ordered", again)
    monkeypatch.setattr(sequencing, "MOVES_A_VISIT", 200 * MOVES_FOR_ONE // 25 // coolings)
    plan = plan_sequence(problem, team(problem), budget=budget, seed=0, report=told.append)
    written_at_the_end = 1
    assert anew.call_count == from_the_first * SEARCHES
    assert again.call_count == from_the_best * SEARCHES + written_at_the_end
    assert check(problem, plan).total == told[-1].cost


def test_an_iteration_that_two_searches_cannot_share_leaves_the_first_plan() -> None:
    problem = pairs_and_singles(8, 25, 4)
    told: list[Best] = []
    plan_sequence(problem, team(problem), budget=Budget(iterations=1), seed=0, report=told.append)
    assert [best.cost for best in told] == [priced(team(problem), started(team(problem)).sums)]


def test_the_same_seed_and_iterations_give_the_same_plan() -> None:
    problem = pairs_and_singles(5, 12, 4)
    first: Plan = solve(problem, iterations=60, seed=3)
    assert first == solve(problem, iterations=60, seed=3)
    assert check(problem, first).feasible


def test_any_further_hard_rule_leads_to_the_general_kernel() -> None:
    problem = measured(pairs_and_singles(1, 6, 3))
    assert team_of(problem) is not None
    lunch = Break("lunch", (Window(0, 9000),), 1800)
    missable = replace(lunch, required=False, at_next_visit=True)
    first, *others = problem.carers
    assert team_of(replace(problem, carers=(replace(first, breaks=(missable,)), *others))) is not None
    for carer in (
        replace(first, breaks=(lunch,)),
        replace(first, breaks=(replace(lunch, required=False),)),
        replace(first, breaks=(replace(missable, windows=(Window(0, 900), Window(1800, 9000))),)),
        replace(first, shifts=(Shift(0, 20_000, "0", "0"),)),
        replace(first, shifts=(Shift(0, 20_000, "0", "0", None), Shift(30_000, HORIZON, "0", "0"))),
        replace(first, maximum_visits=3),
        replace(first, maximum_travel_meters=3000),
        replace(first, use_cost=5),
        replace(first, service_cost=5),
    ):
        assert team_of(replace(problem, carers=(carer, *others))) is None
    visit, *rest = problem.visits
    for changed in (
        replace(visit, windows=(Window(0, 9000),)),
        replace(visit, promise=Promise(600)),
        replace(visit, parts=(Part(60, skills=("nobody has it",)),)),
    ):
        assert team_of(replace(problem, visits=(changed, *rest))) is None
    inside, slower = replace(problem, setup_is_service=True), (ForGrade("learns", 900),)
    assert team_of(inside) is not None
    parts = (*visit.parts[:-1], replace(visit.parts[-1], service_by_grade=slower))
    for changed in (replace(visit, setup_by_grade=slower), replace(visit, parts=parts)):
        assert team_of(replace(inside, visits=(changed, *rest))) is None
    assert team_of(replace(problem, precedences=(Precedence("1", "2"),))) is None
    assert team_of(replace(problem, objective=Objective())) is None


def test_whoever_the_first_search_leaves_out_has_a_share_of_the_seconds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    solver = sys.modules["routing.solver.solve"]
    problem = pairs_and_singles(1, 30, 6)
    nobody = Plan((), tuple(visit.id for visit in problem.visits))
    everybody = solve(problem, iterations=20)
    given: list[float | None] = []

    def noted(*_: object, budget: Budget, **__: object) -> None:
        given.append(budget.seconds)

    monkeypatch.setattr(solver, "improve", noted)
    for first in (nobody, everybody):
        monkeypatch.setattr(solver, "plan_sequence", Mock(return_value=first))
        solve(problem, seconds=1.0)
    assert given == [pytest.approx(1 - solver.RESERVED_SHARE), 1.0]
