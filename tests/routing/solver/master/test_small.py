"""Small days end when nothing can be better."""

import signal
import time

import pytest

from routing.check import check
from routing.cli.interrupts import asked_to_stop
from routing.plan import Plan
from routing.solver import Progress, reports, solve
from routing.solver.master.small import PROOF_SHARE, is_small
from routing.solver.search import Search
from tests.routing.drawn_days import pairs_and_singles
from tests.routing.problems import station_day


def test_a_proven_plan_ends_the_search_long_before_its_time() -> None:
    begun = time.monotonic()
    plan = solve(pairs_and_singles(4, 8, 3), seconds=60)
    assert plan.bound is not None
    assert plan.bound.proven
    assert time.monotonic() - begun < 20


def test_while_a_proof_is_looked_for_the_best_is_told_and_ctrl_c_ends_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reports, "BETWEEN_SECONDS", 0)
    told: list[Progress] = []

    def tell(progress: Progress) -> None:
        told.append(progress)
        if len(told) == 6:
            signal.raise_signal(signal.SIGINT)

    problem = station_day(8, 12, 4)
    with asked_to_stop() as stopped:
        plan = solve(problem, seconds=600, on_progress=tell, cancelled=stopped)
    on_the_way, verdict = told[:-1], check(problem, plan)
    assert len(on_the_way) >= 6
    assert max(each.fraction for each in on_the_way) < PROOF_SHARE / 2
    costs = [each.cost for each in on_the_way]
    assert costs == sorted(costs, reverse=True)
    assert verdict.feasible
    assert verdict.total <= costs[-1]


@pytest.mark.parametrize("seed", [3, 4, 6])
def test_a_small_station_day_is_proven_and_the_judge_counts_the_bound(seed: int) -> None:
    problem = station_day(seed, 8, 3)
    told: list[Progress] = []
    plan = solve(problem, iterations=200, on_progress=told.append)
    verdict = check(problem, plan)
    assert plan.bound is not None
    assert (verdict.feasible, plan.bound.proven) == (True, True)
    assert plan.bound.cost == verdict.total == told[-1].bound


def test_without_a_proof_the_whole_budget_is_used_and_the_plan_is_not_worse(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    moves: list[int] = []
    run = Search.run

    def counted(search: Search, iterations: int, fraction: float) -> None:
        moves.append(iterations)
        run(search, iterations, fraction)

    problem = station_day(8, 12, 4)
    before = solve(problem, iterations=0)
    monkeypatch.setattr(Search, "run", counted)
    plan = solve(problem, iterations=10)
    assert plan.bound is not None
    assert not plan.bound.proven
    assert sum(moves) == 10
    assert check(problem, plan).total <= check(problem, before).total


def test_the_same_seed_and_iterations_give_the_same_plan_and_bound() -> None:
    problem = station_day(8, 12, 4)
    first, second = (solve(problem, iterations=20, seed=3) for _ in range(2))
    assert first == second


def test_a_best_plan_given_as_a_start_is_kept() -> None:
    problem = station_day(3, 8, 3)
    best = solve(problem, iterations=200)
    again: Plan = solve(problem, iterations=200, warm_start=best)
    assert check(problem, again).total == check(problem, best).total


def test_days_of_more_visits_or_carers_carry_no_bound() -> None:
    assert is_small(station_day(0, 16, 5))
    assert not is_small(station_day(0, 17, 5))
    assert not is_small(station_day(0, 16, 6))
    plan = solve(station_day(0, 17, 5), iterations=1)
    assert plan.bound is None or plan.bound.cost is None
