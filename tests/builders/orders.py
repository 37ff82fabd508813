"""Orders for tests, made and moved through the real acts, so that each has its history."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from dispatch.orders.acts import advance, request_service
from dispatch.orders.models import Move, Source, State, WorkOrder
from dispatch.orders.permissions import MAY, Standing
from dispatch.orders.steps import GIVES_CAREGIVERS
from stations.people.models import Account, Caregiver, Elder, Role
from stations.places.models import CareStation
from tests.builders.stations import (
    at,
    make_account,
    make_caregiver,
    make_elder,
    make_shift,
    make_station,
    service,
)

# The moves that bring a new order to each state.
LIFE = (
    Move.DISPATCH,
    Move.ACCEPT,
    Move.DEPART,
    Move.CHECK_IN,
    Move.START_SERVICE,
    Move.CHECK_OUT,
    Move.COMPLETE,
    Move.CALL_BACK,
    Move.EVALUATE,
    Move.SETTLE,
    Move.ARCHIVE,
)
WAYS: dict[State, tuple[Move, ...]] = {
    State.CREATED: (),
    State.DISPATCHED: LIFE[:1],
    State.ACCEPTED: LIFE[:2],
    State.DEPARTED: LIFE[:3],
    State.CHECKED_IN: LIFE[:4],
    State.IN_SERVICE: LIFE[:5],
    State.CHECKED_OUT: LIFE[:6],
    State.COMPLETED: LIFE[:7],
    State.CALLED_BACK: LIFE[:8],
    State.EVALUATED: LIFE[:9],
    State.SETTLED: LIFE[:10],
    State.ARCHIVED: LIFE,
    State.CANCELLED: (Move.CANCEL,),
    State.MISSED: (Move.MISS,),
    State.EXCEPTION: (Move.DISPATCH, Move.RAISE_EXCEPTION),
}


@dataclass
class Quarter:
    """One station with an elder, a caregiver and an account for everybody who can have a hand in an order."""

    station: CareStation = field(default_factory=make_station)
    elder: Elder = field(init=False)
    caregiver: Caregiver = field(init=False)
    hands: dict[Standing, Account] = field(init=False)

    def __post_init__(self) -> None:
        self.elder = make_elder(self.station)
        self.caregiver = make_caregiver(self.station)
        make_shift(self.caregiver)
        self.hands = {
            Standing.ELDER_SIDE: make_account(Role.ELDER, elder=self.elder),
            Standing.ASSIGNED_CAREGIVER: make_account(Role.CAREGIVER, caregiver=self.caregiver),
            Standing.OPERATOR: make_account(Role.STATION_OPERATOR, station=self.station),
            Standing.REGULATOR: make_account(Role.REGULATOR, division=self.station.division),
            Standing.ADMINISTRATOR: make_account(Role.ADMINISTRATOR),
        }

    @property
    def operator(self) -> Account:
        """The station's operator."""
        return self.hands[Standing.OPERATOR]

    def who_may(self, move: Move) -> Account:
        """Somebody who may make the move; the caregiver or operator where they may."""
        return next(self.hands[standing] for standing in Standing if standing in MAY[move])


def make_request(
    quarter: Quarter | None = None, *, service_code: str = "health_check", **wanted: Any
) -> WorkOrder:
    """A fresh order of the quarter's elder, asked for at 07:30 for 09:00-10:00 by the operator."""
    quarter = quarter or Quarter()
    given: dict[str, Any] = {
        "elder": quarter.elder,
        "service": service(service_code),
        "window_from": at(9),
        "window_until": at(10),
        "source": Source.PHONE,
        "by": quarter.operator,
        "at": at(7, 30),
        "command": uuid4(),
        **wanted,
    }
    return request_service(**given)


def make_order(quarter: Quarter | None = None, *, state: State = State.CREATED, **wanted: Any) -> WorkOrder:
    """An order brought to `state` by its real moves, one every ten minutes from 08:00."""
    quarter = quarter or Quarter()
    order = make_request(quarter, **wanted)
    for step, move in enumerate(WAYS[state]):
        order = make_move(quarter, order, move, at=at(8) + timedelta(minutes=10 * step))
    return order


def make_move(quarter: Quarter, order: WorkOrder, move: Move, **given: Any) -> WorkOrder:
    """One move by somebody who may make it, on the order as it is."""
    instant: datetime = given.pop("at", at(8, 55))
    if move in GIVES_CAREGIVERS:
        given.setdefault("caregivers", (quarter.caregiver,))
    return advance(
        order=order,
        move=move,
        at=instant,
        **{"seen": order.version, "by": quarter.who_may(move), "command": uuid4(), **given},
    )
