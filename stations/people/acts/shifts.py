"""Putting caregivers on duty and taking them off."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from stations.ground.clock import local_day
from stations.ground.refusal import WrongInput
from stations.people.authority import demand_at
from stations.people.models import Account, Caregiver, Shift
from stations.people.permissions import Right
from stations.people.refusals import ShiftOver, ShiftOverlaps

LONGEST_SHIFT = timedelta(hours=24)


@transaction.atomic
def add_shift(
    *,
    caregiver: Caregiver,
    starts_at: datetime,
    ends_at: datetime,
    break_minutes: int = 0,
    break_from: datetime | None = None,
    break_until: datetime | None = None,
    by: Account,
) -> Shift:
    """Put a caregiver on duty for [starts_at, ends_at), with a break inside [break_from, break_until).

    Without a break window the break may fall anywhere in the shift.
    Raises NotYours, WrongInput, or ShiftOverlaps with another standing shift.
    """
    demand_at(by, Right.MANAGE_CAREGIVERS, caregiver.station)
    shift = Shift(
        caregiver=caregiver,
        day=local_day(starts_at),
        starts_at=starts_at,
        ends_at=ends_at,
        break_minutes=break_minutes,
        break_from=break_from or (starts_at if break_minutes else None),
        break_until=break_until or (ends_at if break_minutes else None),
    )
    _refuse_wrong(shift)
    # Two operators may add a shift in the same second; the caregiver's row makes them take turns.
    Caregiver.objects.select_for_update().get(pk=caregiver.pk)
    _refuse_overlap(shift)
    shift.save(force_insert=True)
    return shift


def _refuse_wrong(shift: Shift) -> None:
    if shift.ends_at <= shift.starts_at:
        raise WrongInput(fields={"ends_at": "ends_before_it_starts"})
    if shift.ends_at - shift.starts_at > LONGEST_SHIFT:
        raise WrongInput(fields={"ends_at": "shift_too_long"})
    if not shift.break_minutes:
        return
    begins, ends = shift.break_from or shift.starts_at, shift.break_until or shift.ends_at
    inside = shift.starts_at <= begins and ends <= shift.ends_at
    if not inside or (ends - begins).total_seconds() < shift.break_minutes * 60:
        raise WrongInput(fields={"break_minutes": "break_does_not_fit"})


def _refuse_overlap(shift: Shift) -> None:
    standing = Q(withdrawn_from__isnull=True) | (
        Q(withdrawn_from__gt=shift.starts_at) & Q(withdrawn_from__gt=F("starts_at"))
    )
    if Shift.objects.filter(
        standing, caregiver=shift.caregiver, starts_at__lt=shift.ends_at, ends_at__gt=shift.starts_at
    ).exists():
        raise ShiftOverlaps(fields={"starts_at": "shift_overlaps"})


@transaction.atomic
def withdraw_shift(*, shift: Shift, reason: str, from_at: datetime, by: Account) -> Shift:
    """Take what is left of a shift from `from_at` on off duty, e.g. because the caregiver fell ill.

    Raises NotYours, WrongInput without a reason, or ShiftOver when nothing is left.
    """
    demand_at(by, Right.MANAGE_CAREGIVERS, shift.caregiver.station)
    if not reason.strip():
        raise WrongInput(fields={"reason": "reason_missing"})
    locked = Shift.objects.select_for_update().get(pk=shift.pk)
    if from_at >= locked.stands_until or locked.stands_until <= locked.starts_at:
        raise ShiftOver(fields={"from_at": "shift_over"})
    locked.withdrawn_from, locked.withdrawn_reason = from_at, reason.strip()
    locked.save(update_fields=["withdrawn_from", "withdrawn_reason"])
    return locked
