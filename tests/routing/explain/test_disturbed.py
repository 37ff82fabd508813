"""A disturbed day planned anew with its reasons, and what happens when time runs out."""

from collections.abc import Iterator

import pytest

from routing.check import broken_promises, check
from routing.explain import Certificate, Finding, disturbed
from routing.explain.disturbed import replan_explained
from routing.plan import Plan
from routing.problem import Problem
from routing.solver import promised, solve
from tests.routing.disturbed_days import changed_visits, falls_ill, seen_at, visits_ahead
from tests.routing.problems import HOUR, station_day

NOW = 10 * HOUR + 1200


@pytest.fixture(scope="module")
def ill_at_ten_twenty() -> tuple[Problem, Plan]:
    problem = station_day(4, 36, 5)
    plan = solve(problem, iterations=60)
    return falls_ill(seen_at(problem, plan, NOW), "carer1", NOW), plan


def test_every_change_of_the_day_is_told_and_explained(ill_at_ten_twenty: tuple[Problem, Plan]) -> None:
    problem, before = ill_at_ten_twenty
    found = replan_explained(problem, before, seconds=60)
    assert check(problem, found.plan).feasible
    assert visits_ahead(before, "carer1", NOW) & {*found.changed, *found.plan.unserved}
    held_before = {each.id for each in problem.visits if each.promise is not None}
    assert changed_visits(before, found.plan) - held_before - visits_ahead(before, "carer1") <= {
        *found.changed
    }
    assert set(found.changed) <= set(broken_promises(promised(problem, before), found.plan))
    assert {each.visit for each in found.certificates} == {*found.plan.unserved, *found.changed}
    assert found.unexplained == ()
    assert Finding.MISSED not in {each.finding for each in found.certificates[: len(found.plan.unserved)]}


def test_reasons_there_is_no_time_for_are_named(
    ill_at_ten_twenty: tuple[Problem, Plan], monkeypatch: pytest.MonkeyPatch
) -> None:
    problem, before = ill_at_ten_twenty
    monkeypatch.setattr(disturbed, "_in_time", lambda reasons, ends_at: ())
    found = replan_explained(problem, before, seconds=2)
    assert found.certificates == ()
    assert set(found.unexplained) == {*found.plan.unserved, *found.changed}


def test_no_certificate_is_begun_that_would_probably_end_too_late(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [0.0]
    monkeypatch.setattr("routing.explain.disturbed.time.monotonic", lambda: clock[0])

    def reasons() -> Iterator[Certificate]:
        for took in (0.5, 1.0, 0.2, 0.2, 0.2):
            clock[0] += took
            yield Certificate("bath", Finding.IMPOSSIBLE)

    assert len(list(disturbed._in_time(reasons(), 2.4))) == 2
    assert clock[0] <= 2.4
