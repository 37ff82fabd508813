import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from routing.check import check
from routing.documents import write_plan
from routing.plan import Plan, Stop, StopKind
from routing.problem import Problem
from routing.solver import PlanRefusedError, Progress, reports, solve
from tests.routing.disturbed_days import frozen_at
from tests.routing.drawn_days import days_that_cost, deliveries
from tests.routing.problems import HOUR, station_day


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 10_000), visits=st.integers(1, 14), carers=st.integers(1, 4))
def test_every_visit_is_either_served_by_all_its_carers_or_told_as_left_out(
    seed: int, visits: int, carers: int
) -> None:
    problem = station_day(seed, visits, carers)
    plan = solve(problem, iterations=3, seed=seed)
    done = [(stop.about, stop.part) for _, stop in visits_in(plan)]
    served = [each for each in problem.visits if each.id not in plan.unserved]
    assert sorted(done) == sorted((each.id, part) for each in served for part in range(len(each.parts)))
    assert len(served) + len(plan.unserved) == visits


def test_no_plan_that_the_judge_refuses_ever_comes_out(monkeypatch: pytest.MonkeyPatch) -> None:
    nobody_told = Plan((), ())
    monkeypatch.setattr(sys.modules["routing.solver.solve"], "_searched", lambda *_: nobody_told)
    with pytest.raises(PlanRefusedError) as refused:
        solve(station_day(3, 20, 4), iterations=3)
    assert {each.code for each in refused.value.broken} == {"lost"}


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


@pytest.mark.parametrize("often", [1, 2])
def test_a_cancelled_search_returns_the_best_plan_it_has_told_of(
    often: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reports, "BETWEEN_SECONDS", 1e9)
    problem = station_day(1, 20, 4)
    told: list[Progress] = []
    plan = solve(problem, iterations=400, on_progress=told.append, cancelled=lambda: len(told) >= often)
    assert len(told) == often
    assert (told[-1].cost, told[-1].unserved) == (check(problem, plan).total, len(plan.unserved))
    # First that of insertion, which serves nearly everybody; then always a better one.
    assert told[0].unserved <= 3
    assert [each.cost for each in told] == sorted({each.cost for each in told}, reverse=True)


def test_a_plan_is_kept_when_it_is_the_warm_start() -> None:
    problem = station_day(4, 20, 4)
    before = solve(problem, iterations=20)
    after = solve(problem, iterations=0, warm_start=before)
    assert check(problem, after).total <= check(problem, before).total
    assert whereabouts(after) == whereabouts(before)


def whereabouts(plan: Plan) -> set[tuple[str, str, int]]:
    """(carer, visit, start) of everything in a plan."""
    return {(carer, stop.about, stop.start_at) for carer, stop in visits_in(plan)}


def visits_in(plan: Plan) -> list[tuple[str, Stop]]:
    """Who does what of the visits of a plan, one round after the other."""
    return [(each.carer, stop) for each in plan.rounds for stop in each.stops if stop.kind == StopKind.VISIT]


@pytest.mark.parametrize("hour", [9, 11, 13, 15])
def test_what_has_happened_stays_as_it_was(hour: int) -> None:
    problem = frozen_at(station_day(7, 25, 5), hour * HOUR)
    plan = solve(problem, iterations=10)
    past = [(each.id, stop) for each in problem.carers if each.frozen for stop in each.frozen.stops]
    assert past
    for carer in problem.carers:
        happened = [(stop.visit, stop.part, stop.start_at) for who, stop in past if who == carer.id]
        done = [stop for who, stop in visits_in(plan) if who == carer.id]
        assert [(each.about, each.part, each.start_at) for each in done][: len(happened)] == happened
        assert [each.frozen for each in done] == [rank < len(happened) for rank in range(len(done))]
