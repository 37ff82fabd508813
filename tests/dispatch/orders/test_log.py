"""The log under any order of moves: gapless, chained, and counting each order's versions."""

import copy
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pytest
from django.test import TestCase
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as HypothesisTestCase

from dispatch.orders.log import hash_of
from dispatch.orders.models import Move, OrderEvent, State, StationFeed, WorkOrder
from dispatch.orders.permissions import Standing, reach_of
from dispatch.orders.refusals import MovedOn, WrongHeadCount
from stations.ground.refusal import NotYours
from tests.builders.orders import Quarter, make_move, make_order, make_request
from tests.builders.stations import at, make_caregiver


@dataclass(frozen=True)
class WildPress:
    """A button pressed without looking whether it is there."""

    move: Move
    standing: Standing
    stale: int


WILD = st.builds(
    WildPress,
    st.sampled_from([move for move in Move if move != Move.CREATE]),
    st.sampled_from(list(Standing)),
    st.integers(-1, 0),
)
# A number chooses among the buttons that somebody really has; every life goes somewhere by those.
PRESSES = st.tuples(st.integers(0, 2), st.integers(0, 99) | WILD)


def press(quarter: Quarter, order: WorkOrder, chosen: int | WildPress) -> None:
    """Press a button on one of the orders; one that is not there is refused."""
    order.refresh_from_db()
    if isinstance(chosen, int):
        there = [
            WildPress(move, standing, 0)
            for standing, account in quarter.hands.items()
            for move in reach_of(account, at(8)).allowed_moves(order)
        ]
        if not there:
            return
        chosen = there[chosen % len(there)]
    by, seen = quarter.hands[chosen.standing], order.version + chosen.stale
    with suppress(MovedOn, NotYours, WrongHeadCount):
        make_move(quarter, order, chosen.move, by=by, seen=seen, at=at(8, 30))


class AnyLife(HypothesisTestCase):
    """Three orders of one station, and hands that press buttons in any order."""

    @settings(max_examples=25, deadline=None)
    @given(st.lists(PRESSES, max_size=40))
    def test_any_interleaving_of_moves_leaves_the_log_gapless_chained_and_counting(
        self, presses: list[tuple[int, int | WildPress]]
    ) -> None:
        quarter = Quarter()
        windows: list[dict[str, Any]] = [
            {"window_from": at(hour), "window_until": at(hour + 1)} for hour in (9, 12, 15)
        ]
        orders = [make_request(quarter, **window) for window in windows]
        for which, chosen in presses:
            press(quarter, orders[which], chosen)
        check_log(quarter)
        for order in orders:
            check_life(order)


def check_log(quarter: Quarter) -> None:
    """The station's log has no gap, each row chains to the one before, and the head is the last row."""
    events = list(OrderEvent.objects.filter(station=quarter.station).order_by("seq"))
    assert [event.seq for event in events] == list(range(1, len(events) + 1))
    assert events[0].prev_hash == ""
    assert all(later.prev_hash == earlier.hash for earlier, later in pairwise(events))
    assert all(event.hash == hash_of(event) for event in events)
    feed = StationFeed.objects.get(station=quarter.station)
    assert (feed.last_seq, feed.last_hash) == (events[-1].seq, events[-1].hash)


def check_life(order: WorkOrder) -> None:
    """The order is what its events say: their number is its version, the last one's state its own."""
    order.refresh_from_db()
    events = list(order.events.order_by("version"))
    assert [event.version for event in events] == list(range(1, order.version + 1))
    assert events[-1].state == order.state
    assert (order.state == State.EXCEPTION) == bool(order.state_before_exception)
    has_caregiver = order.assignments.filter(ended_at__isnull=True).exists()
    assert has_caregiver or order.state not in (State.DISPATCHED, State.ACCEPTED, State.DEPARTED)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "forged"),
    [
        ("move", Move.CHECK_OUT),
        ("state", State.COMPLETED),
        ("happened_at", at(3)),
        ("recorded_at", at(3)),
        ("facts", {"reason": "forged"}),
        ("version", 9),
        ("seq", 9),
        ("prev_hash", "0" * 64),
    ],
)
def test_a_changed_row_no_longer_has_its_hash(field: str, forged: object) -> None:
    event = make_order().events.get()
    changed = copy.copy(event)
    setattr(changed, field, forged)
    assert hash_of(event) == event.hash
    assert hash_of(changed) != event.hash


@pytest.mark.django_db
def test_the_hash_is_the_same_after_the_way_through_the_database() -> None:
    quarter = Quarter()
    order = make_order(quarter)
    make_move(quarter, order, Move.URGE, facts={"reason": "饭还没到", "minutes": 12, "share": 0.1})
    assert all(event.hash == hash_of(event) for event in OrderEvent.objects.all())


@pytest.mark.django_db
def test_two_stations_have_each_their_own_log() -> None:
    one, other = Quarter(), Quarter()
    make_order(one, state=State.ACCEPTED)
    make_order(other)
    check_log(one)
    check_log(other)
    assert OrderEvent.objects.filter(station=other.station).count() == 1


class NudgesOnCommit(TestCase):
    """The feed is woken when a move is committed, and only then."""

    def test_a_move_nudges_once_and_after_the_commit(self) -> None:
        with self.captureOnCommitCallbacks() as callbacks:
            make_request()
        assert len(callbacks) == 1

    def test_a_refused_move_nudges_nobody(self) -> None:
        quarter = Quarter()
        order = make_order(quarter)
        with self.captureOnCommitCallbacks() as callbacks, pytest.raises(WrongHeadCount):
            make_move(
                quarter, order, Move.DISPATCH, caregivers=[make_caregiver(quarter.station) for _ in range(2)]
            )
        assert callbacks == []
