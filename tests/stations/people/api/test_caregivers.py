"""Caregivers, credentials and shifts over HTTP."""

from datetime import date, timedelta

import pytest
from django.test import Client

from stations.people.models import Account, Caregiver, Role, Shift
from tests.builders.http import get, post, queries, signed_in
from tests.builders.stations import DAY, at, make_account, make_caregiver, make_shift

pytestmark = pytest.mark.django_db


def test_a_caregiver_is_registered_with_credentials_and_the_phone_is_not_shown(
    operator: Account, desk: Client
) -> None:
    assert operator.station
    new = {
        "name": "高娃",
        "sex": "female",
        "phone": "13812345678",
        "station": operator.station.code,
        "occupation": "nurse",
        "languages": ["zh", "mn"],
    }
    answer = post(desk, "caregivers", new, idempotency_key="c1")
    assert answer.status_code == 201
    assert post(desk, "caregivers", new, idempotency_key="c1").json() == answer.json()
    assert post(desk, "caregivers", new).json()["code"] == "already_registered"
    number = answer.json()["number"]
    paper = {"kind": "nurse_licence", "number": "150602199001011234", "valid_until": "2020-01-01"}
    shown = post(desk, f"caregivers/{number}/credentials", paper).json()
    assert [(held["kind"], held["expired"]) for held in shown["credentials"]] == [("nurse_licence", True)]
    assert [held["number"] for held in shown["credentials"]] == ["****1234"]
    assert "13812345678" not in answer.content.decode()
    assert Caregiver.objects.count() == 1


def test_only_the_own_stations_caregivers_are_listed(operator: Account, desk: Client) -> None:
    own, stranger = make_caregiver(operator.station), make_caregiver()
    assert [shown["number"] for shown in get(desk, "caregivers").json()["results"]] == [own.number]
    assert get(desk, "caregivers", station=stranger.station.code).json()["results"] == []
    answer = post(
        desk,
        f"caregivers/{stranger.number}/credentials",
        {"kind": "nurse_licence", "valid_until": "2027-01-01"},
    )
    assert answer.status_code == 404


@pytest.mark.parametrize("path", ["caregivers", "shifts"])
def test_longer_lists_take_no_more_queries(operator: Account, desk: Client, path: str) -> None:
    make_shift(make_caregiver(operator.station))
    few = queries(desk, path)
    for _ in range(20):
        make_shift(make_caregiver(operator.station))
    assert queries(desk, path) == few


def test_a_shift_is_added_listed_and_withdrawn(operator: Account, desk: Client) -> None:
    caregiver = make_caregiver(operator.station)
    new = {"caregiver": caregiver.number, "starts_at": at(8).isoformat(), "ends_at": at(18).isoformat()}
    added = post(desk, "shifts", new)
    assert added.status_code == 201
    overlapping = post(desk, "shifts", new)
    assert (overlapping.status_code, overlapping.json()["code"]) == (409, "shift_overlaps")
    assert "starts_at" in overlapping.json()["fields"]
    listed = get(desk, "shifts", day=DAY.isoformat()).json()["results"]
    assert [shift["id"] for shift in listed] == [added.json()["id"]]
    ill = {"reason": "生病", "from_at": at(10).isoformat()}
    withdrawn = post(desk, f"shifts/{added.json()['id']}/withdraw", ill).json()
    assert withdrawn["withdrawn_reason"] == "生病"
    assert get(desk, "shifts", day=date(2026, 1, 1).isoformat()).json()["results"] == []


def test_why_somebody_is_away_is_read_by_who_plans_with_them_and_themselves_and_not_by_who_oversees(
    operator: Account, desk: Client
) -> None:
    caregiver = make_caregiver(operator.station)
    shift = make_shift(caregiver)
    post(desk, f"shifts/{shift.pk}/withdraw", {"reason": "生病", "from_at": at(10).isoformat()})
    assert operator.station is not None
    regulator = make_account(Role.REGULATOR, division=operator.station.division)
    read = {
        account.role: get(signed_in(account), "shifts", day=DAY.isoformat()).json()["results"][0]
        for account in (operator, make_account(Role.CAREGIVER, caregiver=caregiver), regulator)
    }
    assert {role: shift["withdrawn_reason"] for role, shift in read.items()} == {
        Role.STATION_OPERATOR: "生病",
        Role.CAREGIVER: "生病",
        Role.REGULATOR: "",
    }
    assert read[Role.REGULATOR]["withdrawn_from"] is not None


def test_another_stations_shift_is_not_found_and_wrong_dates_are_refused(desk: Client) -> None:
    stranger = make_shift(make_caregiver())
    ill = {"reason": "生病", "from_at": at(10).isoformat()}
    assert post(desk, f"shifts/{stranger.pk}/withdraw", ill).status_code == 404
    assert get(desk, "shifts", day="yesterday").status_code == 422
    foreign = {
        "caregiver": stranger.caregiver.number,
        "starts_at": at(19).isoformat(),
        "ends_at": at(20).isoformat(),
    }
    assert post(desk, "shifts", foreign).status_code == 403
    assert Shift.objects.count() == 1


def test_a_nights_shift_lasts_on_both_its_days(operator: Account, desk: Client) -> None:
    night = make_shift(
        make_caregiver(operator.station), starts_at=at(22), ends_at=at(6, day=DAY + timedelta(days=1))
    )
    found = {
        (name, days): [shift["id"] for shift in get(desk, "shifts", **{name: day}).json()["results"]]
        for name in ("day", "on")
        for days in range(-1, 3)
        for day in [(DAY + timedelta(days=days)).isoformat()]
    }
    assert {asked for asked, shifts in found.items() if shifts == [night.pk]} == {
        ("day", 0),
        ("on", 0),
        ("on", 1),
    }
    for day in ("0001-01-01", "9999-12-31"):
        assert get(desk, "shifts", on=day).json()["results"] == []


def test_a_caregiver_plans_no_shifts() -> None:
    account = make_account(Role.CAREGIVER)
    assert account.caregiver
    new = {
        "caregiver": account.caregiver.number,
        "starts_at": at(8).isoformat(),
        "ends_at": at(9).isoformat(),
    }
    assert post(signed_in(account), "shifts", new).status_code == 403
