"""Registering caregivers and their credentials."""

from datetime import date, timedelta
from typing import Any

import pytest

from stations.ground.refusal import NotYours, WrongInput
from stations.people.acts import add_credential, register_caregiver
from stations.people.models import Account, CredentialKind, Occupation, Sex
from stations.people.refusals import AlreadyRegistered, CredentialTwice
from stations.people.selectors import qualified_caregivers
from tests.builders.stations import DAY, make_caregiver, make_station, service

pytestmark = pytest.mark.django_db


def test_a_phone_is_registered_once_a_station(operator: Account) -> None:
    assert operator.station
    given: dict[str, Any] = {
        "name": "高娃",
        "sex": Sex.FEMALE,
        "occupation": Occupation.NURSE,
        "phone": "13812345678",
    }
    register_caregiver(station=operator.station, by=operator, **given)
    with pytest.raises(AlreadyRegistered):
        register_caregiver(station=operator.station, by=operator, **{**given, "phone": "138 1234 5678"})


def test_nobody_registers_caregivers_elsewhere(operator: Account) -> None:
    with pytest.raises(NotYours):
        register_caregiver(
            name="高娃", sex=Sex.FEMALE, occupation=Occupation.NURSE, station=make_station(), by=operator
        )


def test_a_credential_is_added_once_and_ends_after_it_begins(operator: Account) -> None:
    caregiver = make_caregiver(operator.station, credentials=())
    add_credential(
        caregiver=caregiver, kind=CredentialKind.NURSE_LICENCE, number="N1", valid_until=DAY, by=operator
    )
    with pytest.raises(CredentialTwice):
        add_credential(
            caregiver=caregiver, kind=CredentialKind.NURSE_LICENCE, number="N1", valid_until=DAY, by=operator
        )
    with pytest.raises(WrongInput):
        add_credential(
            caregiver=caregiver,
            kind=CredentialKind.CARE_CERTIFICATE,
            valid_from=DAY + timedelta(days=1),
            valid_until=DAY,
            by=operator,
        )


@pytest.mark.parametrize(
    ("day", "qualified"),
    [
        (DAY - timedelta(days=11), False),
        (DAY - timedelta(days=10), True),
        (DAY, True),
        (DAY + timedelta(days=1), False),
    ],
)
def test_credentials_are_judged_on_the_service_date_first_and_last_day_included(
    operator: Account, day: date, *, qualified: bool
) -> None:
    assert operator.station
    caregiver = make_caregiver(operator.station, valid_until=DAY + timedelta(days=400))
    caregiver.credentials.filter(kind=CredentialKind.CARE_CERTIFICATE).update(
        valid_from=DAY - timedelta(days=10), valid_until=DAY
    )
    found = qualified_caregivers(operator.station, service("health_check"), day)
    assert list(found) == ([caregiver] if qualified else [])


def test_the_wrong_occupation_another_station_or_leaving_disqualifies(operator: Account) -> None:
    assert operator.station
    make_caregiver(operator.station, occupation=Occupation.VOLUNTEER)
    make_caregiver(operator.station, active=False)
    make_caregiver()
    assert not qualified_caregivers(operator.station, service("health_check"), DAY)
