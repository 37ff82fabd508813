"""Divisions and stations over HTTP."""

import pytest
from django.test import Client

from stations.people.models import Role
from stations.places.models import AdminDivision, CareStation, DivisionLevel
from tests.builders.http import get, post, queries, signed_in
from tests.builders.stations import make_account, make_division, make_kitchen, make_station

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Client:
    return signed_in(make_account(Role.ADMINISTRATOR))


def test_an_administrator_adds_a_division_under_its_parent(office: Client) -> None:
    make_division("150602000000", level=DivisionLevel.DISTRICT)
    make_division()
    new = {"code": "150602003000", "name": "林荫街道", "level": "subdistrict", "parent": "150602000000"}
    assert post(office, "divisions", new).status_code == 201
    assert post(office, "divisions", new).json()["code"] == "code_taken"
    below = get(office, "divisions", parent="150602000000").json()["results"]
    assert {division["name"] for division in below} == {"交通街道", "林荫街道"}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"code": "15060200"}, "code"),
        ({"code": "110101003000"}, "code"),
        ({"parent": None}, "parent"),
        ({"parent": "999999000000"}, "parent"),
        ({"level": "planet"}, "level"),
    ],
)
def test_a_division_that_does_not_fit_the_tree_is_refused(
    office: Client, wrong: dict[str, object], field: str
) -> None:
    make_division()
    new = {
        "code": "150602003000",
        "name": "林荫街道",
        "level": "subdistrict",
        "parent": "150602000000",
        **wrong,
    }
    answer = post(office, "divisions", new)
    assert answer.status_code == 422
    assert field in answer.json()["fields"]
    assert AdminDivision.objects.count() == 3


def test_a_station_is_opened_with_its_kitchen_once(office: Client) -> None:
    new = {
        "code": "DS01",
        "name": "富兴驿站",
        "division": make_division().code,
        "latitude": 30.73199687,
        "longitude": 104.07008157,
        "datum": "GCJ02",
        "has_kitchen": True,
    }
    opened = post(office, "stations", new, idempotency_key="s1").json()
    assert post(office, "stations", new, idempotency_key="s1").json() == opened
    assert opened["kitchen"] == "DS01"
    assert round(opened["latitude"], 5) == 30.73438
    assert post(office, "stations", new).json()["code"] == "code_taken"
    assert CareStation.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"latitude": 95}, "latitude"),
        ({"latitude": 0, "longitude": 0}, "latitude"),
        ({"opens_at": "21:00"}, "closes_at"),
        ({"division": "1"}, "division"),
    ],
)
def test_a_wrong_station_is_refused(office: Client, wrong: dict[str, object], field: str) -> None:
    new = {
        "code": "DS01",
        "name": "富兴驿站",
        "division": make_division().code,
        "latitude": 39.8,
        "longitude": 110,
    }
    answer = post(office, "stations", {**new, **wrong})
    assert (answer.status_code, list(answer.json()["fields"])) == (422, [field])


def test_operators_see_their_own_station_and_change_no_place() -> None:
    operator = make_account(Role.STATION_OPERATOR)
    make_station()
    desk = signed_in(operator)
    assert operator.station
    assert [station["code"] for station in get(desk, "stations").json()["results"]] == [operator.station.code]
    assert post(desk, "divisions", {}).status_code == 403
    assert post(desk, "stations", {}).status_code == 403


def test_stations_are_found_by_a_division_above_them(office: Client) -> None:
    station = make_station()
    make_station(division=make_division("110101001000", "东华门街道", parent=None))
    found = get(office, "stations", division="150600000000").json()["results"]
    assert [shown["code"] for shown in found] == [station.code]
    assert get(office, "stations", division="%").json()["results"] == []


def test_longer_lists_take_no_more_queries(office: Client) -> None:
    make_station()
    few = queries(office, "stations"), queries(office, "divisions")
    for number in range(20):
        make_station(division=make_division(f"150602{number:03d}000"), kitchen=make_kitchen())
    assert (queries(office, "stations"), queries(office, "divisions")) == few
