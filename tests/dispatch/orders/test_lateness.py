from datetime import datetime
from uuid import uuid4

import pytest

from dispatch.orders.acts import Stop, dispatch_planned
from dispatch.orders.lateness import late_minutes
from dispatch.orders.models import State, WorkOrder
from tests.builders.orders import Quarter, make_order, make_request
from tests.builders.stations import at

pytestmark = pytest.mark.django_db


def promised(at_instant: datetime) -> WorkOrder:
    quarter = Quarter()
    order = make_request(quarter)
    stop = Stop(caregiver=quarter.caregiver, planned_start_at=at_instant, round_position=1, travel_seconds=0)
    return dispatch_planned(order=order, seen=1, stops=[stop], by=quarter.operator, at=at(8), command=uuid4())


def test_an_order_without_a_promise_is_late_when_its_window_is_over() -> None:
    order = make_request()
    assert late_minutes(order, at(10)) == 0
    assert late_minutes(order, at(10, 25)) == 25


def test_an_order_with_a_promise_is_late_soon_after_it() -> None:
    order = promised(at(9, 20))
    assert late_minutes(order, at(9, 30)) == 0
    assert late_minutes(order, at(9, 45)) == 15


def test_no_promise_outlasts_the_window() -> None:
    assert late_minutes(promised(at(9, 55)), at(10, 2)) == 2


def test_a_few_seconds_late_is_late() -> None:
    order = make_request()
    assert late_minutes(order, at(10).replace(second=5)) == 1


@pytest.mark.parametrize("state", [State.CHECKED_IN, State.COMPLETED, State.CANCELLED, State.MISSED])
def test_what_has_begun_or_ended_is_not_late(state: State) -> None:
    assert late_minutes(make_order(state=state), at(18)) == 0
