"""Giving an order to caregivers, and taking it back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dispatch.orders.models import Assignment, WorkOrder
from dispatch.orders.refusals import CaregiverUnfit, WrongHeadCount
from stations.people.models import Caregiver
from stations.people.selectors import qualified_caregivers


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """One caregiver's visit to an order; the last three are empty when the order is given by hand.

    `round_position` counts from 1; `travel_seconds` is the way from the stop before.
    """

    caregiver: Caregiver
    planned_start_at: datetime | None = None
    round_position: int | None = None
    travel_seconds: int | None = None


def check_stops(order: WorkOrder, stops: Sequence[Stop]) -> None:
    """Refuse a wrong head count, and whoever may not do this service on that day.

    Raises WrongHeadCount or CaregiverUnfit.
    """
    given = {stop.caregiver.pk for stop in stops}
    if len(given) != order.caregivers_needed or len(stops) != len(given):
        raise WrongHeadCount(
            fields={"caregivers": WrongHeadCount.code}, needed=order.caregivers_needed, given=len(given)
        )
    fit = set(qualified_caregivers(order.station, order.service, order.day).values_list("pk", flat=True))
    for stop in stops:
        if stop.caregiver.pk not in fit:
            raise CaregiverUnfit(fields={"caregivers": CaregiverUnfit.code}, caregiver=stop.caregiver.number)


def end_assignments(order: WorkOrder, at: datetime) -> None:
    """Take the order back from whoever has it."""
    order.assignments.filter(ended_at__isnull=True).update(ended_at=at)


def assign(order: WorkOrder, stops: Sequence[Stop], at: datetime) -> None:
    """Give the order to these caregivers."""
    Assignment.objects.bulk_create(
        Assignment(
            order=order,
            caregiver=stop.caregiver,
            round_position=stop.round_position,
            planned_start_at=stop.planned_start_at,
            travel_seconds=stop.travel_seconds,
            assigned_at=at,
        )
        for stop in stops
    )


def promised_start(stops: Sequence[Stop]) -> datetime | None:
    """The start that a plan promises to the elder: when the last of its caregivers begins."""
    starts = [stop.planned_start_at for stop in stops if stop.planned_start_at]
    return max(starts, default=None)
