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
from dispatch.planning.bundle.travel import estimated_travel
from dispatch.planning.bundle.visits import held_by_who_can, reason_to_leave_out, visit_of
from routing.problem import Carer, Problem
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
    """Read a station-day as it is at an instant; the same rows give the same problem, to the byte."""
    clock = DayClock(day)
    orders = _orders(station, day)
    on_shift = shifts_by_caregiver(station, day)
    open_orders = [order for order in orders if order.state in PLANNABLE]
    reasons = {order.number: reason_to_leave_out(order, len(on_shift), at) for order in open_orders}
    planned = [order for order in open_orders if reasons[order.number] is None]
    left_out = {number: str(reason) for number, reason in reasons.items() if reason}
    if not planned:
        return Bundle(None, {}, left_out)
    problem = _problem(station, orders, planned, on_shift, clock, at)
    return Bundle(problem, {order.number: order.version for order in planned}, left_out)


def _orders(station: CareStation, day: date) -> list[WorkOrder]:
    """The day's orders that are open, begun or done, with all that is asked of them."""
    return list(
        WorkOrder.objects.filter(station=station, day=day, state__in=(*PLANNABLE, *BEGUN, *DELIVERED))
        .select_related("elder", "service", "station__kitchen")
        .prefetch_related("assignments__caregiver")
        .order_by("number")
    )


def _problem(
    station: CareStation,
    orders: Sequence[WorkOrder],
    planned: Sequence[WorkOrder],
    on_shift: dict[Caregiver, list[Shift]],
    clock: DayClock,
    at: datetime,
) -> Problem:
    moving = [order for order in orders if order.state in (*BEGUN, *DELIVERED)] if clock.has_begun(at) else []
    carers = _carers(planned, moving, on_shift, clock, at)
    places = places_of(station, [*planned, *moving])
    numbers = {carer.id for carer in carers}
    travel = estimated_travel(places, {carer.mode for carer in carers})
    late = late_carers(planned, carers, Ways(places, travel), clock)
    visits = (visit_of(order, clock, numbers, late) for order in planned)
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


def _carers(
    planned: Sequence[WorkOrder],
    moving: Sequence[WorkOrder],
    on_shift: dict[Caregiver, list[Shift]],
    clock: DayClock,
    at: datetime,
) -> tuple[Carer, ...]:
    """Everybody on shift; once the day has begun, from where they are."""
    services = {order.service.code: order.service for order in planned}.values()
    where = whereabouts(moving, clock, at)
    standing = at_station(clock, at) if clock.has_begun(at) else None
    return tuple(
        carer_of(caregiver, shifts, services, clock, where.get(caregiver.number, standing))
        for caregiver, shifts in on_shift.items()
    )
