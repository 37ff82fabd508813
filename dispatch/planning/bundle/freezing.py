"""Freezing a station-day: read once, and then only the problem counts."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from dispatch.orders.models import State, WorkOrder
from dispatch.orders.steps import DELIVERED
from dispatch.planning.bundle.carers import carer_of, shifts_by_caregiver
from dispatch.planning.bundle.dayclock import DayClock
from dispatch.planning.bundle.lateness import Ways, late_carers
from dispatch.planning.bundle.minutes import without_impossible_minutes
from dispatch.planning.bundle.places import kitchens_of, places_of
from dispatch.planning.bundle.progress import BEGUN, at_station, whereabouts
from dispatch.planning.bundle.travel import travel_between
from dispatch.planning.bundle.visits import held_by_who_can, reason_to_leave_out, visit_of
from routing.problem import Carer, Place, Problem
from stations.people.models import Caregiver, Shift
from stations.places.models import CareStation

# What a plan may still give to somebody, or to somebody else.
PLANNABLE = (State.CREATED, State.DISPATCHED, State.ACCEPTED)


@dataclass(frozen=True, slots=True)
class Bundle:
    """A frozen station-day: the problem, None when nothing is left to plan; the version of every order in it;
    and why the others are not in it."""

    problem: Problem | None
    versions: dict[str, int] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)


def freeze(station: CareStation, day: date, at: datetime) -> Bundle:
    """Read a station-day as it is at an instant; the same rows, on the same roads, give the same problem."""
    rows = _read(station, day, at)
    if not rows.planned:
        return Bundle(None, {}, rows.left_out)
    problem = _problem(station, rows, DayClock(day), at)
    return Bundle(problem, {order.number: order.version for order in rows.planned}, rows.left_out)


def ways_needed(station: CareStation, day: date, at: datetime) -> tuple[tuple[Place, ...], set[str]]:
    """The places that a station-day frozen at an instant has ways between, and by which modes."""
    rows = _read(station, day, at)
    return places_of(station, [*rows.planned, *rows.moving]), {each.travel_mode for each in rows.on_shift}


@dataclass(frozen=True, slots=True)
class _Rows:
    """Orders to plan, those begun or done once the day has begun, who is on shift, why some are left out."""

    planned: Sequence[WorkOrder]
    moving: Sequence[WorkOrder]
    on_shift: dict[Caregiver, list[Shift]]
    left_out: dict[str, str]


def _read(station: CareStation, day: date, at: datetime) -> _Rows:
    orders, on_shift = _orders(station, day), shifts_by_caregiver(station, day)
    open_orders = [order for order in orders if order.state in PLANNABLE]
    reasons = {order.number: reason_to_leave_out(order, len(on_shift), at) for order in open_orders}
    begun = DayClock(day).has_begun(at)
    return _Rows(
        planned=[order for order in open_orders if reasons[order.number] is None],
        moving=[order for order in orders if begun and order.state in (*BEGUN, *DELIVERED)],
        on_shift=on_shift,
        left_out={number: str(reason) for number, reason in reasons.items() if reason},
    )


def _orders(station: CareStation, day: date) -> list[WorkOrder]:
    """The day's orders that are open, begun or done, with all that is asked of them."""
    return list(
        WorkOrder.objects.filter(station=station, day=day, state__in=(*PLANNABLE, *BEGUN, *DELIVERED))
        .select_related("elder", "service", "station__kitchen")
        .prefetch_related("assignments__caregiver")
        .order_by("number")
    )


def _problem(station: CareStation, rows: _Rows, clock: DayClock, at: datetime) -> Problem:
    carers = _carers(rows, clock, at)
    places = places_of(station, [*rows.planned, *rows.moving])
    numbers = {carer.id for carer in carers}
    travel = travel_between(places, {carer.mode for carer in carers})
    late = late_carers(rows.planned, carers, Ways(places, travel), clock)
    visits = (visit_of(order, clock, numbers, late) for order in rows.planned)
    held = [held_by_who_can(each, carers, clock) for each in visits]
    loaded = {each for carer in carers if carer.frozen for each in carer.frozen.carried}
    return Problem(
        places=places,
        carers=carers,
        visits=without_impossible_minutes(held, loaded),
        travel=travel,
        kitchens=kitchens_of(station),
        day=clock.day,
        horizon_seconds=clock.horizon_seconds,
        name=f"{station.code} {clock.day}",
    )


def _carers(rows: _Rows, clock: DayClock, at: datetime) -> tuple[Carer, ...]:
    """Everybody on shift; once the day has begun, from where they are."""
    services = {order.service.code: order.service for order in rows.planned}.values()
    where = whereabouts(rows.moving, clock, at)
    standing = at_station(clock, at) if clock.has_begun(at) else None
    return tuple(
        carer_of(caregiver, shifts, services, clock, where.get(caregiver.number, standing))
        for caregiver, shifts in rows.on_shift.items()
    )
