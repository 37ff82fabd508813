"""The table of steps against the text of the field's own description."""

from itertools import pairwise

import pytest

from dispatch.orders.models import Move, State
from dispatch.orders.steps import STEPS, state_after

# domain.md, "Life of an order", and contracts.md, "Moves → states", word for word.
LIFE = (
    "created → dispatched → accepted → departed → checked_in → in_service → checked_out → completed → "
    "called_back → evaluated → settled → archived"
)
MOVES_TO_STATES = (
    "DISPATCH → DISPATCHED, ACCEPT → ACCEPTED, DEPART → DEPARTED, CHECK_IN → CHECKED_IN, "
    "START_SERVICE → IN_SERVICE, CHECK_OUT → CHECKED_OUT, COMPLETE → COMPLETED, CALL_BACK → CALLED_BACK, "
    "EVALUATE → EVALUATED, SETTLE → SETTLED, ARCHIVE → ARCHIVED, CREATE → CREATED, TRANSFER → DISPATCHED, "
    "RETURN → CREATED, CANCEL → CANCELLED, MISS → MISSED, RAISE_EXCEPTION → EXCEPTION"
)
TARGETS = dict(line.split(" → ") for line in MOVES_TO_STATES.split(", "))
REACHED = {State(word.upper()) for word in LIFE.split(" → ")} | {
    State.CANCELLED,
    State.MISSED,
    State.EXCEPTION,
}


@pytest.mark.parametrize(("here", "there"), list(pairwise(LIFE.split(" → "))))
def test_each_state_leads_to_the_next_by_exactly_one_move(here: str, there: str) -> None:
    source, target = State(here.upper()), State(there.upper())
    moves = [
        move
        for move, step in STEPS.items()
        if source in step.sources and step.target == target and move != Move.TRANSFER
    ]
    assert len(moves) == 1


@pytest.mark.parametrize("move", [move for move in Move if move in TARGETS])
def test_a_move_leads_where_the_contract_says(move: Move) -> None:
    assert STEPS[move].target == TARGETS[move]


def test_every_move_has_its_step_and_every_state_is_in_the_text() -> None:
    assert set(STEPS) == set(Move)
    assert set(State) == REACHED


@pytest.mark.parametrize("state", [State.CANCELLED, State.MISSED, State.ARCHIVED])
def test_nothing_leads_out_of_an_ended_life(state: State) -> None:
    found = {move for move, step in STEPS.items() if state in step.sources}
    # It stays where it is when somebody says late that their complaint is solved.
    assert found == ({Move.REPORT_RESOLUTION} if state is State.ARCHIVED else set())
    assert all(STEPS[move].target is None for move in found)


def test_urging_changes_no_state() -> None:
    for state in STEPS[Move.URGE].sources:
        assert state_after(Move.URGE, state=state, before_exception="") == state


def test_saying_that_one_is_late_changes_no_state_and_ends_at_the_door() -> None:
    sources = STEPS[Move.REPORT_DELAY].sources
    assert sources == {State.DISPATCHED, State.ACCEPTED, State.DEPARTED}
    assert all(state_after(Move.REPORT_DELAY, state=state, before_exception="") == state for state in sources)


def test_resolving_goes_back_to_where_the_order_was() -> None:
    after = state_after(Move.RESOLVE_EXCEPTION, state=State.EXCEPTION, before_exception=State.IN_SERVICE)
    assert after == State.IN_SERVICE
