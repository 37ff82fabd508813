"""By what a socket is signed in, how far its account reaches, and whether both still hold."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from django.contrib.sessions.models import Session
from django.db.models import Q, QuerySet
from django.utils import timezone

from dispatch.orders.permissions import AT_HOME
from stations.people.models import Account, MachineToken
from stations.people.selectors import own_elder_ids
from stations.people.tokens import digest_of


class Ended(Enum):
    """Why a socket may not go on as it is."""

    SIGNED_OUT = auto()
    REACH_CHANGED = auto()


@dataclass(frozen=True, slots=True)
class Reach:
    """What decides what an account may follow; when it changes, its sockets have to ask again."""

    role: str
    station_id: int | None
    division_id: int | None
    caregiver_id: int | None
    elder_ids: frozenset[int]


@dataclass(frozen=True, slots=True)
class Identity:
    """A browser's session or a machine's token, and how far the account reached when it signed in."""

    account_id: int
    reach: Reach
    session_key: str = ""
    token_id: int | None = None


@dataclass(frozen=True, slots=True)
class SignedIn:
    """An account, and by what it is signed in."""

    account: Account
    identity: Identity


def of_session(account: Account, session_key: str, at: datetime) -> SignedIn:
    """Who is signed in by a browser's session."""
    return SignedIn(account, Identity(account.pk, reach_of(account, at), session_key=session_key))


def of_bearer(token: bytes, at: datetime) -> SignedIn | None:
    """Who is signed in by a machine's token; None for a token that is unknown, revoked or expired."""
    found = (
        _tokens_in_force(at)
        .select_related("account__station", "account__division", "account__caregiver")
        .filter(digest=digest_of(token), account__is_active=True)
        .first()
    )
    if found is None:
        return None
    account = found.account
    return SignedIn(account, Identity(account.pk, reach_of(account, at), token_id=found.pk))


def reach_of(account: Account, at: datetime) -> Reach:
    """Read what decides what the account may follow."""
    elders = own_elder_ids(account, at) if account.role in AT_HOME else frozenset[int]()
    return Reach(account.role, account.station_id, account.division_id, account.caregiver_id, elders)


def ended(identities: Iterable[Identity], at: datetime) -> dict[Identity, Ended]:
    """Those of the identities that hold no longer, and why.

    Three queries however many they are, and one for each account of an elder's side.
    """
    asked = set(identities)
    accounts = Account.objects.filter(is_active=True).in_bulk({one.account_id for one in asked})
    # Sessions live by the real clock, also where a demonstration runs its day by another.
    sessions = Session.objects.filter(expire_date__gt=timezone.now()).in_bulk(
        {one.session_key for one in asked}
    )
    tokens = _tokens_in_force(at).in_bulk({one.token_id for one in asked if one.token_id is not None})
    found: dict[Identity, Ended] = {}
    for one in asked:
        account = accounts.get(one.account_id)
        if account is None or not (one.session_key in sessions or one.token_id in tokens):
            found[one] = Ended.SIGNED_OUT
        elif reach_of(account, at) != one.reach:
            found[one] = Ended.REACH_CHANGED
    return found


def _tokens_in_force(at: datetime) -> QuerySet[MachineToken]:
    unexpired = Q(expires_at__isnull=True) | Q(expires_at__gt=at)
    return MachineToken.objects.filter(unexpired, revoked_at__isnull=True)
