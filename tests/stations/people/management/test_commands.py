"""Accounts and keys at the console."""

import io
from base64 import b32decode
from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from django_otp.plugins.otp_totp.models import TOTPDevice
from pytest_django.fixtures import Settings

from stations.people.acts import give_second_factor
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


@pytest.mark.parametrize("machine", [False, True])
def test_roles_that_need_a_second_factor_get_one_unless_a_machine_signs_in(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, machine: bool
) -> None:
    settings.SECOND_FACTOR_ROLES = ["administrator"]
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))
    said = run("open_account", "zhao", "administrator", machine=machine)
    assert TOTPDevice.objects.filter(user__username="zhao").exists() is ("otpauth://totp/" in said)
    assert ("otpauth://totp/" in said) is not machine


def test_who_lost_the_phone_gets_another_second_factor_and_the_old_one_ends() -> None:
    account = make_account(Role.REGULATOR)
    old = give_second_factor(account=account)
    said = run("give_second_factor", account.username)
    (device,) = TOTPDevice.objects.filter(user=account)
    typed = said.partition("Secret to type: ")[2].replace(" ", "").strip()
    assert b32decode(typed) == device.bin_key
    assert device.config_url in said
    assert typed != old.secret
    with pytest.raises(CommandError, match="nobody"):
        run("give_second_factor", "nobody")


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
    for days in ("0", "999999999", "soon"):
        with pytest.raises(CommandError, match=r"--days: .* is no whole number from 1 to 3650"):
            run("make_token", make_account(Role.ADMINISTRATOR).username, "--label", "x", "--days", days)


def test_rotating_keeps_every_row_readable() -> None:
    elder = make_elder()
    assert "people.Elder: 1" in run("rotate_field_keys")
    assert Elder.objects.get(pk=elder.pk).name == elder.name


def test_rotating_without_the_key_of_a_row_names_the_row_and_what_to_do(settings: Settings) -> None:
    first, second = make_elder(), make_elder()
    other = Fernet.generate_key().decode()
    with override_settings(FIELD_KEYS=[other]):
        Elder.objects.filter(pk=second.pk).update(name="乙")
    with pytest.raises(CommandError, match=f"people.Elder {second.pk} .* Put the key") as refused:
        run("rotate_field_keys")
    assert settings.FIELD_KEYS[0] not in str(refused.value)
    with override_settings(FIELD_KEYS=[*settings.FIELD_KEYS, other]):
        assert "people.Elder: 2" in run("rotate_field_keys")
    assert [Elder.objects.get(pk=elder.pk).name for elder in (first, second)] == [first.name, "乙"]
