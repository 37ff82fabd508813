"""Evidence that came with a move, read back."""

import pytest
from rest_framework.test import APIClient

from dispatch.orders.models import State
from dispatch.visits.models import Evidence
from tests.builders.orders import Quarter, make_order
from tests.dispatch.visits.api.hands import POSITION, check_in

pytestmark = pytest.mark.django_db


def test_evidence_is_read_back_by_who_may_see_the_order() -> None:
    quarter = Quarter()
    order = make_order(quarter, state=State.DEPARTED)
    check_in(quarter, order, position=POSITION, measurements={"food_celsius": 63.5})
    client = APIClient()
    client.force_authenticate(quarter.operator)
    answer = client.get(f"/api/v1/work-orders/{order.number}/evidence")
    assert answer.data["results"][0]["measurements"] == {"food_celsius": 63.5}


def test_a_proof_is_issued_and_then_holds_at_the_door() -> None:
    quarter = Quarter()
    client = APIClient()
    client.force_authenticate(quarter.operator)
    issued = client.post(f"/api/v1/elders/{quarter.elder.number}/door-proofs", {"kind": "pin"}, format="json")
    assert issued.status_code == 201
    check_in(quarter, make_order(quarter, state=State.DEPARTED), proof=issued.data)
    assert Evidence.objects.get().proof_valid is True
