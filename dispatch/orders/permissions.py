"""Who may make which move, as a table; the pages' buttons and the acts read the same one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from dispatch.orders.models import Complaint, Move, State, WorkOrder
from dispatch.orders.steps import STEPS
from stations.people.models import Account, Elder, Role
from stations.people.permissions import Right, holds
from stations.people.selectors import elders_orderable_by, orderable_elder_ids, stations_visible_to


class Standing(Enum):
    """What an account is to one order."""

    ELDER_SIDE = auto()
    ASSIGNED_CAREGIVER = auto()
    OPERATOR = auto()
    REGULATOR = auto()
    ADMINISTRATOR = auto()


ELDER_SIDE, ASSIGNED, OPERATOR = Standing.ELDER_SIDE, Standing.ASSIGNED_CAREGIVER, Standing.OPERATOR
REGULATOR, ADMINISTRATOR = Standing.REGULATOR, Standing.ADMINISTRATOR

# An administrator dispatches, and takes back what a new plan has no place for, because a city's machine
# account plans every station's day in the night.
# Nobody but the caregiver makes the moves at the door: an operator cannot make evidence.
# Nobody of the station calls back, decides a complaint or says that it is solved: who asks is never the
# provider (domain.md, "The three rates").
MAY: Mapping[Move, frozenset[Standing]] = {
    Move.CREATE: frozenset(),
    Move.DISPATCH: frozenset({OPERATOR, ADMINISTRATOR}),
    Move.ACCEPT: frozenset({ASSIGNED}),
    Move.DEPART: frozenset({ASSIGNED}),
    Move.CHECK_IN: frozenset({ASSIGNED}),
    Move.START_SERVICE: frozenset({ASSIGNED}),
    Move.CHECK_OUT: frozenset({ASSIGNED}),
    Move.COMPLETE: frozenset({ASSIGNED, OPERATOR}),
    Move.CALL_BACK: frozenset({REGULATOR, ADMINISTRATOR}),
    Move.EVALUATE: frozenset({ELDER_SIDE}),
    Move.SETTLE: frozenset({ADMINISTRATOR}),
    Move.ARCHIVE: frozenset({ADMINISTRATOR}),
    Move.TRANSFER: frozenset({OPERATOR, ADMINISTRATOR}),
    Move.RETURN: frozenset({ASSIGNED, OPERATOR, ADMINISTRATOR}),
    Move.CANCEL: frozenset({ELDER_SIDE, OPERATOR}),
    Move.MISS: frozenset({OPERATOR}),
    Move.RAISE_EXCEPTION: frozenset({ASSIGNED, OPERATOR}),
    Move.RESOLVE_EXCEPTION: frozenset({OPERATOR, ADMINISTRATOR}),
    Move.URGE: frozenset({ELDER_SIDE, OPERATOR}),
    Move.REPORT_DELAY: frozenset({ASSIGNED}),
    Move.DECIDE_COMPLAINT: frozenset({REGULATOR, ADMINISTRATOR}),
    # A regulator who rings up notes down what was said; the log keeps whose hand it was.
    Move.REPORT_RESOLUTION: frozenset({ELDER_SIDE, REGULATOR}),
}

# Narrower than the life itself: the elder's side cancels only before anybody has set out.
ONLY_FROM: Mapping[tuple[Move, Standing], frozenset[State]] = {
    (Move.CANCEL, ELDER_SIDE): frozenset({State.CREATED, State.DISPATCHED, State.ACCEPTED}),
}

# What is disputed is neither paid for nor put away.
WAIT_FOR_DECISION = frozenset({Move.SETTLE, Move.ARCHIVE})

AT_HOME = frozenset({Role.ELDER, Role.FAMILY_MEMBER})
STAFF_STANDING = {
    Role.STATION_OPERATOR: OPERATOR,
    Role.REGULATOR: REGULATOR,
    Role.ADMINISTRATOR: ADMINISTRATOR,
}


@dataclass(frozen=True, slots=True)
class Reach:
    """How far an account reaches: read once, then asked about as many orders as one likes."""

    role: Role
    caregiver_id: int | None
    station_ids: frozenset[int]
    elder_ids: frozenset[int]

    @property
    def is_at_home(self) -> bool:
        """Whether the account is of an elder's side and not staff."""
        return self.role in AT_HOME

    def standing(self, order: WorkOrder) -> Standing | None:
        """What the account is to this order; None when nothing."""
        if self.is_at_home:
            return ELDER_SIDE if order.elder_id in self.elder_ids else None
        if self.role is Role.CAREGIVER:
            return ASSIGNED if self._is_assigned(order) else None
        return STAFF_STANDING[self.role] if order.station_id in self.station_ids else None

    def allows(self, move: Move, order: WorkOrder) -> bool:
        """Whether the account may ever make this move on this order."""
        return self.standing(order) in MAY[move]

    def allowed_moves(self, order: WorkOrder) -> list[Move]:
        """The moves the account can make on the order as it is now, in the order of a life."""
        return [move for move in Move if self._can_now(move, order)]

    def sources(self, move: Move, order: WorkOrder) -> frozenset[State]:
        """The states from which this account may make the move."""
        if not _fits_complaint(move, order):
            return frozenset()
        narrowed = ONLY_FROM.get((move, standing)) if (standing := self.standing(order)) else None
        return narrowed if narrowed is not None else STEPS[move].sources

    def _can_now(self, move: Move, order: WorkOrder) -> bool:
        return self.allows(move, order) and order.state in self.sources(move, order)

    def _is_assigned(self, order: WorkOrder) -> bool:
        # Read over the related set, so that a list that prefetched it asks nothing more.
        return any(
            given.ended_at is None and given.caregiver_id == self.caregiver_id
            for given in order.assignments.all()
        )


def _fits_complaint(move: Move, order: WorkOrder) -> bool:
    """A decision needs a complaint that waits for one; settling and archiving need that none does.

    Whether it is solved is asked once, after the decision.
    """
    is_disputed = order.complaint == Complaint.OPEN
    if move is Move.DECIDE_COMPLAINT:
        return is_disputed
    if move is Move.REPORT_RESOLUTION:
        return bool(order.complaint) and not is_disputed and not order.resolution
    return not (is_disputed and move in WAIT_FOR_DECISION)


def reach_of(account: Account, at: datetime) -> Reach:
    """Read how far an account reaches at an instant."""
    role = Role(account.role)
    stations = stations_visible_to(account).values_list("pk", flat=True) if role in STAFF_STANDING else ()
    elders = orderable_elder_ids(account, at) if role in AT_HOME else ()
    return Reach(role, account.caregiver_id, frozenset(stations), frozenset(elders))


def may_request_for(account: Account, elder: Elder, at: datetime) -> bool:
    """Whether an account may ask for this elder: the elder's side, or the elder's station on the phone."""
    return (
        holds(account, Right.ORDER_SERVICES) and elders_orderable_by(account, at).filter(pk=elder.pk).exists()
    )
