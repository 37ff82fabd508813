from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from dispatch.live.identities import Ended, SignedIn, ended, of_bearer, of_session
from stations.people.models import Account, FamilyBinding, MachineToken, Role
from stations.people.tokens import digest_of, fresh_token
from tests.builders.stations import at, make_account, make_elder, make_family_member, make_station

pytestmark = pytest.mark.django_db
NOON = at(12)


def with_session(account: Account) -> SignedIn:
    session = SessionStore()
    session.create()
    assert session.session_key
    return of_session(account, session.session_key, NOON)


def with_token(account: Account) -> SignedIn:
    token = fresh_token()
    MachineToken.objects.create(account=account, digest=digest_of(token), label="t", expires_at=at(13))
    found = of_bearer(token.encode(), NOON)
    assert found is not None
    return found


def test_what_is_in_force_goes_on() -> None:
    operator = make_account(Role.STATION_OPERATOR)
    identities = [with_session(operator).identity, with_token(operator).identity]
    assert ended(identities, NOON) == {}


def test_a_session_that_is_gone_or_over_is_signed_out() -> None:
    gone, over, there = (with_session(make_account(Role.STATION_OPERATOR)).identity for _ in range(3))
    Session.objects.filter(pk=gone.session_key).delete()
    Session.objects.filter(pk=over.session_key).update(expire_date=timezone.now() - timedelta(seconds=1))
    assert ended([gone, over, there], NOON) == {gone: Ended.SIGNED_OUT, over: Ended.SIGNED_OUT}


def test_a_token_that_is_over_or_revoked_is_signed_out() -> None:
    signed_in = with_token(make_account(Role.STATION_OPERATOR))
    assert ended([signed_in.identity], at(13)) == {signed_in.identity: Ended.SIGNED_OUT}
    MachineToken.objects.update(revoked_at=at(11))
    assert ended([signed_in.identity], NOON) == {signed_in.identity: Ended.SIGNED_OUT}


def test_a_deactivated_account_is_signed_out() -> None:
    account = make_account(Role.REGULATOR)
    identity = with_session(account).identity
    Account.objects.filter(pk=account.pk).update(is_active=False)
    assert ended([identity], NOON) == {identity: Ended.SIGNED_OUT}


def test_a_family_member_with_a_binding_more_or_less_has_another_reach() -> None:
    elder = make_elder()
    family = make_family_member(elder)
    identity = with_session(family).identity
    assert identity.reach.elder_ids == {elder.pk}
    FamilyBinding.objects.update(expires_on=at(12).date() - timedelta(days=1))
    assert ended([identity], NOON) == {identity: Ended.REACH_CHANGED}


def test_an_operator_of_another_station_has_another_reach() -> None:
    operator = make_account(Role.STATION_OPERATOR)
    identity = with_session(operator).identity
    Account.objects.filter(pk=operator.pk).update(station=make_station())
    assert ended([identity], NOON) == {identity: Ended.REACH_CHANGED}


def test_a_token_nobody_was_given_is_nobody() -> None:
    assert of_bearer(b"made-up", NOON) is None
