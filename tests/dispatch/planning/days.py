"""A station-day to plan: elders, carers on shift, a kitchen, orders asked for the evening before."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any
from uuid import uuid4

from dispatch.orders.acts import Stop, advance, request_service
from dispatch.orders.models import Move, Source, State, WorkOrder
from dispatch.planning.acts import Wish, open_run
from dispatch.planning.models import PlanRun
from dispatch.planning.solving import solve_run
from stations.people.models import Account, Caregiver, Role
from stations.places.models import CareStation
from tests.builders.stations import (
    DAY,
    at,
    make_account,
    make_caregiver,
    make_elder,
    make_kitchen,
    make_shift,
    make_station,
    service,
)

NINE = at(9)
EVENING_BEFORE = at(20, day=DAY - timedelta(days=1))


def station_with_kitchen() -> CareStation:
    """A station whose kitchen has lunch ready at 10:40 and supper at 16:40."""
    return make_station(kitchen=make_kitchen(lunch_cooked_at=time(10, 40), supper_cooked_at=time(16, 40)))


@dataclass
class StationDay:
    """One station with a kitchen and an operator; people and orders are added by name."""

    station: CareStation = field(default_factory=station_with_kitchen)
    operator: Account = field(init=False)

    def __post_init__(self) -> None:
        self.operator = make_account(Role.STATION_OPERATOR, station=self.station)

    def carer(self, **fields: Any) -> Caregiver:
        """A carer on shift 08:00-18:00."""
        caregiver = make_caregiver(self.station, **fields)
        make_shift(caregiver)
        return caregiver

    def order(self, code: str = "health_check", begins: datetime = NINE, **wanted: Any) -> WorkOrder:
        """An order of another elder each time, for an hour from `begins`."""
        given: dict[str, Any] = {
            "elder": wanted.pop("elder", None) or make_elder(self.station),
            "service": service(code),
            "window_from": begins,
            "window_until": begins + timedelta(hours=1),
            "source": Source.PHONE,
            "by": self.operator,
            "at": EVENING_BEFORE,
            "command": uuid4(),
        }
        return request_service(**given | wanted)

    def asked(self, **wanted: Any) -> PlanRun:
        """A queued run of the day."""
        wish = Wish(self.station, DAY, seconds=wanted.pop("seconds", 1))
        given: dict[str, Any] = {
            "by": self.operator,
            "at": EVENING_BEFORE,
            "beat_at": EVENING_BEFORE,
            "command": uuid4(),
        }
        return open_run(wish=wish, **given | wanted)

    def planned(self) -> PlanRun:
        """A run of the day, solved by the real solver."""
        run = self.asked()
        solve_run(run.pk)
        run.refresh_from_db()
        return run


def move(order: WorkOrder, name: Move, by: Account, **given: Any) -> WorkOrder:
    """One move on an order as it is."""
    seen = order.version
    return advance(order=order, seen=seen, move=name, by=by, at=EVENING_BEFORE, command=uuid4(), **given)


def promised_day(state: State = State.DISPATCHED, **wanted: Any) -> tuple[StationDay, WorkOrder, Caregiver]:
    """A visit promised for nine, and the only carer, who has it."""
    day = StationDay()
    carer = day.carer()
    stop = Stop(caregiver=carer, planned_start_at=at(9), round_position=1)
    order = move(day.order(**wanted), Move.DISPATCH, day.operator, planned=[stop])
    if state == State.ACCEPTED:
        order = move(order, Move.ACCEPT, make_account(Role.CAREGIVER, caregiver=carer))
    return day, order, carer


def shortened_day(state: State = State.DISPATCHED) -> tuple[StationDay, WorkOrder, Caregiver, PlanRun]:
    """A visit promised for nine; its carer has to leave at five past, and a new plan is ready."""
    day, order, carer = promised_day(state, window_until=at(9, 10))
    carer.shifts.update(withdrawn_from=at(9, 5), withdrawn_reason="ill")
    return day, order, carer, day.planned()
