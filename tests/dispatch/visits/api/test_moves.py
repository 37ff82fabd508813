"""POST /work-orders/{number}/moves, and what else the door answers."""

from typing import Any
from uuid import uuid4

import pytest

from dispatch.orders.models import OrderEvent, State
from dispatch.orders.permissions import Standing
from dispatch.visits.models import Evidence
from stations.people.models import Role
from tests.builders.orders import Quarter, make_order
from tests.builders.stations import at, make_account
from tests.dispatch.visits.api.hands import POSITION, check_in, send

pytestmark = pytest.mark.django_db


def test_a_check_in_answers_with_the_order_as_it_is() -> None:
    quarter = Quarter()
    answer = check_in(quarter, make_order(quarter, state=State.DEPARTED), position=POSITION)
    assert answer.status_code == 200, answer.data
    assert answer.data["state"] == "CHECKED_IN"
    assert "START_SERVICE" in answer.data["allowed_moves"]
    assert Evidence.objects.get().latitude == 39.82


def test_a_second_press_of_the_same_button_is_refused_with_the_current_state() -> None:
    quarter = Quarter()
    order = make_order(quarter, state=State.DEPARTED)
    check_in(quarter, order)
    second = check_in(quarter, order)
    assert second.status_code == 409
    assert second.data["code"] == "moved_on"
    assert second.data["order"]["state"] == "CHECKED_IN"


def test_a_replayed_command_has_the_same_answer() -> None:
    quarter = Quarter()
    order = make_order(quarter, state=State.DEPARTED)
    command = str(uuid4())
    first, second = (check_in(quarter, order, command=command) for _ in range(2))
    assert second.status_code == 200
    assert second.data == first.data
    assert OrderEvent.objects.filter(command=command).count() == 1


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"position": POSITION | {"lat": 91}}, "position.lat"),
        ({"position": POSITION | {"lon": -181}}, "position.lon"),
        ({"position": POSITION | {"lat": "nan"}}, "position.lat"),
        ({"position": POSITION | {"accuracy_meters": -1}}, "position.accuracy_meters"),
        ({"position": POSITION | {"datum": "MARS"}}, "position.datum"),
        ({"position": {"lat": 39.8}}, "position.lon"),
        ({"proof": {"kind": "horoscope"}}, "proof.kind"),
        ({"move": "TELEPORT"}, "move"),
        ({"command": "1"}, "command"),
        ({"command": 5}, "command"),
        ({"happened_at": "yesterday"}, "happened_at"),
        ({"happened_at": at(11).isoformat()}, "happened_at"),
        ({"seen": -1}, "seen"),
        ({"measurements": {"food_celsius": "hot"}}, "measurements.food_celsius"),
        ({"items_done": [{"service": "health_check"}]}, "items_done.0.done"),
        ({"caregivers": ["C1"]}, "caregivers"),
        ({"reason_code": "because"}, "reason_code"),
        ({"reason_code": "nobody_home"}, "reason_code"),
        ({"tried": {"wait": "a while"}}, "tried.wait"),
        ({"tried": {"climb": at(9).isoformat()}}, "tried"),
        ({"delay_minutes": 10}, "delay_minutes"),
        ({"move": "REPORT_DELAY", "delay_minutes": 0}, "delay_minutes"),
        ({"move": "REPORT_DELAY", "delay_minutes": 241}, "delay_minutes"),
        ({"move": "REPORT_DELAY", "delay_minutes": "soon"}, "delay_minutes"),
    ],
)
def test_a_wrong_field_is_named(body: dict[str, Any], field: str) -> None:
    quarter = Quarter()
    order = make_order(quarter, state=State.DEPARTED)
    answer = check_in(quarter, order, **body)
    assert answer.status_code == 422, answer.data
    assert list(answer.data["fields"]) == [field]
    order.refresh_from_db()
    assert order.state == State.DEPARTED


def test_a_move_that_is_not_ones_own_is_refused() -> None:
    quarter = Quarter()
    answer = send(quarter, make_order(quarter, state=State.DEPARTED), "CHECK_IN", Standing.OPERATOR)
    assert answer.status_code == 403
    assert answer.data["code"] == "not_yours"


def test_an_order_of_another_station_is_not_there() -> None:
    quarter, other = Quarter(), Quarter()
    other.hands[Standing.OPERATOR] = make_account(Role.STATION_OPERATOR)
    assert send(other, make_order(quarter), "CANCEL", Standing.OPERATOR).status_code == 404
