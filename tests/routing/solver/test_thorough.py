"""Trials that call a round late only if it surely is."""

import pytest

from routing.solver import draft as drafts
from routing.solver.budget import Budget
from routing.solver.compile import compile_model
from routing.solver.construct import construct
from routing.solver.draft import Draft
from routing.solver.improve import improve
from routing.solver.start import follow
from routing.solver.thorough import Thorough
from tests.routing.drawn_days import pairs_and_singles
from tests.routing.problems import station_day


def test_a_day_whose_links_are_not_settled_in_time_is_taken_to_begin_at_any_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    draft = Draft(compile_model(pairs_and_singles(3, 12, 4)))
    construct(draft)
    settled = Thorough(draft).least
    monkeypatch.setattr(drafts, "MOST_TIMINGS", -100)
    unsettled = Thorough(draft).least
    assert unsettled == list(draft.model.fixed_start)
    assert all(low <= known for low, known in zip(unsettled, settled, strict=True))
    assert unsettled != settled


def test_a_large_day_whose_rounds_all_hang_together_is_settled() -> None:
    problem = station_day(5, 500, 60)
    plan = improve(problem, start=None, budget=Budget(iterations=400), seed=1, report=lambda cost: None)
    assert plan is not None
    draft = Draft(compile_model(problem))
    follow(draft, plan)
    assert [problem.visits[each].id for each in draft.unserved()] == list(plan.unserved)
    assert Thorough(draft).bare is not None
