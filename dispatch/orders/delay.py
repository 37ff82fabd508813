"""When carers who said that they run late will be at the door."""

from datetime import datetime, timedelta

from dispatch.orders.models import Assignment, WorkOrder
from dispatch.orders.steps import ON_THE_WAY

LONGEST_DELAY_MINUTES = 240


def told_arrival(order: WorkOrder, own: Assignment, *, minutes: int, told_at: datetime) -> datetime:
    """The instant that "so many minutes late" means: counted from the start that was due.

    Said when that is over already ("10 minutes late", 15 minutes after), it counts from the saying.
    """
    due = own.planned_start_at or order.promised_at or order.window_from
    late = timedelta(minutes=minutes)
    return due + late if due + late > told_at else told_at + late


def expected_at(order: WorkOrder) -> datetime | None:
    """When the last of an order's delayed carers will be there; None when nobody said so, or it has begun.

    Reads over the related set, so that a list that prefetched it asks nothing more.
    """
    if order.state not in ON_THE_WAY:
        return None
    told = (own.expected_at for own in order.assignments.all() if own.ended_at is None)
    return max((instant for instant in told if instant), default=None)
