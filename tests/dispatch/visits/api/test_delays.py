"""A delay told from the way."""

from typing import Any

import pytest
from rest_framework.response import Response
from rest_framework.test import APIClient

from dispatch.orders.log import hash_of
from dispatch.orders.models import OrderEvent, State, WorkOrder
from dispatch.orders.permissions import Standing
from tests.builders.orders import Quarter, make_order
from tests.builders.stations import at
from tests.dispatch.visits.api.hands import send

pytestmark = pytest.mark.django_db


class TestADelay:
    def report(self, quarter: Quarter, order: WorkOrder, **body: Any) -> Response:
        return send(quarter, order, "REPORT_DELAY", Standing.ASSIGNED_CAREGIVER, **body)

    def test_tells_all_who_wait_when_the_carer_will_be_there(self) -> None:
        quarter = Quarter()
        order = make_order(quarter, state=State.ACCEPTED)
        answer = self.report(quarter, order, delay_minutes=20)
        assert answer.status_code == 200, answer.data
        assert (answer.data["state"], answer.data["version"]) == ("ACCEPTED", order.version + 1)
        for standing in (Standing.ELDER_SIDE, Standing.OPERATOR):
            client = APIClient()
            client.force_authenticate(quarter.hands[standing])
            seen = client.get(f"/api/v1/work-orders/{order.number}").json()
            assert seen["expected_at"] == "2026-11-23T09:20:00+08:00"

    def test_is_in_the_log_with_its_minutes_and_what_they_meant(self) -> None:
        quarter = Quarter()
        order = make_order(quarter, state=State.DEPARTED)
        self.report(quarter, order, delay_minutes=30, reason="雪大")
        event = OrderEvent.objects.get(order=order, move="REPORT_DELAY")
        told = {"reason": "雪大", "delay_minutes": 30, "expected_at": "2026-11-23T01:30:00.000000+00:00"}
        assert event.facts == told
        assert event.hash == hash_of(event)

    def test_counts_from_when_it_was_told_and_not_from_when_the_signal_came_back(self) -> None:
        quarter = Quarter()
        order = make_order(quarter, state=State.ACCEPTED, window_from=at(8, 40))
        answer = self.report(quarter, order, delay_minutes=10, happened_at=at(8, 51).isoformat())
        assert answer.data["expected_at"] == at(9, 1)

    def test_from_a_tablet_that_sends_no_minutes_is_still_taken(self) -> None:
        quarter = Quarter()
        answer = self.report(quarter, make_order(quarter, state=State.ACCEPTED), reason="晚 20 分钟")
        assert answer.status_code == 200, answer.data
        assert answer.data["expected_at"] is None
