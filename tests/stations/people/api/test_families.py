"""Family bindings over HTTP."""

import pytest

from stations.people.models import Account, FamilyBinding, Role
from tests.builders.http import get, post, signed_in
from tests.builders.stations import make_account, make_elder, make_family_member

pytestmark = pytest.mark.django_db


def test_the_station_binds_a_family_member_who_then_sees_the_elder_until_it_is_revoked() -> None:
    elder = make_elder()
    desk = signed_in(make_account(Role.STATION_OPERATOR, station=elder.station))
    daughter = make_account(Role.FAMILY_MEMBER)
    new = {"account": daughter.username, "relation": "child"}
    bound = post(desk, f"elders/{elder.number}/family", new, idempotency_key="f1")
    again = post(desk, f"elders/{elder.number}/family", new, idempotency_key="f1")
    assert (bound.status_code, again.json()) == (201, bound.json())
    phone = signed_in(daughter)
    assert [shown["number"] for shown in get(phone, "me").json()["elders"]] == [elder.number]
    assert [shown["account"] for shown in get(desk, f"elders/{elder.number}/family").json()] == [
        daughter.username
    ]
    assert post(phone, f"family-bindings/{bound.json()['id']}/revoke", {}).status_code == 200
    assert get(phone, "me").json()["elders"] == []
    assert get(desk, f"elders/{elder.number}/family").json() == []


def test_nobody_binds_themself_or_somebody_who_is_no_family_member() -> None:
    elder = make_elder()
    son = make_family_member(elder)
    new = {"account": son.username, "relation": "child"}
    assert post(signed_in(son), f"elders/{elder.number}/family", new).status_code == 403
    operator = make_account(Role.STATION_OPERATOR, station=elder.station)
    refused = post(
        signed_in(operator), f"elders/{elder.number}/family", {**new, "account": operator.username}
    )
    assert (refused.status_code, list(refused.json()["fields"])) == (422, ["account"])


def test_strangers_see_and_revoke_no_binding() -> None:
    elder = make_elder()
    make_family_member(elder)
    binding = FamilyBinding.objects.get()
    stranger = signed_in(make_account(Role.STATION_OPERATOR))
    assert get(stranger, f"elders/{elder.number}/family").status_code == 404
    assert post(stranger, f"family-bindings/{binding.pk}/revoke", {}).status_code == 404
    other = signed_in(make_family_member(make_elder()))
    assert post(other, f"family-bindings/{binding.pk}/revoke", {}).status_code == 404
    assert FamilyBinding.objects.filter(revoked_at__isnull=True).count() == 2


def test_only_the_elders_own_side_reads_the_familys_whole_name() -> None:
    elder = make_elder()
    son = make_family_member(elder)
    son.display_name = "欧阳明远"
    son.save()
    elders_own = make_account(Role.ELDER, elder=elder)
    staff = [
        make_account(Role.STATION_OPERATOR, station=elder.station),
        make_account(Role.REGULATOR, division=elder.division),
    ]

    def name_read_by(account: Account) -> str:
        (binding,) = get(signed_in(account), f"elders/{elder.number}/family").json()
        name: str = binding["display_name"]
        return name

    assert [name_read_by(account) for account in (son, elders_own)] == ["欧阳明远"] * 2
    assert [name_read_by(account) for account in staff] == ["欧**"] * 2


def test_who_may_not_bind_is_not_told_whether_an_account_exists() -> None:
    elder = make_elder()
    son, stranger = make_family_member(elder), make_family_member()
    answers = [
        post(signed_in(son), f"elders/{elder.number}/family", {"account": name, "relation": "child"})
        for name in (stranger.username, "nobody-at-all")
    ]
    assert answers[0].status_code == 403
    assert answers[0].json() == answers[1].json()
