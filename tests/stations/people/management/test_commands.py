"""Accounts and keys at the console."""

import io
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from stations.people.models import Account, Elder, Role
from tests.builders.http import get
from tests.builders.stations import PASSWORD, make_account, make_elder, make_station

pytestmark = pytest.mark.django_db


def run(*words: str, **options: Any) -> str:
    said = io.StringIO()
    call_command(*words, stdout=said, **options)
    return said.getvalue()


def test_the_first_administrator_is_opened_with_a_second_factor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))
    said = run("open_account", "zhao", "administrator", "--second-factor")
    assert Account.objects.get(username="zhao").check_password(PASSWORD)
    assert "otpauth://totp/" in said


def test_a_weak_password_is_explained_in_the_accounts_language(monkeypatch: pytest.MonkeyPatch) -> None:
    for language, sentence in [("zh-CN", "密码太简单"), ("en", "too weak")]:
        monkeypatch.setattr("sys.stdin", io.StringIO("12345\n"))
        with pytest.raises(CommandError, match=sentence):
            run("open_account", "zhao", "administrator", "--language", language)
    assert not Account.objects.exists()


def test_a_scope_that_is_not_there_is_named() -> None:
    with pytest.raises(CommandError, match="NOWHERE"):
        run("open_account", "desk", "station_operator", "--machine", "--station", "NOWHERE")


def test_a_machine_gets_a_token_that_works() -> None:
    run("open_account", "hospital", "station_operator", "--machine", "--station", make_station().code)
    token = run("make_token", "hospital", "--label", "hospital system", "--days", "30").strip()
    client = Client(headers={"Authorization": f"Bearer {token}"})
    assert get(client, "me").json()["username"] == "hospital"


def test_tokens_are_for_accounts_that_exist_and_some_time() -> None:
    with pytest.raises(CommandError, match="nobody"):
        run("make_token", "nobody", "--label", "x")
    with pytest.raises(CommandError, match="at least 1"):
        run("make_token", make_account(Role.ADMINISTRATOR).username, "--label", "x", "--days", "0")


def test_rotating_keeps_every_row_readable() -> None:
    elder = make_elder()
    assert "people.Elder: 1" in run("rotate_field_keys")
    assert Elder.objects.get(pk=elder.pk).name == elder.name
