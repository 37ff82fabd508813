"""Signing in and out."""

import time
from datetime import timedelta
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.contrib.sessions.models import Session
from django.test import AsyncClient, Client
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice
from pytest_django.fixtures import Settings

from stations.people.acts import give_second_factor
from stations.people.models import Account, Role
from tests.builders.http import get, post, signed_in
from tests.builders.one_time_password import one_time_password
from tests.builders.stations import PASSWORD, make_account, make_elder, make_family_member

pytestmark = pytest.mark.django_db


def sign_in(client: Client, account: Account, password: str = PASSWORD, **more: str) -> Any:
    return post(client, "session", {"username": account.username, "password": password, **more})


def test_the_right_password_opens_a_session_and_says_who_one_is(client: Client) -> None:
    operator = make_account(Role.STATION_OPERATOR)
    answer = sign_in(client, operator)
    assert answer.status_code == 200
    me = get(client, "me").json()
    assert operator.station
    assert {**me, "clock": None} == {**answer.json(), "clock": None}
    assert me["station"] == {"code": operator.station.code, "name": operator.station.name}
    assert "plan_days" in me["rights"]
    assert "oversee" not in me["rights"]
    assert me["clock"]["speed"] == 1.0


def test_family_sees_the_whole_name_of_their_own_elder_and_of_nobody_else() -> None:
    elder = make_elder(name="阿古拉")
    make_elder(elder.station, name="巴特尔")
    me = get(signed_in(make_family_member(elder)), "me").json()
    assert [shown["name"] for shown in me["elders"]] == ["阿古拉"]


def test_signing_out_ends_the_session(client: Client) -> None:
    sign_in(client, make_account(Role.ADMINISTRATOR))
    assert client.delete("/api/v1/session").status_code == 204
    answer = get(client, "me")
    assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")


def test_a_write_from_another_site_without_the_csrf_token_is_refused() -> None:
    client = Client(enforce_csrf_checks=True)
    assert sign_in(client, make_account(Role.ADMINISTRATOR)).status_code == 200
    answer = client.delete("/api/v1/session")
    assert (answer.status_code, answer.json()["code"]) == (403, "csrf")
    answer = client.delete("/api/v1/session", headers={"X-CSRFToken": client.cookies["csrftoken"].value})
    assert answer.status_code == 204


def test_a_new_session_key_and_csrf_token_come_with_the_next_person(client: Client) -> None:
    sign_in(client, make_account(Role.ADMINISTRATOR))
    before = client.cookies["sessionid"].value, client.cookies["csrftoken"].value
    sign_in(client, make_account(Role.ADMINISTRATOR))
    after = client.cookies["sessionid"].value, client.cookies["csrftoken"].value
    assert before[0] != after[0]
    assert before[1] != after[1]


def test_a_wrong_password_an_unknown_name_and_a_closed_account_look_the_same(client: Client) -> None:
    account = make_account(Role.ADMINISTRATOR)
    closed = make_account(Role.ADMINISTRATOR, is_active=False)
    answers = [
        sign_in(client, account, password="not-this-one"),
        post(client, "session", {"username": "nobody", "password": PASSWORD}),
        sign_in(client, closed),
    ]
    assert {(answer.status_code, answer.json()["code"]) for answer in answers} == {(401, "wrong_credentials")}
    assert len({answer.content for answer in answers}) == 1


def test_after_five_failures_the_account_is_locked_even_for_the_right_password(client: Client) -> None:
    account = make_account(Role.ADMINISTRATOR)
    codes = [sign_in(client, account, password="wrong-wrong").json()["code"] for _ in range(5)]
    assert codes == ["wrong_credentials"] * 4 + ["locked"]
    answer = sign_in(Client(REMOTE_ADDR="10.9.8.7"), account)
    assert answer.status_code == 423
    assert 290 <= answer.json()["seconds"] <= 300
    assert sign_in(client, make_account(Role.ADMINISTRATOR)).status_code == 200


def test_the_attempt_that_locks_is_told_so_by_the_web_server_too() -> None:
    """Django's other client goes through the middleware by its synchronous way, the web server does not."""
    account = make_account(Role.ADMINISTRATOR)
    typed = {"username": account.username, "password": "wrong-wrong"}

    async def tries() -> list[tuple[int, str]]:
        client = AsyncClient()
        answers = [
            await client.post("/api/v1/session", typed, content_type="application/json") for _ in range(5)
        ]
        return [(answer.status_code, answer.json()["code"]) for answer in answers]

    assert async_to_sync(tries)() == [(401, "wrong_credentials")] * 4 + [(423, "locked")]


def test_a_success_forgets_the_failures_before_it(client: Client) -> None:
    account = make_account(Role.ADMINISTRATOR)
    for _ in range(3):
        for _ in range(4):
            sign_in(client, account, password="wrong-wrong")
        assert sign_in(client, account).status_code == 200


def test_with_a_second_factor_the_password_alone_is_not_enough(client: Client) -> None:
    account = make_account(Role.ADMINISTRATOR)
    address = give_second_factor(account=account).address
    assert sign_in(client, account).json()["code"] == "otp_needed"
    assert get(client, "me").status_code == 401
    assert sign_in(client, account, otp=one_time_password(address)).status_code == 200
    used_again = sign_in(Client(), account, otp=one_time_password(address))
    assert used_again.json()["code"] == "wrong_credentials"


def test_guessing_one_time_passwords_locks_the_account_too(client: Client) -> None:
    account = make_account(Role.ADMINISTRATOR)
    TOTPDevice.objects.create(user=account, name="test", confirmed=True)
    codes = [sign_in(client, account, otp="000000").json()["code"] for _ in range(5)]
    assert codes == ["wrong_credentials"] * 4 + ["locked"]


def test_a_role_that_needs_a_second_factor_is_refused_without_one(client: Client, settings: Settings) -> None:
    settings.SECOND_FACTOR_ROLES = ["regulator"]
    answer = sign_in(client, make_account(Role.REGULATOR))
    assert (answer.status_code, answer.json()["code"]) == (403, "second_factor_missing")
    assert sign_in(client, make_account(Role.STATION_OPERATOR)).status_code == 200


@pytest.mark.parametrize(("role", "seconds"), [(Role.STATION_OPERATOR, 600), (Role.CAREGIVER, 43_200)])
def test_an_office_is_signed_out_when_idle_sooner_than_a_tablet(
    client: Client, settings: Settings, role: Role, seconds: int
) -> None:
    settings.IDLE_SECONDS, settings.FIELD_IDLE_SECONDS = 600, 43_200
    sign_in(client, make_account(role))
    assert client.cookies["sessionid"]["max-age"] == seconds


def test_every_request_restarts_the_idle_time_but_not_every_one_writes(
    client: Client, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.IDLE_SECONDS = 600
    sign_in(client, make_account(Role.STATION_OPERATOR))
    get(client, "me")
    assert "sessionid" not in get(client, "me").cookies
    later = time.time() + 300
    monkeypatch.setattr("time.time", lambda: later)
    assert get(client, "me").cookies["sessionid"]["max-age"] == 600


def test_an_idle_session_is_over(client: Client, settings: Settings) -> None:
    settings.IDLE_SECONDS = 600
    sign_in(client, make_account(Role.STATION_OPERATOR))
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert get(client, "me").status_code == 401


def test_the_language_is_remembered_and_an_unknown_one_refused(client: Client) -> None:
    account = make_account(Role.CAREGIVER)
    sign_in(client, account)
    chosen = client.patch("/api/v1/me", {"language": "en"}, content_type="application/json")
    assert chosen.json()["language"] == Account.objects.get(pk=account.pk).language == "en"
    refused = client.patch("/api/v1/me", {"language": "xx"}, content_type="application/json")
    assert (refused.status_code, list(refused.json()["fields"])) == (422, ["language"])


@pytest.mark.parametrize("content", [{}, {"username": "a"}, {"username": ["a"], "password": {}}, []])
def test_a_sign_in_that_is_no_sign_in_is_refused(client: Client, content: object) -> None:
    assert post(client, "session", content).status_code == 422


def test_refusals_are_in_the_language_asked_for(client: Client) -> None:
    said = {
        language: get(Client(headers={"Accept-Language": language}), "me").json()["title"]
        for language in ("zh-CN", "en")
    }
    assert said == {"zh-CN": "请先登录。", "en": "Sign in first."}


def test_a_new_password_ends_the_other_sessions_and_keeps_this_one(client: Client) -> None:
    account = make_account(Role.CAREGIVER)
    other = Client()
    for browser in (client, other):
        sign_in(browser, account)
    changed = post(client, "me/password", {"old": PASSWORD, "new": "another-river-7"})
    assert changed.status_code == 204
    assert (get(client, "me").status_code, get(other, "me").status_code) == (200, 401)
    assert sign_in(other, account).json()["code"] == "wrong_credentials"
    assert sign_in(other, account, password="another-river-7").status_code == 200


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"old": "wrong-wrong"}, "old"), ({"new": "short"}, "new"), ({"new": "1234567890"}, "new")],
)
def test_a_wrong_old_or_weak_new_password_changes_nothing(
    client: Client, typed: dict[str, str], field: str
) -> None:
    account = make_account(Role.CAREGIVER)
    sign_in(client, account)
    refused = post(client, "me/password", {"old": PASSWORD, "new": "another-river-7", **typed})
    assert (refused.status_code, list(refused.json()["fields"])) == (422, [field])
    assert Account.objects.get(pk=account.pk).check_password(PASSWORD)
