"""Moves over HTTP by those who have a hand in an order."""

from typing import Any
from uuid import uuid4

from rest_framework.response import Response
from rest_framework.test import APIClient

from dispatch.orders.models import WorkOrder
from dispatch.orders.permissions import Standing
from tests.builders.orders import Quarter
from tests.builders.stations import at

POSITION = {"lat": 39.82, "lon": 110.0, "accuracy_meters": 9, "datum": "WGS84", "mock": False}


def send(quarter: Quarter, order: WorkOrder, name: str, by: Standing, **body: Any) -> Response:
    """One move over HTTP."""
    client = APIClient()
    client.force_authenticate(quarter.hands[by])
    given = {"command": str(uuid4()), "move": name, "seen": order.version, "happened_at": at(9).isoformat()}
    return client.post(f"/api/v1/work-orders/{order.number}/moves", {**given, **body}, format="json")


def check_in(quarter: Quarter, order: WorkOrder, **body: Any) -> Response:
    """The caregiver's check-in."""
    return send(quarter, order, "CHECK_IN", Standing.ASSIGNED_CAREGIVER, **body)
