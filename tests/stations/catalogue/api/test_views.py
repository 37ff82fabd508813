"""Services and menus over HTTP."""

from datetime import timedelta

import pytest
from django.test import Client

from stations.catalogue.models import MealTime, ServiceItem
from stations.catalogue.services import SERVICES
from stations.people.models import Role
from tests.builders.http import get, signed_in
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
def phone() -> Client:
    return signed_in(make_account(Role.ELDER, elder=make_elder()))


def test_the_services_on_offer_are_listed_in_both_languages(phone: Client) -> None:
    service("errand")
    ServiceItem.objects.filter(code="errand").update(active=False)
    listed = get(phone, "services").json()["results"]
    assert {offered["code"] for offered in listed} == {item.code for item in SERVICES} - {"errand"}
    assert ("助餐", "Meal") in {(offered["name_zh"], offered["name_en"]) for offered in listed}


def test_a_stations_menu_is_its_kitchens_on_that_day(phone: Client) -> None:
    kitchen = make_kitchen(name="东胜中央厨房")
    station = make_station(kitchen=kitchen)
    lunch = make_dish(kitchen, allergens=["花生"])
    make_dish(kitchen, meal_time=MealTime.SUPPER)
    make_dish(kitchen, day=DAY + timedelta(days=1))
    make_dish(make_kitchen())
    shown = get(phone, "menu", station=station.code, day=DAY.isoformat(), meal_time="lunch").json()
    assert [(dish["code"], dish["allergens"], dish["kitchen"]) for dish in shown] == [
        (lunch.code, ["花生"], "东胜中央厨房")
    ]
    assert len(get(phone, "menu", station=station.code, day=DAY.isoformat()).json()) == 2


def test_a_station_without_a_kitchen_has_an_empty_menu(phone: Client) -> None:
    make_dish(make_kitchen())
    assert get(phone, "menu", station=make_station().code, day=DAY.isoformat()).json() == []


@pytest.mark.parametrize("query", [{}, {"station": "none"}, {"station": "S", "day": "31-31-2026"}])
def test_a_menu_of_nowhere_or_never_is_refused(phone: Client, query: dict[str, str]) -> None:
    make_station("S")
    assert get(phone, "menu", **query).status_code == 422
