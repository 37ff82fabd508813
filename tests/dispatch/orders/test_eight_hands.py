"""Eight hands on one button, on the real database: one wins, seven see what happened."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection

from dispatch.orders.models import Move, State, StationFeed, WorkOrder
from dispatch.orders.refusals import MovedOn
from stations.ground.refusal import Refused
from tests.builders.orders import Quarter, make_move, make_request
from tests.builders.stations import at, make_caregiver, service
from tests.dispatch.orders.test_log import check_life, check_log

pytestmark = pytest.mark.django_db(transaction=True)
HANDS = 8


def all_at_once(act: Callable[[int], WorkOrder]) -> list[WorkOrder | Refused]:
    """Let eight threads act in the same instant, each on its own connection; what each got."""
    service()
    together = Barrier(HANDS)

    def one(hand: int) -> WorkOrder | Refused:
        try:
            together.wait(timeout=10)
            return act(hand)
        except Refused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(HANDS) as threads:
        return list(threads.map(one, range(HANDS)))


def test_eight_hands_on_one_button_one_wins_and_seven_see_the_order_as_it_is() -> None:
    quarter = Quarter()
    order = make_request(quarter)
    caregivers = [make_caregiver(quarter.station) for _ in range(HANDS)]

    def dispatch(hand: int) -> WorkOrder:
        return make_move(quarter, order, Move.DISPATCH, seen=1, caregivers=[caregivers[hand]])

    results = all_at_once(dispatch)
    refusals = [result for result in results if isinstance(result, MovedOn)]
    winners = [result for result in results if isinstance(result, WorkOrder)]
    assert (len(winners), len(refusals)) == (1, 7)
    assert {refusal.order.state for refusal in refusals} == {State.DISPATCHED}
    assert order.assignments.filter(ended_at__isnull=True).count() == 1
    check_log(quarter)
    check_life(order)


def test_one_command_sent_eight_times_at_once_has_one_effect_and_one_answer() -> None:
    quarter = Quarter()
    order = make_request(quarter)
    command = uuid4()
    results = all_at_once(lambda _: make_move(quarter, order, Move.DISPATCH, seen=1, command=command))
    assert [(result.number, result.version) for result in results if isinstance(result, WorkOrder)] == [
        (order.number, 2)
    ] * HANDS
    assert order.events.count() == 2


def test_eight_requests_at_once_get_eight_numbers_and_a_log_without_a_gap() -> None:
    quarter = Quarter()
    results = all_at_once(
        lambda hand: make_request(quarter, window_from=at(8 + hand), window_until=at(9 + hand))
    )
    numbers = {result.number for result in results if isinstance(result, WorkOrder)}
    assert len(numbers) == HANDS
    assert StationFeed.objects.get(station=quarter.station).last_seq == HANDS
    check_log(quarter)


def test_the_same_request_eight_times_at_once_is_one_order_and_seven_duplicates() -> None:
    quarter = Quarter()
    results = all_at_once(lambda _: make_request(quarter))
    codes = sorted(result.code for result in results if isinstance(result, Refused))
    assert codes == ["duplicate_request"] * 7
    assert WorkOrder.objects.count() == 1
