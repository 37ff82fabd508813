"""What an account may see is cut down before anybody else gets hold of it."""

import pytest

from stations.people.models import Role
from stations.people.selectors import (
    caregivers_visible_to,
    elders_orderable_by,
    elders_visible_to,
    shifts_visible_to,
    stations_visible_to,
)
from stations.places.models import DivisionLevel
from tests.builders.stations import (
    at,
    make_account,
    make_caregiver,
    make_division,
    make_elder,
    make_family_member,
    make_shift,
    make_station,
)

pytestmark = pytest.mark.django_db


def test_an_operator_sees_and_orders_for_the_own_station_only() -> None:
    elder, _stranger = make_elder(), make_elder()
    operator = make_account(Role.STATION_OPERATOR, station=elder.station)
    assert list(stations_visible_to(operator)) == [elder.station]
    assert list(elders_visible_to(operator, at(9))) == list(elders_orderable_by(operator, at(9))) == [elder]


def test_a_regulator_sees_the_own_division_and_all_below_and_orders_for_nobody() -> None:
    inside = make_elder(make_station(division=make_division("150602002000", "公园街道")))
    make_elder(make_station(division=make_division("150603001000", "滨河街道", parent=None)))
    district = make_division("150602000000", level=DivisionLevel.DISTRICT)
    regulator = make_account(Role.REGULATOR, division=district)
    assert list(elders_visible_to(regulator, at(9))) == [inside]
    assert list(stations_visible_to(regulator)) == [inside.station]
    assert not elders_orderable_by(regulator, at(9))


def test_an_administrator_without_a_division_sees_everything_a_regulator_without_one_nothing() -> None:
    elder = make_elder()
    assert list(elders_visible_to(make_account(Role.ADMINISTRATOR), at(9))) == [elder]
    regulator = make_account(Role.REGULATOR)
    regulator.division = None
    assert not stations_visible_to(regulator)


def test_an_elder_sees_only_themself_and_family_only_their_own() -> None:
    elder, _neighbour = make_elder(), make_elder()
    own, _other = make_caregiver(elder.station), make_caregiver()
    for account in (make_account(Role.ELDER, elder=elder), make_family_member(elder)):
        assert list(elders_visible_to(account, at(9))) == [elder]
        assert list(stations_visible_to(account)) == [elder.station]
        assert list(caregivers_visible_to(account)) == [own]


def test_a_caregiver_without_visits_today_sees_no_elder_and_only_own_shifts() -> None:
    caregiver, colleague = make_caregiver(), make_caregiver()
    make_elder(caregiver.station)
    own = make_shift(caregiver)
    make_shift(colleague)
    account = make_account(Role.CAREGIVER, caregiver=caregiver)
    assert not elders_visible_to(account, at(9))
    assert list(shifts_visible_to(account)) == [own]
    assert list(stations_visible_to(account)) == [caregiver.station]
