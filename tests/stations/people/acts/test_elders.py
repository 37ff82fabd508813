"""Registering elders."""

from datetime import date
from typing import Any

import pytest
from django.db import connection

from stations.ground.refusal import NotYours, WrongInput
from stations.people.acts import register_elder
from stations.people.models import Account, Elder, Role, Sex
from stations.people.refusals import AlreadyRegistered
from stations.people.selectors import elders_matching
from stations.places.models import Datum
from tests.builders.stations import at, make_account, make_station

pytestmark = pytest.mark.django_db

ID_NUMBER = "11010519491231002X"


def register(by: Account, **given: Any) -> Elder:
    station = given.pop("station", by.station)
    defaults: dict[str, Any] = {
        "name": "其木格",
        "sex": Sex.FEMALE,
        "division": station.division,
        "latitude": 39.82,
        "longitude": 110.0,
    }
    return register_elder(station=station, by=by, at=at(9), **{**defaults, **given})


def test_an_operator_registers_an_elder_whose_position_is_stored_in_wgs84(operator: Account) -> None:
    elder = register(
        operator, latitude=30.73199687, longitude=104.07008157, datum=Datum.GCJ02, id_number=ID_NUMBER
    )
    assert (round(elder.latitude, 5), round(elder.longitude, 5)) == (30.73438, 104.06757)
    assert elder.source_datum == Datum.GCJ02
    assert elder.birth_date == date(1949, 12, 31)


def test_the_database_holds_no_name_phone_or_address_in_the_clear(operator: Account) -> None:
    register(operator, phone="13812345678", address="富兴路 9 号", id_number=ID_NUMBER)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_elder")
        stored = str(cursor.fetchall())
    assert not [secret for secret in ("其木格", "13812345678", "富兴路", ID_NUMBER) if secret in stored]


@pytest.mark.parametrize("words", ["其木格", "138 1234 5678", "１３８１２３４５６７８", "11010519491231002x"])
def test_what_is_sealed_is_found_by_its_whole_value_however_it_is_written(
    operator: Account, words: str
) -> None:
    elder = register(operator, phone="13812345678", id_number=ID_NUMBER)
    assert list(elders_matching(Elder.objects.all(), words)) == [elder]
    assert not elders_matching(Elder.objects.all(), words[:-1])


def test_an_identity_number_is_registered_once(operator: Account) -> None:
    register(operator, id_number=ID_NUMBER)
    with pytest.raises(AlreadyRegistered):
        register(operator, id_number="１１０１０５１９４９１２３１００２ｘ")
    assert Elder.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": "  "}, "name"),
        ({"phone": "12812345678"}, "phone"),
        ({"emergency_phone": "99"}, "emergency_phone"),
        ({"id_number": "150602203001010023"}, "id_number"),
        ({"id_number": "110105194912310021"}, "id_number"),
        ({"birth_date": date(2027, 1, 1)}, "birth_date"),
        ({"birth_date": date(1899, 12, 31)}, "birth_date"),
        ({"id_number": ID_NUMBER, "sex": Sex.MALE}, "id_number"),
        ({"id_number": ID_NUMBER, "sex": Sex.FEMALE, "birth_date": date(1950, 1, 1)}, "birth_date"),
        ({"latitude": 139.8}, "latitude"),
        ({"latitude": 0, "longitude": 0}, "latitude"),
        ({"latitude": 109.97, "longitude": 39.8}, "latitude"),
    ],
)
def test_wrong_input_names_its_field_and_writes_nothing(
    operator: Account, given: dict[str, Any], field: str
) -> None:
    with pytest.raises(WrongInput) as refused:
        register(operator, **given)
    assert list(refused.value.fields) == [field]
    assert not Elder.objects.exists()


def test_nobody_registers_elders_at_another_station_or_without_the_right(operator: Account) -> None:
    with pytest.raises(NotYours):
        register(operator, station=make_station())
    caregiver = make_account(Role.CAREGIVER)
    assert caregiver.caregiver
    with pytest.raises(NotYours):
        register(caregiver, station=caregiver.caregiver.station)
