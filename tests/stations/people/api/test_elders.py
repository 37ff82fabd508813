"""Elders over HTTP."""

from typing import Any

import pytest
from django.test import Client

from stations.people.models import AccessRecord, Account, Elder, KeptAnswer, Role
from tests.builders.http import get, post, queries, signed_in
from tests.builders.stations import make_account, make_elder, make_family_member, make_station

pytestmark = pytest.mark.django_db


def asked(operator: Account, **given: object) -> dict[str, Any]:
    assert operator.station
    return {
        "name": "其木格",
        "sex": "female",
        "station": operator.station.code,
        "division": operator.station.division.code,
        "latitude": 39.82,
        "longitude": 110.0,
        "phone": "13812345678",
        "address": "富兴路9号",
        "id_number": "11010519491231002X",
        **given,
    }


def test_a_list_shows_nobody_in_the_clear(operator: Account, desk: Client) -> None:
    make_elder(operator.station, name="张三丰", phone="13812341234", address="富兴路9号")
    (shown,) = get(desk, "elders").json()["results"]
    assert (shown["name"], shown["phone"], shown["address"]) == ("张**", "138****1234", "东胜区交通街道")
    assert shown["may_order"] is True
    assert "id_number" not in shown
    assert "emergency_phone" not in shown


def test_family_sees_the_name_and_still_not_the_phone() -> None:
    elder = make_elder(name="张三丰", phone="13812341234")
    (shown,) = get(signed_in(make_family_member(elder)), "elders").json()["results"]
    assert (shown["name"], shown["phone"]) == ("张三丰", "138****1234")


def test_search_finds_by_whole_values_and_only_at_the_own_station(operator: Account, desk: Client) -> None:
    elder = make_elder(operator.station, name="张三丰", phone="13812341234")
    make_elder(name="张三丰", phone="13812341234")
    for words in ("张三丰", "138 1234 1234", elder.number):
        found = get(desk, "elders", search=words).json()["results"]
        assert [shown["number"] for shown in found] == [elder.number]
    assert get(desk, "elders", search="张").json()["results"] == []


def test_registering_answers_masked_and_once_for_one_key(operator: Account, desk: Client) -> None:
    first = post(desk, "elders", asked(operator), idempotency_key="k1")
    assert first.status_code == 201
    assert first.json()["name"] == "其**"
    again = post(desk, "elders", asked(operator), idempotency_key="k1")
    assert (again.status_code, again.json()) == (201, first.json())
    assert again.headers["Idempotent-Replay"] == "true"
    assert Elder.objects.count() == 1


def test_a_key_used_for_something_else_is_refused(operator: Account, desk: Client) -> None:
    post(desk, "elders", asked(operator), idempotency_key="k1")
    other = post(desk, "elders", asked(operator, name="乌云"), idempotency_key="k1")
    assert (other.status_code, other.json()["code"]) == (422, "key_used_differently")
    too_long = post(desk, "elders", asked(operator), idempotency_key="k" * 81)
    assert too_long.json()["code"] == "key_too_long"


def test_a_refused_create_leaves_its_key_free(operator: Account, desk: Client) -> None:
    refused = post(desk, "elders", asked(operator, phone="1"), idempotency_key="k1")
    assert (refused.status_code, list(refused.json()["fields"])) == (422, ["phone"])
    assert not KeptAnswer.objects.exists()
    assert post(desk, "elders", asked(operator), idempotency_key="k1").status_code == 201


def test_two_accounts_may_use_the_same_key(operator: Account, desk: Client) -> None:
    other = make_account(Role.STATION_OPERATOR)
    post(desk, "elders", asked(operator), idempotency_key="k1")
    own = asked(other, id_number="")
    assert post(signed_in(other), "elders", own, idempotency_key="k1").status_code == 201


def test_unknown_codes_wrong_types_and_foreign_stations_are_refused(operator: Account, desk: Client) -> None:
    wrong = post(desk, "elders", asked(operator, division="0", latitude="north"))
    assert wrong.status_code == 422
    assert set(wrong.json()["fields"]) == {"division", "latitude"}
    for code in (make_station().code, "S999"):
        foreign = post(desk, "elders", asked(operator, station=code))
        assert (foreign.status_code, list(foreign.json()["fields"])) == (403, ["station"])
    assert post(desk, "elders", [1, 2]).status_code == 422
    unread = desk.post("/api/v1/elders", "{", content_type="application/json")
    assert (unread.status_code, unread.json()["code"]) == (400, "malformed")
    assert not Elder.objects.exists()


@pytest.mark.parametrize("name", ["S\x00", "\ud83d", 7, ["S1"], {"code": "S1"}, None])
def test_what_can_be_no_name_of_a_station_is_refused(operator: Account, desk: Client, name: object) -> None:
    refused = post(desk, "elders", asked(operator, station=name))
    assert (refused.status_code, list(refused.json()["fields"])) == (422, ["station"])


def test_revealing_needs_a_reason_and_is_written_down(operator: Account, desk: Client) -> None:
    elder = make_elder(operator.station, phone="13812341234")
    path = f"elders/{elder.number}/reveal"
    refused = post(desk, path, {"fields": ["phone"], "reason": ""})
    assert (refused.status_code, refused.json()["code"]) == (422, "reason_missing")
    answer = post(desk, path, {"fields": ["phone"], "reason": "来电核对"})
    assert answer.json() == {"phone": "13812341234"}
    assert AccessRecord.objects.get().fields == ["phone"]


def test_somebody_elses_elder_is_not_found(desk: Client) -> None:
    stranger = make_elder()
    assert get(desk, f"elders/{stranger.number}").status_code == 404
    reveal = post(desk, f"elders/{stranger.number}/reveal", {"fields": ["phone"], "reason": "核对"})
    assert reveal.status_code == 404


def test_nobody_signed_in_sees_nothing(client: Client) -> None:
    assert get(client, "elders").status_code == 401


def test_a_longer_list_takes_no_more_queries(operator: Account, desk: Client) -> None:
    make_elder(operator.station)
    few = queries(desk, "elders")
    for _ in range(25):
        make_elder(operator.station)
    assert queries(desk, "elders") == few


def test_pages_hold_every_elder_once(operator: Account, desk: Client) -> None:
    numbers = {make_elder(operator.station).number for _ in range(7)}
    page = get(desk, "elders", page_size="3").json()
    seen = [shown["number"] for shown in page["results"]]
    while page["next"]:
        page = desk.get(page["next"]).json()
        seen += [shown["number"] for shown in page["results"]]
    assert sorted(seen) == sorted(numbers)


def test_an_operator_records_that_an_elder_is_in_hospital(operator: Account, desk: Client) -> None:
    elder = make_elder(operator.station)
    path = f"elders/{elder.number}/state"
    assert post(desk, path, {"state": "hospitalised"}).json()["state"] == "hospitalised"
    assert post(desk, path, {"state": "on the moon"}).status_code == 422
    assert post(signed_in(make_family_member(elder)), path, {"state": "deceased"}).status_code == 403
    assert Elder.objects.get().state == "hospitalised"


@pytest.mark.parametrize("number", ["%00", "..", "E" * 300, "张三"])
def test_a_strange_number_is_simply_not_found(desk: Client, number: str) -> None:
    assert get(desk, f"elders/{number}").status_code == 404
    assert post(desk, f"elders/{number}/state", {"state": "active"}, idempotency_key="k").status_code == 404
    assert get(desk, "elders", search="\x00").status_code == 422
