"""The services a city starts with."""

import pytest

from stations.catalogue.acts import load_services
from stations.catalogue.models import ServiceItem
from stations.catalogue.services import CREDENTIALS, OCCUPATIONS, SERVICES, Service
from stations.people.models import CredentialKind, Occupation


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.code)
def test_each_asks_only_for_occupations_and_credentials_that_exist(service: Service) -> None:
    assert set(service.occupations) <= set(Occupation.values)
    assert set(service.credentials) <= set(CredentialKind.values)


def test_the_catalogue_and_the_people_room_have_the_same_words() -> None:
    assert set(OCCUPATIONS) == set(Occupation.values)
    assert set(CREDENTIALS) == set(CredentialKind.values)


@pytest.mark.django_db
def test_loading_again_adds_nothing_and_keeps_what_the_city_changed() -> None:
    load_services()
    ServiceItem.objects.filter(code="errand").update(price_fen=1)
    assert load_services() == 0
    assert ServiceItem.objects.get(code="errand").price_fen == 1
    assert ServiceItem.objects.count() == len(SERVICES)


@pytest.mark.django_db
def test_the_migration_brought_the_services_along() -> None:
    assert set(ServiceItem.objects.values_list("code", flat=True)) >= {"meal_service", "bath_service"}
