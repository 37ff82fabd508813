"""What belongs to others is answered like what is not there, so that nobody finds it by guessing."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from rest_framework.test import APIClient

from dispatch.orders.models import State, WorkOrder
from dispatch.orders.permissions import Standing
from stations.people.models import Caregiver, Elder, Role
from stations.places.models import CareStation
from tests.builders.orders import Quarter, make_order
from tests.builders.stations import DAY, at, make_account, make_division, make_family_member

pytestmark = pytest.mark.django_db
UNKNOWN = "X9999"
WINDOW = {"window_from": at(15).isoformat(), "window_until": at(16).isoformat()}
PERSON = {"name": "张三", "sex": "male"}
Body = Callable[[str], dict[str, Any]]

# What is asked for by a number or code of: the address, and the body when something is sent.
ASKED: dict[str, tuple[type, str, Body | None]] = {
    "a request": (
        Elder,
        "service-requests",
        lambda number: {"elder": number, "service": "health_check", **WINDOW},
    ),
    "a request for no service": (
        Elder,
        "service-requests",
        lambda number: {"elder": number, "service": "palmistry", **WINDOW},
    ),
    "an elder": (Elder, "elders/{}", None),
    "an elder's family": (Elder, "elders/{}/family", None),
    "an elder's orders": (Elder, "work-orders?elder={}", None),
    "an elder found": (Elder, "elders?search={}", None),
    "an elder's state": (Elder, "elders/{}/state", lambda _: {"state": "active"}),
    "an elder revealed": (Elder, "elders/{}/reveal", lambda _: {"fields": ["phone"], "reason": "x"}),
    "a door proof": (Elder, "elders/{}/door-proofs", lambda _: {"kind": "pin"}),
    "a binding": (Elder, "elders/{}/family", lambda _: {"account": UNKNOWN, "relation": "child"}),
    "a shift": (
        Caregiver,
        "shifts",
        lambda number: {
            "caregiver": number,
            "starts_at": at(9).isoformat(),
            "ends_at": at(12).isoformat(),
        },
    ),
    "a credential": (
        Caregiver,
        "caregivers/{}/credentials",
        lambda _: {"kind": "health_certificate", "valid_until": "2027-01-01"},
    ),
    "a withdrawal": (
        Caregiver,
        "caregivers/{}/withdrawal",
        lambda _: {"day": DAY.isoformat(), "reason": "x"},
    ),
    "a caregiver's orders": (Caregiver, "work-orders?caregiver={}", None),
    "a caregiver's shifts": (Caregiver, "shifts?caregiver={}", None),
    "an order": (WorkOrder, "work-orders/{}", None),
    "an order's events": (WorkOrder, "work-orders/{}/events", None),
    "an order's evidence": (WorkOrder, "work-orders/{}/evidence", None),
    "a move": (
        WorkOrder,
        "work-orders/{}/moves",
        lambda _: {
            "command": str(uuid4()),
            "move": "URGE",
            "seen": 1,
            "happened_at": at(9).isoformat(),
        },
    ),
    "a verdict": (WorkOrder, "oversight/work-orders/{}/verdict", None),
    "a plan": (CareStation, "plans", lambda code: {"station": code, "day": DAY.isoformat()}),
    "a caregiver hired": (
        CareStation,
        "caregivers",
        lambda code: {**PERSON, "station": code, "occupation": "caregiver"},
    ),
    "an elder registered": (
        CareStation,
        "elders",
        lambda code: {
            **PERSON,
            "station": code,
            "division": "150602001000",
            "latitude": 39.8,
            "longitude": 110.0,
        },
    ),
    "a menu": (CareStation, "menu?station={}", None),
    "a station's orders": (CareStation, "work-orders?station={}", None),
    "a station's caregivers": (CareStation, "caregivers?station={}", None),
    "a station's elders": (CareStation, "elders?station={}", None),
    "a station's plans": (CareStation, "plans?station={}", None),
    "a station's verdicts": (CareStation, "oversight/work-orders?station={}", None),
}


@pytest.fixture
def foreign() -> dict[type, str]:
    """The numbers and the code of what belongs to another station."""
    other = Quarter()
    order = make_order(other, state=State.MISSED)
    return {
        Elder: other.elder.number,
        Caregiver: other.caregiver.number,
        CareStation: other.station.code,
        WorkOrder: order.number,
    }


def account_of(role: Role) -> Any:
    quarter = Quarter()
    if role == Role.FAMILY_MEMBER:
        return make_family_member(quarter.elder)
    if role == Role.REGULATOR:
        return make_account(role, division=make_division("150603001000", parent=None))
    standing = {
        Role.ELDER: Standing.ELDER_SIDE,
        Role.CAREGIVER: Standing.ASSIGNED_CAREGIVER,
        Role.STATION_OPERATOR: Standing.OPERATOR,
    }[role]
    return quarter.hands[standing]


@pytest.mark.parametrize(
    "role", [Role.ELDER, Role.FAMILY_MEMBER, Role.CAREGIVER, Role.STATION_OPERATOR, Role.REGULATOR]
)
@pytest.mark.parametrize("what", ASKED)
def test_what_is_anothers_is_answered_like_what_is_not_there(
    foreign: dict[type, str], what: str, role: Role
) -> None:
    kind, address, body = ASKED[what]
    client = APIClient()
    client.force_authenticate(account_of(role))

    def answer(name: str) -> tuple[int, str]:
        path = f"/api/v1/{address.format(name)}"
        told = client.post(path, body(name), format="json") if body else client.get(path)
        return told.status_code, told.content.decode().replace(name, "#")

    assert answer(foreign[kind]) == answer(UNKNOWN)
