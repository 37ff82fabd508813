"""Tokens of machine accounts."""

from datetime import datetime

from django.db import transaction

from stations.ground.refusal import WrongInput
from stations.people.authority import demand
from stations.people.models import Account, MachineToken
from stations.people.permissions import Right
from stations.people.tokens import digest_of, fresh_token


@transaction.atomic
def issue_token(
    *,
    account: Account,
    label: str,
    at: datetime,
    expires_at: datetime | None = None,
    by: Account | None = None,
) -> str:
    """Give an account a bearer token and answer it in the clear, this once.

    `by` None is the console of the machine. Raises NotYours, or WrongInput for an expiry in the past.
    """
    if by is not None:
        demand(by, Right.MANAGE_ACCOUNTS)
    if expires_at is not None and expires_at <= at:
        raise WrongInput(fields={"expires_at": "expiry_in_past"})
    token = fresh_token()
    MachineToken.objects.create(account=account, digest=digest_of(token), label=label, expires_at=expires_at)
    return token


@transaction.atomic
def revoke_token(*, token: MachineToken, at: datetime, by: Account | None = None) -> MachineToken:
    """End a token from this instant on."""
    if by is not None and by.pk != token.account_id:
        demand(by, Right.MANAGE_ACCOUNTS)
    token.revoked_at = at
    token.save(update_fields=["revoked_at"])
    return token
