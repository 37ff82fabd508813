"""Rounds of the days gone by, made greedily: the order book needs a past, not a good one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from dispatch.orders.models import WorkOrder
from eldercare.demo.city.staff import Worker, at
from stations.people.models import CredentialKind, TravelMode
from stations.places.distance import great_circle_meters

SPEED_METERS_A_SECOND = {TravelMode.WALKING: 1.2, TravelMode.BIKE: 3.6, TravelMode.CAR: 7.0}
# Streets are longer than the line over the roofs.
DETOUR = 1.35
BETWEEN_VISITS = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Round:
    """One visit as it is to be made: who goes, when they set out and when they begin."""

    order: WorkOrder
    workers: Sequence[Worker]
    departs_at: datetime
    begins_at: datetime

    @property
    def free_at(self) -> datetime:
        """When its workers are to be ready for the next way."""
        return self.begins_at + timedelta(minutes=self.order.service_minutes) + BETWEEN_VISITS


@dataclass
class Whereabouts:
    """Where a worker is, and from when they are free; `position` counts the visits given."""

    worker: Worker
    latitude: float
    longitude: float
    free_at: datetime
    leaves_at: datetime

    def way_to(self, order: WorkOrder) -> timedelta:
        """How long the way to the elder takes."""
        elder = order.elder
        meters = great_circle_meters(self.latitude, self.longitude, elder.latitude, elder.longitude) * DETOUR
        speed = SPEED_METERS_A_SECOND[TravelMode(self.worker.caregiver.travel_mode)]
        return timedelta(seconds=round(meters / speed))

    def makes_it(self, order: WorkOrder) -> bool:
        """Whether the visit can begin in its window and end before they go home."""
        begins_at = self.earliest(order)
        ends_at = begins_at + timedelta(minutes=order.service_minutes)
        return begins_at <= order.window_until and ends_at <= self.leaves_at

    def earliest(self, order: WorkOrder) -> datetime:
        """When the visit could begin, whatever the window says about its end."""
        return max(self.free_at + self.way_to(order), order.window_from, order.cooked_at or order.window_from)


def rounds_of(orders: Sequence[WorkOrder], team: Sequence[Worker]) -> tuple[list[Round], list[WorkOrder]]:
    """Give each order to whoever can begin soonest; answers the visits and the orders nobody could take."""
    if not orders:
        return [], []
    everybody = [_at_the_station(worker, orders[0]) for worker in team]
    made, left_over = [], []
    for order in sorted(orders, key=lambda one: (one.window_until, one.number)):
        if (visit := _visit(order, everybody)) is None:
            left_over.append(order)
        else:
            made.append(visit)
    return made, left_over


def _at_the_station(worker: Worker, order: WorkOrder) -> Whereabouts:
    station, hours = order.station, worker.hours
    return Whereabouts(
        worker,
        station.latitude,
        station.longitude,
        at(order.day, hours[0].begins),
        at(order.day, hours[-1].ends),
    )


def _visit(order: WorkOrder, everybody: Sequence[Whereabouts]) -> Round | None:
    fit = [one for one in everybody if _is_fit(one.worker, order) and one.makes_it(order)]
    soonest = sorted(fit, key=lambda one: (one.earliest(order), one.worker.caregiver.number))
    going = soonest[: order.caregivers_needed]
    if len(going) < order.caregivers_needed:
        return None
    begins_at = max(one.earliest(order) for one in going)
    ends_at = begins_at + timedelta(minutes=order.service_minutes)
    if begins_at > order.window_until or any(ends_at > one.leaves_at for one in going):
        return None
    departs_at = begins_at - max(one.way_to(order) for one in going)
    for one in going:
        one.latitude, one.longitude = order.elder.latitude, order.elder.longitude
        one.free_at = ends_at + BETWEEN_VISITS
    return Round(order, [one.worker for one in going], departs_at, begins_at)


def put_off(visit: Round, delay: timedelta, rounds: Sequence[Round]) -> Round:
    """The visit as it is made when its workers are late by at least `delay`: not before they are free."""
    begins_at, lasts = visit.begins_at + delay, visit.free_at - visit.begins_at
    for other in sorted(_of_the_same(visit, rounds), key=lambda one: one.departs_at):
        if other.departs_at < begins_at + lasts and begins_at < other.free_at:
            begins_at = other.free_at
    departs_at = visit.departs_at + (begins_at - visit.begins_at)
    return replace(visit, departs_at=departs_at, begins_at=begins_at)


def _of_the_same(visit: Round, rounds: Sequence[Round]) -> list[Round]:
    numbers = {worker.caregiver.number for worker in visit.workers}
    others = (one for one in rounds if one is not visit)
    return [one for one in others if numbers & {worker.caregiver.number for worker in one.workers}]


def _is_fit(worker: Worker, order: WorkOrder) -> bool:
    service = order.service
    valid = {CredentialKind(paper.kind) for paper in worker.credentials if paper.valid_until >= order.day}
    return worker.caregiver.occupation in service.occupations and set(service.credentials) <= valid
