"""Where caregivers are when a day is planned again while it runs."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from dispatch.orders.models import State, WorkOrder
from dispatch.planning.bundle.dayclock import DayClock
from dispatch.planning.bundle.places import STATION, home_of
from routing.problem import Frozen

# Somebody is on the way or inside; no plan can move these.
BEGUN = (State.DEPARTED, State.CHECKED_IN, State.IN_SERVICE)


def whereabouts(orders: Iterable[WorkOrder], clock: DayClock, at: datetime) -> dict[str, Frozen]:
    """For each caregiver with a visit begun or done today: where they are free, and when; others are absent.

    `orders` are the day's begun and done ones.
    """
    found: dict[str, Frozen] = {}
    for order in sorted(orders, key=lambda one: (one.state in BEGUN, one.changed_at)):
        free_at = clock.seconds(expected_end(order, at) if order.state in BEGUN else at)
        for given in order.assignments.all():
            if given.ended_at is None:
                found[given.caregiver.number] = Frozen(home_of(order.elder), free_at)
    return found


def at_station(clock: DayClock, at: datetime) -> Frozen:
    """A caregiver who has not begun, in a day that has."""
    return Frozen(STATION, clock.seconds(at))


def expected_end(order: WorkOrder, at: datetime) -> datetime:
    """When a begun visit will be over: its full length after it began, or is to begin, and not before now."""
    length = timedelta(minutes=order.service_minutes)
    if order.state == State.DEPARTED:
        return max(at, order.promised_at or at) + length
    return max(at, order.changed_at + length)
