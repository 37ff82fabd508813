"""Trials that call a round late only if it surely is."""

import pytest

from routing.solver import draft as drafts
from routing.solver.compile import compile_model
from routing.solver.construct import construct
from routing.solver.draft import Draft
from routing.solver.thorough import Thorough
from tests.routing.solver.test_sequencing import pairs_and_singles


def test_a_day_whose_links_are_not_settled_in_time_is_taken_to_begin_at_any_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    draft = Draft(compile_model(pairs_and_singles(3, 12, 4)))
    construct(draft)
    settled = Thorough(draft).least
    monkeypatch.setattr(drafts, "MOST_ROUNDS_OF_TIMING", -100)
    unsettled = Thorough(draft).least
    assert unsettled == list(draft.model.fixed_start)
    assert all(low <= known for low, known in zip(unsettled, settled, strict=True))
    assert unsettled != settled
