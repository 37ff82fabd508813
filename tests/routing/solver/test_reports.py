"""What is told of searches while they run."""

from collections.abc import Callable
from functools import partial
from types import SimpleNamespace

import pytest

from routing.plan import Plan
from routing.solver import reports
from routing.solver.budget import Budget
from routing.solver.improve import MEETINGS, improve
from routing.solver.reports import Best, Herald, Report
from routing.solver.sequencing import plan_sequence
from routing.solver.team import team_of
from tests.routing.drawn_days import pairs_and_singles
from tests.routing.problems import station_day


def test_a_herald_waits_a_second_and_tells_the_best_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [0.0]
    monkeypatch.setattr(reports, "time", SimpleNamespace(monotonic=lambda: clock[0]))
    told: list[Best] = []
    herald = Herald(told.append)
    for instant, cost in ((0.9, 50), (1.0, 40), (1.5, 10), (2.0, 60), (3.5, 30)):
        clock[0] = instant
        herald.hear(partial(Best, cost, 0))
    assert [best.cost for best in told] == [40, 40, 30]


def by_rounds(report: Report) -> Plan | None:
    day = station_day(3, 20, 4)
    return improve(day, start=None, budget=Budget(iterations=400), seed=1, report=report)


def by_sequence(report: Report) -> Plan | None:
    problem = pairs_and_singles(8, 25, 4)
    team = team_of(problem)
    assert team is not None
    return plan_sequence(problem, team, budget=Budget(iterations=400), seed=1, report=report)


@pytest.mark.parametrize(("search", "at_least"), [(by_rounds, len(MEETINGS)), (by_sequence, 1)])
def test_searches_tell_while_they_run_and_find_the_same_plan(
    search: Callable[[Report], Plan | None], at_least: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    seldom: list[Best] = []
    often: list[Best] = []
    monkeypatch.setattr(reports, "BETWEEN_SECONDS", 1e9)
    plan = search(seldom.append)
    monkeypatch.setattr(reports, "BETWEEN_SECONDS", 0.0)
    assert search(often.append) == plan
    assert len(seldom) == at_least
    assert len(often) > 2 * at_least
    costs = [best.cost for best in often]
    assert costs == sorted(costs, reverse=True)
    assert often[-1] == seldom[-1]
