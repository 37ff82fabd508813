"""A carer's word that they will be late."""

from datetime import datetime
from typing import Any

from dispatch.orders import log
from dispatch.orders.delay import told_arrival
from dispatch.orders.models import WorkOrder
from stations.people.models import Account


def put_off(order: WorkOrder, *, by: Account, minutes: int, told_at: datetime) -> dict[str, Any]:
    """Keep when the carer who speaks expects to arrive; the value is what the log keeps of it.

    It stands beside this carer's assignment, so it ends when the order goes to another.
    """
    own = order.assignments.get(caregiver=by.caregiver_id, ended_at__isnull=True)
    own.expected_at = told_arrival(order, own, minutes=minutes, told_at=told_at)
    own.save(update_fields=("expected_at",))
    return {"delay_minutes": minutes, "expected_at": log.written(own.expected_at)}
