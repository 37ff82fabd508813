import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from routing.check import check
from routing.documents import write_plan
from routing.plan import Plan, StopKind
from routing.problem import Problem
from routing.solver import Progress, solve
from tests.routing.disturbed_days import frozen_at
from tests.routing.drawn_days import days_that_cost, deliveries
from tests.routing.problems import HOUR, station_day


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 10_000), visits=st.integers(1, 14), carers=st.integers(1, 4))
def test_no_plan_that_the_check_refuses_ever_comes_out(seed: int, visits: int, carers: int) -> None:
    problem = station_day(seed, visits, carers)
    assert check(problem, solve(problem, iterations=3, seed=seed)).feasible


def test_the_same_seed_and_iterations_give_the_same_plan() -> None:
    problem = station_day(3, 20, 4)
    first, second = (solve(problem, iterations=15, seed=5) for _ in range(2))
    assert write_plan(first) == write_plan(second)


def test_searching_longer_finds_a_cheaper_plan() -> None:
    problem = station_day(2, 25, 4)
    short, long = (check(problem, solve(problem, iterations=count)) for count in (0, 40))
    assert long.total < short.total


@pytest.mark.parametrize(
    "crowded",
    [station_day(2, 25, 2), deliveries(3, 25, 1), days_that_cost(3, 20, 3)],
    ids=["rounds", "fleet", "team"],
)
def test_what_is_told_meanwhile_is_the_cost_of_a_plan_and_how_many_visits_it_leaves_out(
    crowded: Problem,
) -> None:
    told: list[Progress] = []
    plan = solve(crowded, iterations=60, on_progress=told.append, bounded=False)
    assert plan.unserved
    assert all(progress.unserved >= len(plan.unserved) for progress in told)
    assert (told[-1].cost, told[-1].unserved) == (check(crowded, plan).total, len(plan.unserved))


@pytest.mark.parametrize("seconds", [0.0, 1.0])
def test_a_station_day_serves_nearly_everybody_within_seconds(seconds: float) -> None:
    problem = station_day(0, 30, 6)
    plan = solve(problem, seconds=seconds)
    assert len(plan.unserved) <= 3
    assert {stop.kind for round_ in plan.rounds for stop in round_.stops} == set(StopKind)


def test_a_cancelled_search_returns_what_it_has() -> None:
    problem = station_day(1, 20, 4)
    plan = solve(problem, seconds=60, cancelled=lambda: True)
    assert check(problem, plan).feasible


def test_a_plan_is_kept_when_it_is_the_warm_start() -> None:
    problem = station_day(4, 20, 4)
    before = solve(problem, iterations=20)
    after = solve(problem, iterations=0, warm_start=before)
    assert check(problem, after).total <= check(problem, before).total
    assert whereabouts(after) == whereabouts(before)


def whereabouts(plan: Plan) -> set[tuple[str, str, int]]:
    """(carer, visit, start) of everything in a plan."""
    return {
        (each.carer, stop.about, stop.start_at)
        for each in plan.rounds
        for stop in each.stops
        if stop.kind == StopKind.VISIT
    }


@pytest.mark.parametrize("hour", [9, 11, 13, 15])
def test_what_has_happened_stays_as_it_was(hour: int) -> None:
    problem = frozen_at(station_day(7, 25, 5), hour * HOUR)
    plan = solve(problem, iterations=10)
    assert check(problem, plan).feasible
