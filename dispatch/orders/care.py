"""Who is cared for by whom on a day, by the assignments that stand."""

from datetime import date

from django.db.models import QuerySet

from dispatch.orders.models import State, WorkOrder
from stations.people.models import Caregiver, Elder


def elders_in_care_of(caregiver: Caregiver, day: date) -> QuerySet[Elder]:
    """The elders with an order of that day which is assigned to the caregiver and not cancelled."""
    orders = WorkOrder.objects.filter(
        day=day, assignments__caregiver=caregiver, assignments__ended_at__isnull=True
    ).exclude(state=State.CANCELLED)
    return Elder.objects.filter(pk__in=orders.values("elder"))
