from uuid import uuid4

import pytest

from dispatch.orders.acts import Stop, dispatch_planned
from dispatch.orders.models import Move, OrderEvent, State, StationFeed, WorkOrder
from dispatch.orders.permissions import Standing
from dispatch.orders.refusals import CaregiverUnfit, CommandTaken, MovedOn, WrongHeadCount
from stations.ground.refusal import NotYours
from stations.people.models import Occupation
from tests.builders.orders import WAYS, Quarter, make_move, make_order
from tests.builders.stations import DAY, at, make_caregiver

pytestmark = pytest.mark.django_db


def trace(order: WorkOrder) -> tuple[object, ...]:
    """Everything a refused move could have left behind."""
    order = WorkOrder.objects.get(pk=order.pk)
    feed = StationFeed.objects.get(station=order.station)
    return order.state, order.version, order.events.count(), feed.last_seq, order.assignments.count()


@pytest.mark.parametrize("state", list(State))
def test_an_order_reaches_every_state_by_its_moves_each_with_one_event(state: State) -> None:
    order = make_order(state=state)
    assert order.state == state
    assert [event.move for event in order.events.order_by("seq")] == [Move.CREATE, *WAYS[state]]
    assert order.version == order.events.count()


def test_a_second_press_of_the_same_button_is_refused_with_the_order_as_it_is() -> None:
    quarter = Quarter()
    order = make_order(quarter)
    make_move(quarter, order, Move.DISPATCH, seen=1)
    before = trace(order)
    with pytest.raises(MovedOn) as refused:
        make_move(quarter, order, Move.DISPATCH, seen=1)
    assert (refused.value.order.state, refused.value.order.version) == (State.DISPATCHED, 2)
    assert trace(order) == before


def test_a_move_out_of_order_is_refused_and_leaves_no_trace() -> None:
    quarter = Quarter()
    order = make_order(quarter, state=State.ACCEPTED)
    before = trace(order)
    with pytest.raises(MovedOn):
        make_move(quarter, order, Move.CHECK_OUT)
    assert trace(order) == before


def test_a_move_on_an_older_version_is_refused_even_where_the_state_would_allow_it() -> None:
    quarter = Quarter()
    order = make_order(quarter)
    seen = order.version
    make_move(quarter, order, Move.URGE, by=quarter.operator)
    with pytest.raises(MovedOn):
        make_move(quarter, order, Move.DISPATCH, seen=seen)


def test_somebody_elses_move_is_refused_and_leaves_no_trace() -> None:
    quarter = Quarter()
    order = make_order(quarter, state=State.DISPATCHED)
    before = trace(order)
    with pytest.raises(NotYours):
        make_move(quarter, order, Move.ACCEPT, by=quarter.operator)
    assert trace(order) == before


def test_the_same_command_again_has_one_effect_and_the_same_answer() -> None:
    quarter = Quarter()
    order = make_order(quarter)
    command = uuid4()
    first = make_move(quarter, order, Move.DISPATCH, command=command, seen=1)
    before = trace(order)
    again = make_move(quarter, order, Move.DISPATCH, command=command, seen=1)
    assert (again.number, again.state, again.version) == (first.number, first.state, first.version)
    assert trace(order) == before


def test_a_command_that_stands_for_another_move_is_refused() -> None:
    quarter = Quarter()
    order = make_order(quarter)
    command = uuid4()
    make_move(quarter, order, Move.DISPATCH, command=command)
    with pytest.raises(CommandTaken):
        make_move(quarter, order, Move.ACCEPT, command=command)


def test_a_command_that_sent_one_caregiver_is_refused_for_another() -> None:
    quarter = Quarter()
    order = make_order(quarter)
    command, other = uuid4(), make_caregiver(quarter.station)
    make_move(quarter, order, Move.DISPATCH, command=command)
    before = trace(order)
    with pytest.raises(CommandTaken):
        make_move(quarter, order, Move.DISPATCH, command=command, caregivers=[other])
    assert trace(order) == before


def test_a_command_that_gave_one_reason_is_refused_with_another() -> None:
    quarter = Quarter()
    order = make_order(quarter, state=State.ACCEPTED)
    command = uuid4()
    make_move(quarter, order, Move.RAISE_EXCEPTION, command=command, facts={"reason": "nobody_home"})
    with pytest.raises(CommandTaken):
        make_move(quarter, order, Move.RAISE_EXCEPTION, command=command, facts={"reason": "elder_unwell"})


def test_a_stranger_does_not_learn_of_an_order_by_its_command() -> None:
    quarter = Quarter()
    order = make_order(quarter)
    command = uuid4()
    make_move(quarter, order, Move.DISPATCH, command=command)
    with pytest.raises(CommandTaken):
        make_move(quarter, order, Move.DISPATCH, command=command, by=Quarter().operator)


def test_an_exception_goes_back_to_where_the_order_was() -> None:
    quarter = Quarter()
    order = make_order(quarter, state=State.IN_SERVICE)
    order = make_move(quarter, order, Move.RAISE_EXCEPTION)
    assert order.state == State.EXCEPTION
    order = make_move(quarter, order, Move.RESOLVE_EXCEPTION)
    assert (order.state, order.state_before_exception) == (State.IN_SERVICE, "")


def test_a_returned_order_waits_again_and_nobody_has_it() -> None:
    quarter = Quarter()
    order = make_move(quarter, make_order(quarter, state=State.ACCEPTED), Move.RETURN)
    assert order.state == State.CREATED
    assert not order.assignments.filter(ended_at__isnull=True).exists()


def test_a_transferred_order_changes_hands_and_keeps_who_had_it() -> None:
    quarter = Quarter()
    other = make_caregiver(quarter.station)
    order = make_move(quarter, make_order(quarter, state=State.DEPARTED), Move.TRANSFER, caregivers=(other,))
    assert order.state == State.DISPATCHED
    assert [given.caregiver for given in order.assignments.filter(ended_at__isnull=True)] == [other]
    assert order.assignments.count() == 2


def test_somebody_sent_by_hand_instead_should_come_when_the_elder_was_told() -> None:
    quarter = Quarter()
    stop = Stop(caregiver=quarter.caregiver, planned_start_at=at(9, 20))
    order = make_move(quarter, make_order(quarter), Move.DISPATCH, caregivers=(), planned=[stop])
    order = make_move(quarter, order, Move.TRANSFER, caregivers=(make_caregiver(quarter.station),))
    assert order.promised_at == at(9, 20)


@pytest.mark.parametrize("given", [0, 2])
def test_a_wrong_head_count_is_refused_and_leaves_no_trace(given: int) -> None:
    quarter = Quarter()
    order = make_order(quarter)
    before = trace(order)
    with pytest.raises(WrongHeadCount):
        make_move(
            quarter,
            order,
            Move.DISPATCH,
            caregivers=[make_caregiver(quarter.station) for _ in range(given)],
        )
    assert trace(order) == before


def test_a_caregiver_of_another_station_is_refused() -> None:
    quarter = Quarter()
    with pytest.raises(CaregiverUnfit):
        make_move(quarter, make_order(quarter), Move.DISPATCH, caregivers=(make_caregiver(),))


def test_a_caregiver_whose_certificate_ends_the_day_before_is_refused() -> None:
    quarter = Quarter()
    expired = make_caregiver(quarter.station, valid_until=DAY.replace(day=DAY.day - 1))
    with pytest.raises(CaregiverUnfit):
        make_move(quarter, make_order(quarter), Move.DISPATCH, caregivers=(expired,))


def test_a_caregiver_of_the_wrong_occupation_is_refused() -> None:
    quarter = Quarter()
    courier = make_caregiver(quarter.station, occupation=Occupation.MEAL_COURIER)
    with pytest.raises(CaregiverUnfit):
        make_move(quarter, make_order(quarter), Move.DISPATCH, caregivers=(courier,))


def test_a_planned_dispatch_promises_the_start_and_keeps_each_round() -> None:
    quarter = Quarter()
    order = make_order(quarter)
    stop = Stop(caregiver=quarter.caregiver, planned_start_at=at(9, 20), round_position=3, travel_seconds=240)
    order = dispatch_planned(
        order=order, seen=1, stops=[stop], by=quarter.operator, at=at(8), command=uuid4()
    )
    given = order.assignments.get()
    assert (order.state, order.promised_at) == (State.DISPATCHED, at(9, 20))
    assert (given.round_position, given.planned_start_at, given.travel_seconds) == (3, at(9, 20), 240)


def test_a_plan_published_again_transfers_what_somebody_already_has() -> None:
    quarter = Quarter()
    order = make_order(quarter, state=State.ACCEPTED)
    other = make_caregiver(quarter.station)
    order = dispatch_planned(
        order=order,
        seen=order.version,
        stops=[Stop(caregiver=other, planned_start_at=at(9, 30), round_position=1, travel_seconds=60)],
        by=quarter.operator,
        at=at(8, 30),
        command=uuid4(),
    )
    assert OrderEvent.objects.get(order=order, version=order.version).move == Move.TRANSFER
    assert [given.caregiver for given in order.assignments.filter(ended_at__isnull=True)] == [other]


def test_a_move_told_late_keeps_when_it_happened_and_when_it_was_written() -> None:
    quarter = Quarter()
    order = make_order(quarter, state=State.ACCEPTED)
    order = make_move(quarter, order, Move.DEPART, happened_at=at(8, 31), at=at(9, 2))
    event = order.events.get(move=Move.DEPART)
    assert (event.happened_at, event.recorded_at) == (at(8, 31), at(9, 2))
    assert event.by == quarter.hands[Standing.ASSIGNED_CAREGIVER]


@pytest.mark.parametrize("leave", [Move.CANCEL, Move.MISS, Move.RESOLVE_EXCEPTION])
def test_an_order_that_left_its_exception_remembers_nothing_of_it(leave: Move) -> None:
    quarter = Quarter()
    order = make_order(quarter, state=State.EXCEPTION)
    order = make_move(quarter, order, leave, by=quarter.operator)
    assert order.state_before_exception == ""


def test_resolving_what_is_no_exception_is_refused() -> None:
    quarter = Quarter()
    with pytest.raises(MovedOn):
        make_move(quarter, make_order(quarter), Move.RESOLVE_EXCEPTION)
