"""A cancelled search answers soon, whatever it is at; processor seconds, for others may use the machine."""

import time
from dataclasses import replace

import pytest

from routing.check import check
from routing.explain import Finding, explain
from routing.plan import Plan
from routing.problem import Problem
from routing.solver import CancelledError, solve
from routing.solver.compile import compile_model
from routing.solver.construct import construct
from routing.solver.draft import Draft
from routing.solver.missed import with_missed
from routing.solver.promises import promised_plan
from routing.solver.routing_library import library_sequences
from tests.routing.problems import station_day

SOON = 1.0


class Canceller:
    """Cancels after so many processor seconds and questions; keeps the longest time in which nobody asked."""

    def __init__(self, after: float = 0.0, questions: int = 0) -> None:
        self.earliest = time.process_time() + after
        self.questions = questions
        self.asked_at = time.process_time()
        self.longest = 0.0
        self.cancelled_at: float | None = None

    def __call__(self) -> bool:
        now = time.process_time()
        self.longest, self.asked_at = max(self.longest, now - self.asked_at), now
        self.questions -= 1
        if self.cancelled_at is None and self.questions < 0 and now >= self.earliest:
            self.cancelled_at = now
        return self.cancelled_at is not None

    @property
    def late(self) -> float:
        """Processor seconds from cancelling until now, or the longest in which nobody asked."""
        assert self.cancelled_at is not None, "it was over before anybody cancelled"
        return max(self.longest, time.process_time() - self.cancelled_at)


def nobody_served(problem: Problem) -> Plan:
    return Plan((), tuple(visit.id for visit in problem.visits))


def test_a_search_of_500_visits_that_is_cancelled_at_once_gives_a_plan_that_serves_nobody() -> None:
    problem = station_day(5, 500, 60)
    cancel = Canceller(after=0)
    plan = solve(problem, seconds=600, cancelled=cancel)
    assert cancel.late < SOON
    assert check(problem, plan).broken == ()


def test_completing_a_plan_ends_soon_with_what_has_been_inserted_by_then() -> None:
    problem = station_day(5, 300, 30)
    draft, cancel = Draft(compile_model(problem)), Canceller(questions=500)
    plan = with_missed(draft, nobody_served(problem), cancelled=cancel)
    assert cancel.late < SOON
    assert 0 < len(plan.unserved) < 300
    assert check(problem, plan).broken == ()


def test_a_start_from_what_was_promised_ends_soon() -> None:
    problem = station_day(5, 500, 60)
    cancel = Canceller(questions=20)
    plan = promised_plan(problem, cancelled=cancel)
    assert cancel.late < SOON
    assert 0 < len(plan.unserved) < 500


def test_the_routing_library_ends_soon() -> None:
    problem = station_day(5, 60, 10)
    draft = Draft(compile_model(problem))
    construct(draft)
    cancel = Canceller(after=0.5)
    library_sequences(draft, 600, cancel)
    assert cancel.late < SOON


def test_one_cancelled_before_any_plan_keeps_every_rule_says_so() -> None:
    promised = [each for each in station_day(5, 60, 10).visits if each.promise is not None]
    assert promised
    problem = replace(station_day(5, 60, 10), maximum_broken_promises=0)
    with pytest.raises(CancelledError):
        solve(problem, seconds=600, cancelled=lambda: True)


@pytest.mark.parametrize("seed", range(4))
def test_however_short_the_time_nobody_is_missed(seed: int) -> None:
    problem = station_day(seed, 24, 3)
    plan = solve(problem, seconds=0.01)
    assert Finding.MISSED not in {each.finding for each in explain(problem, plan)}
