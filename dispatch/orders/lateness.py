"""Whether an order is late, read off the clock; nothing in the order changes by it."""

from datetime import datetime, timedelta

from django.conf import settings

from dispatch.orders.models import WorkOrder
from dispatch.orders.steps import NOT_BEGUN


def late_minutes(order: WorkOrder, at: datetime) -> int:
    """Whole minutes past the start that was due, at least 1 when late; 0 when begun, ended or in time."""
    if order.state not in NOT_BEGUN or at <= (due := due_at(order)):
        return 0
    return max(1, int((at - due).total_seconds() // 60))


def due_at(order: WorkOrder) -> datetime:
    """When somebody should have begun: soon after the promised start, at the latest when the window ends."""
    if order.promised_at is None:
        return order.window_until
    grace = timedelta(minutes=settings.LATE_GRACE_MINUTES)
    return min(order.promised_at + grace, order.window_until)
