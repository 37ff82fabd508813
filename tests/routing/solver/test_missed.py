"""Completing a plan."""

from typing import Any

import pytest

from routing.plan import Plan
from routing.solver import cheapest, missed
from routing.solver.compile import compile_model
from routing.solver.draft import Draft
from tests.routing.problems import station_day


def test_after_each_insertion_only_those_that_failed_since_the_last_are_tried_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    problem = station_day(5, 100, 6)
    tried: list[int] = []
    anywhere = cheapest.cheapest_insertion

    def counted(draft: Draft, visit: int, **rest: Any) -> Any:
        tried.append(visit)
        return anywhere(draft, visit, **rest)

    monkeypatch.setattr(missed, "cheapest_insertion", counted)
    nobody = Plan((), tuple(visit.id for visit in problem.visits))
    plan = missed.with_missed(Draft(compile_model(problem)), nobody)
    assert 5 < len(plan.unserved) < 50
    assert len(tried) < 2 * len(problem.visits)
