"""Binding family members to an elder."""

from datetime import date, datetime

from django.db import transaction

from stations.ground.refusal import WrongInput
from stations.people.authority import demand_at
from stations.people.models import Account, Elder, FamilyBinding, Relation, Role
from stations.people.permissions import Right
from stations.people.refusals import BindingGone


@transaction.atomic
def bind_family(
    *,
    account: Account,
    elder: Elder,
    relation: Relation,
    may_see: bool = True,
    may_order: bool = True,
    may_pay: bool = False,
    expires_on: date | None = None,
    verified: bool = False,
    by: Account,
    at: datetime,
) -> FamilyBinding:
    """Bind a family member to an elder; without `verified` it opens nothing until `verify_binding`.

    Binding again replaces relation, scope and expiry. Raises NotYours, or WrongInput for another role.
    """
    demand_at(by, Right.REGISTER_ELDERS, elder.station)
    if account.role != Role.FAMILY_MEMBER:
        raise WrongInput(fields={"account": "not_a_family_member"})
    binding, _ = FamilyBinding.objects.update_or_create(
        account=account,
        elder=elder,
        defaults={
            "relation": relation,
            "may_see": may_see,
            "may_order": may_order,
            "may_pay": may_pay,
            "expires_on": expires_on,
            "verified_at": at if verified else None,
            "revoked_at": None,
        },
    )
    return binding


@transaction.atomic
def verify_binding(*, binding: FamilyBinding, by: Account, at: datetime) -> FamilyBinding:
    """Confirm that the person is who they say; from then on the binding opens what its scope says.

    Raises NotYours, or BindingGone when it was revoked.
    """
    demand_at(by, Right.REGISTER_ELDERS, binding.elder.station)
    if binding.revoked_at:
        raise BindingGone
    binding.verified_at = at
    binding.save(update_fields=["verified_at"])
    return binding


@transaction.atomic
def revoke_binding(*, binding: FamilyBinding, by: Account, at: datetime) -> FamilyBinding:
    """End a binding: by the station, by the elder, or by the family member."""
    if by.pk != binding.account_id and by.elder_id != binding.elder_id:
        demand_at(by, Right.REGISTER_ELDERS, binding.elder.station)
    binding.revoked_at = at
    binding.save(update_fields=["revoked_at"])
    return binding
