"""Who may be sent, and what stands in the way of everybody else."""

from datetime import timedelta

import pytest

from dispatch.orders.matching import Misfit, Obstacle, obstacles, service_obstacles, works_during
from stations.people.models import CredentialKind, Occupation
from tests.builders.orders import Quarter, make_order
from tests.builders.stations import DAY, at, make_caregiver, make_shift, service

pytestmark = pytest.mark.django_db


def test_nothing_stands_in_the_way_of_who_fits() -> None:
    quarter = Quarter()
    assert obstacles(make_order(quarter), [quarter.caregiver]) == []


def test_somebody_of_another_station_is_only_told_that() -> None:
    quarter, stranger = Quarter(), make_caregiver(credentials=())
    found = obstacles(make_order(quarter), [stranger])
    assert found == [Obstacle(stranger.number, Misfit.OTHER_STATION)]


def test_somebody_no_longer_in_service_is_not_sent() -> None:
    quarter = Quarter()
    order = make_order(quarter)
    gone = make_caregiver(quarter.station, active=False)
    assert obstacles(order, [gone]) == [Obstacle(gone.number, Misfit.INACTIVE)]


def test_an_occupation_that_does_not_do_the_service_comes_before_papers() -> None:
    quarter = Quarter()
    courier = make_caregiver(quarter.station, occupation=Occupation.MEAL_COURIER, credentials=())
    found = service_obstacles(service("bath_service"), quarter.station, courier, DAY)
    assert [each.misfit for each in found] == [Misfit.OCCUPATION]


def test_every_missing_paper_is_named() -> None:
    quarter = Quarter()
    wanted = service("health_check")
    wanted.credentials = [CredentialKind.HEALTH_CERTIFICATE, CredentialKind.NURSE_LICENCE]
    bare = make_caregiver(quarter.station, credentials=())
    found = service_obstacles(wanted, quarter.station, bare, DAY)
    assert [(each.misfit, each.about) for each in found] == [
        (Misfit.CREDENTIAL_MISSING, CredentialKind.HEALTH_CERTIFICATE),
        (Misfit.CREDENTIAL_MISSING, CredentialKind.NURSE_LICENCE),
    ]


@pytest.mark.parametrize(("days", "fits"), [(-1, False), (0, True), (1, True)])
def test_a_paper_counts_on_its_last_day(days: int, fits: bool) -> None:
    quarter = Quarter()
    caregiver = make_caregiver(quarter.station, valid_until=DAY + timedelta(days=days))
    assert (service_obstacles(service(), quarter.station, caregiver, DAY) == []) is fits


def test_a_paper_does_not_count_before_its_first_day() -> None:
    quarter = Quarter()
    quarter.caregiver.credentials.update(valid_from=DAY + timedelta(days=1))
    found = service_obstacles(service(), quarter.station, quarter.caregiver, DAY)
    assert {each.misfit for each in found} == {Misfit.CREDENTIAL_EXPIRED}


@pytest.mark.parametrize(
    ("starts", "ends", "works"),
    [
        (at(8), at(18), True),
        # The window is 09:00-10:00 and the visit takes its minutes inside the shift.
        (at(9, 30), at(18), True),
        (at(10), at(18), False),
        (at(6), at(9), False),
        (at(6), at(9, 5), False),
    ],
)
def test_a_shift_must_leave_room_for_the_visit(starts: object, ends: object, works: bool) -> None:
    quarter = Quarter()
    order = make_order(quarter)
    other = make_caregiver(quarter.station)
    make_shift(other, starts_at=starts, ends_at=ends, break_minutes=0, break_from=None, break_until=None)
    assert works_during(order, other) is works
