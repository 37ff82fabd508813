"""Unmasking: with a right, with a reason, and never without a record."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from stations.ground.refusal import NotYours, WrongInput
from stations.people.authority import demand
from stations.people.models import AccessRecord, Account, Elder, Role
from stations.people.permissions import Right
from stations.people.refusals import ReasonMissing
from stations.people.selectors import elders_visible_to

AT_THE_DOOR = ("name", "phone", "address", "emergency_name", "emergency_phone")
REVEALABLE = (*AT_THE_DOOR, "id_number")


@transaction.atomic
def reveal(*, elder: Elder, fields: Sequence[str], reason: str, by: Account, at: datetime) -> dict[str, str]:
    """Answer an elder's masked fields in the clear and record who asked for which of them, when and why.

    A caregiver sees what is needed at the door of today's visits.
    Raises NotYours, WrongInput or ReasonMissing.
    """
    demand(by, Right.REVEAL_ELDERS)
    if not fields or set(fields) - set(REVEALABLE):
        raise WrongInput(fields={"fields": "not_revealable"})
    if not reason.strip():
        raise ReasonMissing(fields={"reason": "reason_missing"})
    if by.role == Role.CAREGIVER and set(fields) - set(AT_THE_DOOR):
        raise NotYours
    if not elders_visible_to(by, at).filter(pk=elder.pk).exists():
        raise NotYours
    asked = [field for field in REVEALABLE if field in fields]
    AccessRecord.objects.create(account=by, elder=elder, fields=asked, reason=reason.strip()[:200], at=at)
    return {field: getattr(elder, field) for field in asked}
