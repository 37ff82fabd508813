"""Bearer tokens."""

from datetime import timedelta

import pytest
from django.test import Client

from stations.ground.clock import now
from stations.ground.refusal import NotYours, WrongInput
from stations.people.acts import issue_token, revoke_token
from stations.people.models import MachineToken, Role
from tests.builders.http import get
from tests.builders.stations import make_account

pytestmark = pytest.mark.django_db


def bearing(token: str) -> Client:
    return Client(headers={"Authorization": f"Bearer {token}"})


def test_a_machine_comes_in_with_its_token_and_without_a_csrf_token() -> None:
    account = make_account(Role.STATION_OPERATOR)
    token = issue_token(account=account, label="hospital", at=now())
    client = Client(headers={"Authorization": f"Bearer {token}"}, enforce_csrf_checks=True)
    assert get(client, "me").json()["username"] == account.username
    answer = client.patch("/api/v1/me", {"language": "en"}, content_type="application/json")
    assert answer.status_code == 200


def test_the_token_itself_is_nowhere_in_the_table() -> None:
    token = issue_token(account=make_account(Role.ADMINISTRATOR), label="x", at=now())
    assert token not in str(MachineToken.objects.values())


@pytest.mark.parametrize("token", ["", "wrong", "ü", "a b"])
def test_a_wrong_token_is_refused(token: str) -> None:
    answer = get(bearing(token), "me")
    assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_an_expired_or_revoked_token_or_a_closed_account_opens_nothing() -> None:
    account = make_account(Role.ADMINISTRATOR)
    old = issue_token(
        account=account, label="x", at=now() - timedelta(days=2), expires_at=now() - timedelta(days=1)
    )
    assert get(bearing(old), "me").status_code == 401
    token = issue_token(account=account, label="y", at=now())
    assert get(bearing(token), "me").status_code == 200
    revoke_token(token=MachineToken.objects.get(label="y"), at=now())
    assert get(bearing(token), "me").status_code == 401
    again = issue_token(account=account, label="z", at=now())
    account.is_active = False
    account.save()
    assert get(bearing(again), "me").status_code == 401


def test_tokens_are_given_by_administrators_and_not_for_the_past() -> None:
    account = make_account(Role.STATION_OPERATOR)
    with pytest.raises(NotYours):
        issue_token(account=account, label="x", at=now(), by=account)
    with pytest.raises(WrongInput):
        issue_token(account=account, label="x", at=now(), expires_at=now() - timedelta(days=1))
