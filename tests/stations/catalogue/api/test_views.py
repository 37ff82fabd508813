"""Services and menus over HTTP."""

from datetime import timedelta

import pytest
from django.test import Client

from stations.catalogue.models import MealTime, ServiceItem
from stations.catalogue.services import SERVICES
from stations.people.models import Role
from stations.places.models import CareStation
from tests.builders.http import get, post, signed_in
from tests.builders.stations import (
    DAY,
    make_account,
    make_dish,
    make_elder,
    make_kitchen,
    make_station,
    service,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def station() -> CareStation:
    """A station with a kitchen."""
    return make_station("S", kitchen=make_kitchen(name="东胜中央厨房"))


@pytest.fixture
def phone(station: CareStation) -> Client:
    """The phone of an elder of that station."""
    return signed_in(make_account(Role.ELDER, elder=make_elder(station)))


def test_the_services_on_offer_are_listed_in_both_languages(phone: Client) -> None:
    service("errand")
    ServiceItem.objects.filter(code="errand").update(active=False)
    listed = get(phone, "services").json()["results"]
    assert {offered["code"] for offered in listed} == {item.code for item in SERVICES} - {"errand"}
    assert ("助餐", "Meal") in {(offered["name_zh"], offered["name_en"]) for offered in listed}


def test_a_stations_menu_is_its_kitchens_on_that_day(phone: Client, station: CareStation) -> None:
    kitchen = station.kitchen
    assert kitchen is not None
    lunch = make_dish(kitchen, allergens=["花生"])
    make_dish(kitchen, meal_time=MealTime.SUPPER)
    make_dish(kitchen, day=DAY + timedelta(days=1))
    make_dish(make_kitchen())
    shown = get(phone, "menu", station=station.code, day=DAY.isoformat(), meal_time="lunch").json()
    assert [(dish["code"], dish["allergens"], dish["kitchen"]) for dish in shown] == [
        (lunch.code, ["花生"], "东胜中央厨房")
    ]
    assert len(get(phone, "menu", station=station.code, day=DAY.isoformat()).json()) == 2


def test_a_station_without_a_kitchen_has_an_empty_menu(phone: Client, station: CareStation) -> None:
    make_dish(make_kitchen())
    CareStation.objects.update(kitchen=None)
    assert get(phone, "menu", station=station.code, day=DAY.isoformat()).json() == []


@pytest.mark.parametrize("query", [{}, {"station": "S", "day": "31-31-2026"}])
def test_a_menu_of_nowhere_or_never_is_refused(phone: Client, query: dict[str, str]) -> None:
    assert get(phone, "menu", **query).status_code == 422


OWN = {"code": "foot_care", "name_zh": "修脚", "name_en": "Foot care", "minutes": 40, "price_fen": 5000}


def test_an_administrator_adds_a_service_of_the_citys_own_once() -> None:
    office = signed_in(make_account(Role.ADMINISTRATOR))
    first = post(office, "services", {**OWN, "occupations": ["nurse"]}, idempotency_key="s1")
    again = post(office, "services", {**OWN, "occupations": ["nurse"]}, idempotency_key="s1")
    assert (first.status_code, again.json()) == (201, first.json())
    taken = post(office, "services", OWN)
    assert (taken.status_code, taken.json()["code"]) == (409, "service_taken")
    assert ServiceItem.objects.get(code="foot_care").occupations == ["nurse"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"minutes": 0}, "minutes"),
        ({"price_fen": -1}, "price_fen"),
        ({"code": "a b"}, "code"),
        ({"name_zh": ""}, "name_zh"),
    ],
)
def test_a_wrong_service_is_refused(wrong: dict[str, object], field: str) -> None:
    answer = post(signed_in(make_account(Role.ADMINISTRATOR)), "services", {**OWN, **wrong})
    assert (answer.status_code, list(answer.json()["fields"])) == (422, [field])


def test_nobody_else_changes_the_catalogue(phone: Client) -> None:
    assert post(phone, "services", OWN).status_code == 403
    assert post(signed_in(make_account(Role.STATION_OPERATOR)), "services", OWN).status_code == 403
