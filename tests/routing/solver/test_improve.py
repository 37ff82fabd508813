"""The compiled kernels against the independent judge."""

import json
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from routing.check import check
from routing.formats import vroom
from routing.plan import Plan
from routing.problem import Carer, Frozen, FrozenStop, Objective, Problem
from routing.solver import reports
from routing.solver.budget import Budget
from routing.solver.improve import improve
from routing.solver.kernels.rounds.loading import load
from routing.solver.kernels.rounds.room import empty_rounds
from routing.solver.modelling.arrays import build_model
from routing.solver.modelling.numbering import Numbering
from routing.solver.modelling.plans import PlanWriter, rows_of
from routing.solver.reports import Best
from routing.solver.search import Cooling, Search
from tests.routing.graded_days import graded
from tests.routing.problems import station_day

RANDOM_DAYS = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def searched(problem: Problem, seed: int, moves: int) -> tuple[Search, Plan]:
    numbering = Numbering(problem)
    search = Search(build_model(problem, numbering), seed=seed, cooling=Cooling())
    assert search.adopt(rows_of(Plan(rounds=()), numbering, search.rounds.stops.shape))
    search.run(moves, 0.2)
    assert load(*search.arguments, *search.rows)
    return search, PlanWriter(numbering, search.model, search.rounds).plan()


@given(st.integers(0, 10**6), st.integers(1, 30), st.integers(1, 8))
@RANDOM_DAYS
def test_the_kernel_counts_what_the_judge_counts(seed: int, visits: int, carers: int) -> None:
    search, plan = searched(station_day(seed, visits, carers), seed, 60)
    verdict = check(station_day(seed, visits, carers), plan)
    assert verdict.broken == ()
    assert verdict.total == search.best_cost


@given(st.integers(0, 10**6), st.integers(1, 30), st.integers(1, 8))
@RANDOM_DAYS
def test_so_it_does_where_how_long_it_takes_depends_on_who_comes_and_seconds_cost(
    seed: int, visits: int, carers: int
) -> None:
    problem = graded(station_day(seed, visits, carers), seed)
    search, plan = searched(problem, seed, 60)
    verdict = check(problem, plan)
    assert verdict.broken == ()
    assert verdict.total == search.best_cost


@given(st.integers(0, 10**6), st.booleans())
@RANDOM_DAYS
def test_terms_that_look_at_all_rounds_and_waiting_are_counted_too(seed: int, at_start: bool) -> None:
    weights = Objective(largest_lateness=30, waiting=7, largest_idle=11, overtime=5)
    problem = replace(station_day(seed, 18, 5, objective=weights), leave_at_shift_start=at_start)
    search, plan = searched(problem, seed, 60)
    verdict = check(problem, plan)
    assert verdict.broken == ()
    # The plan as written may wait a little less than the kernel thinks, never more.
    assert verdict.total <= search.best_cost


@given(st.integers(0, 10**6))
@RANDOM_DAYS
def test_a_frozen_beginning_stays_as_it_is(seed: int) -> None:
    problem = begun(station_day(seed, 14, 4), seed)
    problem = graded(problem, seed) if seed % 2 else problem
    few, many = searched(problem, seed, 5), searched(problem, seed, 60)
    verdicts = check(problem, few[1]), check(problem, many[1])
    assert verdicts[0].broken == verdicts[1].broken == ()
    # What has begun costs the same in every plan; the kernel does not count it.
    assert verdicts[0].total - verdicts[1].total == few[0].best_cost - many[0].best_cost


@pytest.mark.parametrize("seed", [168, 469, 1423])
def test_however_short_a_search_from_nothing_is_no_round_of_it_lacks_its_break(seed: int) -> None:
    problem = begun(station_day(seed, 14, 4), seed)
    for moves in (2, 4):
        plan = improve(
            problem, start=None, budget=Budget(iterations=moves), seed=seed, report=lambda best: None
        )
        assert plan is not None
        assert check(problem, plan).broken == ()


@given(st.integers(0, 10**6))
@RANDOM_DAYS
def test_it_tells_how_many_visits_of_a_day_that_has_begun_its_best_plan_leaves_out(seed: int) -> None:
    problem = begun(station_day(seed, 18, 2), seed)
    told: list[Best] = []
    plan = improve(problem, start=None, budget=Budget(iterations=30), seed=seed, report=told.append)
    assert plan is not None
    assert told[-1].unserved == len(plan.unserved)
    assert sorted(told, reverse=True) == told


def test_meals_are_loaded_on_the_way_out_and_handed_over_on_the_way_on() -> None:
    seconds = [[60 * abs(one - other) for other in range(9)] for one in range(9)]
    shipments = [
        {
            "amount": [1],
            "pickup": {"id": rank, "location_index": rank},
            "delivery": {"id": rank, "location_index": 4 + rank},
        }
        for rank in range(1, 5)
    ]
    vehicle = {"id": 1, "start_index": 0, "end_index": 8, "capacity": [4]}
    matrices = {"car": {"durations": seconds}}
    document = {"vehicles": [vehicle], "shipments": shipments, "matrices": matrices}
    problem = vroom.read(json.dumps(document))
    plan = improve(problem, start=None, budget=Budget(iterations=400), seed=0, report=lambda best: None)
    assert plan is not None
    verdict = check(problem, plan)
    assert verdict.broken == ()
    # Once along the street, and never back to a kitchen.
    assert verdict.terms["travel"] == 8 * 60


def begun(problem: Problem, seed: int) -> Problem:
    """The problem at eleven o'clock of a plan for it: whatever has started by then is frozen."""
    _, plan = searched(problem, seed, 20)
    now = 11 * 3600
    carers = tuple(_begun_carer(problem, carer, plan, now) for carer in problem.carers)
    return replace(problem, carers=carers)


def _begun_carer(problem: Problem, carer: Carer, plan: Plan, now: int) -> Carer:
    stops = [stop for round_ in plan.rounds if round_.carer == carer.id for stop in round_.stops]
    past = [stop for stop in stops if stop.start_at < now]
    whole = [stop for stop in past if len(problem.visit_by_id.get(stop.about, problem.visits[0]).parts) == 1]
    if len(whole) < len(past) or not past:
        return carer
    visits = tuple(FrozenStop(stop.about, stop.start_at, stop.part) for stop in past if stop.kind == "visit")
    loaded = {meal for stop in past for meal in stop.meals}
    frozen = Frozen(
        place=past[-1].place,
        free_at=max(now, past[-1].end_at),
        stops=visits,
        carried=tuple(sorted(loaded - {stop.visit for stop in visits})),
        breaks_taken=tuple(stop.about for stop in past if stop.kind == "break"),
    )
    return replace(carer, frozen=frozen)


@given(st.integers(0, 10**6))
@RANDOM_DAYS
def test_a_plan_read_back_costs_what_it_did(seed: int) -> None:
    problem = station_day(seed, 16, 5)
    search, plan = searched(problem, seed, 40)
    numbering = Numbering(problem)
    again = Search(search.model, seed=seed, cooling=Cooling())
    assert again.adopt(rows_of(plan, numbering, empty_rounds(search.model).stops.shape))
    assert again.best_cost == search.best_cost


def test_the_same_seed_and_iterations_give_the_same_plan_on_two_cores() -> None:
    problem = station_day(5, 25, 6)
    plans = [
        improve(problem, start=None, budget=Budget(iterations=400), seed=3, report=lambda best: None)
        for _ in range(2)
    ]
    assert plans[0] == plans[1]


def test_more_moves_never_give_a_dearer_plan_than_the_start() -> None:
    problem = station_day(8, 25, 6)
    start = improve(problem, start=None, budget=Budget(iterations=40), seed=1, report=lambda best: None)
    assert start is not None
    better = improve(problem, start=start, budget=Budget(iterations=400), seed=2, report=lambda best: None)
    assert better is not None
    assert check(problem, better).total <= check(problem, start).total


def test_a_search_cancelled_on_the_way_answers_with_the_best_it_has_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reports, "BETWEEN_SECONDS", 1e9)
    problem, asked, told = station_day(3, 20, 5), count(), list[Best]()
    budget = Budget(iterations=4000, cancelled=lambda: next(asked) > 20)
    plan = improve(problem, start=None, budget=budget, seed=1, report=told.append)
    assert plan is not None
    assert 0 < budget.done < 1000
    assert told == [Best(check(problem, plan).total, len(plan.unserved))]
    assert len(plan.unserved) <= 3
