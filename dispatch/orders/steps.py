"""The life of a work order as data: which move leads from where to where (domain.md, "Life of an order")."""

from dataclasses import dataclass

from dispatch.orders.models import Move, State


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the life: the states a move may start from, and the state it leads to.

    `target` None leaves the state as it is (URGE) or, for RESOLVE_EXCEPTION, goes back to where it was.
    """

    sources: frozenset[State]
    target: State | None


def _step(*sources: State, target: State | None) -> Step:
    return Step(frozenset(sources), target)


# Given to somebody who has not reached the door.
ON_THE_WAY = (State.DISPATCHED, State.ACCEPTED, State.DEPARTED)
# At the door or inside.
ON_SITE = (State.CHECKED_IN, State.IN_SERVICE)
# Promised and not yet done.
OPEN = (State.CREATED, *ON_THE_WAY, *ON_SITE)
# The service has been given, and the carer has left the home again.
DELIVERED = (
    State.CHECKED_OUT,
    State.COMPLETED,
    State.CALLED_BACK,
    State.EVALUATED,
    State.SETTLED,
    State.ARCHIVED,
)

STEPS: dict[Move, Step] = {
    Move.CREATE: _step(target=State.CREATED),
    Move.DISPATCH: _step(State.CREATED, target=State.DISPATCHED),
    Move.ACCEPT: _step(State.DISPATCHED, target=State.ACCEPTED),
    Move.DEPART: _step(State.ACCEPTED, target=State.DEPARTED),
    Move.CHECK_IN: _step(State.DEPARTED, target=State.CHECKED_IN),
    Move.START_SERVICE: _step(State.CHECKED_IN, target=State.IN_SERVICE),
    Move.CHECK_OUT: _step(State.IN_SERVICE, target=State.CHECKED_OUT),
    Move.COMPLETE: _step(State.CHECKED_OUT, target=State.COMPLETED),
    # Not every order is called back, and not every elder gives marks: both may be passed over.
    Move.CALL_BACK: _step(State.COMPLETED, target=State.CALLED_BACK),
    Move.EVALUATE: _step(State.COMPLETED, State.CALLED_BACK, target=State.EVALUATED),
    Move.SETTLE: _step(State.COMPLETED, State.CALLED_BACK, State.EVALUATED, target=State.SETTLED),
    Move.ARCHIVE: _step(State.SETTLED, target=State.ARCHIVED),
    Move.TRANSFER: _step(*ON_THE_WAY, target=State.DISPATCHED),
    Move.RETURN: _step(*ON_THE_WAY, target=State.CREATED),
    Move.CANCEL: _step(State.CREATED, *ON_THE_WAY, State.EXCEPTION, target=State.CANCELLED),
    Move.MISS: _step(State.CREATED, *ON_THE_WAY, State.EXCEPTION, target=State.MISSED),
    Move.RAISE_EXCEPTION: _step(*OPEN, State.CHECKED_OUT, target=State.EXCEPTION),
    Move.RESOLVE_EXCEPTION: _step(State.EXCEPTION, target=None),
    Move.URGE: _step(*OPEN, State.EXCEPTION, target=None),
    # The carer says how late they will be, before they are.
    Move.REPORT_DELAY: _step(*ON_THE_WAY, target=None),
    # Somebody above the station says whether a complaint is right (permissions.py asks that there be one).
    Move.DECIDE_COMPLAINT: _step(State.EVALUATED, target=None),
    # Once it is decided, who complained says whether it is solved; the visit may be paid for meanwhile.
    Move.REPORT_RESOLUTION: _step(State.EVALUATED, State.SETTLED, State.ARCHIVED, target=None),
}

# Moves that say who will go.
GIVES_CAREGIVERS = frozenset({Move.DISPATCH, Move.TRANSFER})
# Moves after which nobody is on the way any more.
TAKES_CAREGIVERS_BACK = frozenset({Move.RETURN, Move.CANCEL, Move.MISS, Move.TRANSFER})
# States in which nobody has begun, though somebody should have by the end of the window.
NOT_BEGUN = frozenset({State.CREATED, *ON_THE_WAY})


def state_after(move: Move, *, state: str, before_exception: str) -> State:
    """Where a move leads from `state`; the caller has checked that it may start there."""
    target = STEPS[move].target
    if target is not None:
        return target
    return State(before_exception if move is Move.RESOLVE_EXCEPTION else state)
