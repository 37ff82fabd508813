"""A dispatch by hand: who may be sent, and what is said of who may not."""

import pytest

from dispatch.orders.permissions import Standing
from tests.builders.orders import Quarter, make_order
from tests.builders.stations import make_caregiver
from tests.dispatch.visits.api.hands import send

pytestmark = pytest.mark.django_db


def test_a_dispatch_by_hand_names_its_caregivers() -> None:
    quarter = Quarter()
    order = make_order(quarter)
    answer = send(quarter, order, "DISPATCH", Standing.OPERATOR, caregivers=[quarter.caregiver.number])
    assert answer.status_code == 200, answer.data
    assert [each["number"] for each in answer.data["caregivers"]] == [quarter.caregiver.number]


def test_a_caregiver_who_does_not_fit_is_refused_with_the_reason_in_the_readers_language() -> None:
    quarter = Quarter()
    idle = make_caregiver(quarter.station)
    answer = send(quarter, make_order(quarter), "DISPATCH", Standing.OPERATOR, caregivers=[idle.number])
    assert answer.status_code == 422
    assert answer.data["code"] == "unfit_for_order"
    assert answer.data["reasons"][0]["text"] == f"护理员{idle.number}在该时段没有班次。"
    assert "没有班次" in answer.data["fields"]["caregivers"]


def test_a_caregiver_of_another_station_is_unknown_here() -> None:
    quarter = Quarter()
    answer = send(
        quarter, make_order(quarter), "DISPATCH", Standing.OPERATOR, caregivers=[make_caregiver().number]
    )
    assert answer.status_code == 422
    assert "caregivers" in answer.data["fields"]
