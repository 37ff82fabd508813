"""Several hands in the same instant, on the real database."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

import pytest
from django.db import connection

from stations.people.acts import add_shift
from stations.people.models import Elder, Role, Shift
from stations.people.refusals import ShiftOverlaps
from tests.builders.http import post, signed_in
from tests.builders.stations import at, make_account, make_caregiver

pytestmark = pytest.mark.django_db(transaction=True)
HANDS = 4
Got = TypeVar("Got")


def all_at_once(act: Callable[[], Got]) -> list[Got]:
    """Let four threads act in the same instant, each on its own connection."""
    together = Barrier(HANDS)

    def one(_hand: int) -> Got:
        together.wait(timeout=10)
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(HANDS) as threads:
        return list(threads.map(one, range(HANDS)))


def test_one_key_sent_four_times_at_once_creates_once_and_answers_the_same() -> None:
    operator = make_account(Role.STATION_OPERATOR)
    assert operator.station
    new = {
        "name": "其木格",
        "sex": "female",
        "station": operator.station.code,
        "division": operator.station.division.code,
        "latitude": 39.82,
        "longitude": 110.0,
    }
    desks = [signed_in(operator) for _ in range(HANDS)]
    answers = all_at_once(lambda: post(desks.pop(), "elders", new, idempotency_key="one"))
    assert [answer.status_code for answer in answers] == [201] * HANDS
    assert len({answer.json()["number"] for answer in answers}) == 1
    assert Elder.objects.count() == 1


def test_one_shift_added_by_four_hands_at_once_stands_once() -> None:
    operator = make_account(Role.STATION_OPERATOR)
    caregiver = make_caregiver(operator.station)

    def add() -> bool:
        try:
            add_shift(caregiver=caregiver, starts_at=at(8), ends_at=at(18), by=operator)
        except ShiftOverlaps:
            return False
        return True

    assert sorted(all_at_once(add)) == [False] * (HANDS - 1) + [True]
    assert Shift.objects.count() == 1
