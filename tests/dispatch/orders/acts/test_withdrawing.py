"""Withdrawing a caregiver: shifts and visits go together, once, or not at all."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier
from typing import Any
from uuid import uuid4, uuid5

import pytest
from django.db import connection

from dispatch.orders.acts import advance, withdraw_caregiver, withdrawing
from dispatch.orders.models import Assignment, Move, OrderEvent, State, Withdrawal, WorkOrder
from dispatch.orders.refusals import CommandTaken, MovedOn, NothingToWithdraw
from stations.ground.refusal import NotYours, Refused, WrongInput
from stations.people.acts import add_shift
from stations.people.models import Caregiver, Role, Shift
from tests.builders.orders import Quarter, make_move, make_order, make_request
from tests.builders.stations import DAY, at, make_account, make_caregiver, make_elder, make_shift, service
from tests.dispatch.orders.test_log import check_life, check_log

pytestmark = pytest.mark.django_db
NOW = at(9)


def withdraw(quarter: Quarter, **given: Any) -> Withdrawal:
    """Withdraw the quarter's caregiver from nine o'clock on, as its operator does."""
    asked: dict[str, Any] = {
        "caregiver": quarter.caregiver,
        "reason": "发烧",
        "day": DAY,
        "by": quarter.operator,
        "at": NOW,
        "command": uuid4(),
    }
    return withdraw_caregiver(**asked | given)


def carried(quarter: Quarter, state: State, **wanted: Any) -> WorkOrder:
    """An order of another elder that the caregiver carries."""
    return make_order(quarter, state=state, elder=make_elder(quarter.station), **wanted)


def everything() -> tuple[object, ...]:
    """All that a withdrawal could change."""
    return (
        list(Shift.objects.order_by("pk").values()),
        list(WorkOrder.objects.order_by("pk").values()),
        list(Assignment.objects.order_by("pk").values()),
        list(OrderEvent.objects.order_by("pk").values()),
        list(Withdrawal.objects.values()),
    )


def test_the_shift_ends_and_every_visit_on_the_way_waits_for_somebody_else() -> None:
    quarter, command = Quarter(), uuid4()
    orders = [carried(quarter, state) for state in (State.DISPATCHED, State.ACCEPTED, State.DEPARTED)]
    done = withdraw(quarter, command=command)
    assert Shift.objects.get().stands_until == NOW
    assert Shift.objects.get().withdrawn_reason == "发烧"
    assert done.returned == sorted(order.number for order in orders)
    for order in orders:
        order.refresh_from_db()
        assert order.state == State.CREATED
        assert not order.assignments.filter(ended_at__isnull=True).exists()
        event = order.events.get(move=Move.RETURN)
        assert (event.command, event.by) == (uuid5(command, order.number), quarter.operator)
        check_life(order)
    check_log(quarter)


def test_what_the_family_can_read_says_that_the_carer_is_away_and_not_of_what() -> None:
    quarter = Quarter()
    order = carried(quarter, State.ACCEPTED)
    withdraw(quarter, reason="发烧")
    assert order.events.get(move=Move.RETURN).facts == {
        "reason": "caregiver_withdrawn",
        "caregiver": quarter.caregiver.number,
    }


def test_a_visit_the_caregiver_is_at_stays_theirs_and_is_named() -> None:
    quarter = Quarter()
    inside, problem = carried(quarter, State.IN_SERVICE), carried(quarter, State.EXCEPTION)
    at_the_door = carried(quarter, State.CHECKED_IN)
    over = carried(quarter, State.COMPLETED)
    done = withdraw(quarter)
    assert done.kept == sorted(order.number for order in (inside, problem, at_the_door))
    assert done.returned == []
    for order in (inside, at_the_door, over):
        before = order.version
        order.refresh_from_db()
        assert order.version == before
    assert make_move(quarter, inside, Move.CHECK_OUT, at=at(9, 30)).state == State.CHECKED_OUT


def test_a_visit_for_two_goes_back_whole_and_the_healthy_carer_is_free_again() -> None:
    quarter = Quarter()
    healthy = make_caregiver(quarter.station)
    order = make_request(quarter, service_code="bath_service")
    make_move(quarter, order, Move.DISPATCH, caregivers=(quarter.caregiver, healthy), at=at(8))
    withdraw(quarter)
    order.refresh_from_db()
    assert (order.state, order.caregivers_needed) == (State.CREATED, 2)
    assert not healthy.assignments.filter(ended_at__isnull=True).exists()


def test_shifts_without_visits_and_visits_without_shifts_are_withdrawn_too() -> None:
    quarter = Quarter()
    assert withdraw(quarter).returned == []
    order = carried(quarter, State.ACCEPTED)
    assert withdraw(quarter).returned == [order.number]


def test_only_what_is_left_of_that_day_is_withdrawn() -> None:
    quarter, tomorrow = Quarter(), DAY + timedelta(days=1)
    morning = make_shift(quarter.caregiver, starts_at=at(6), ends_at=at(8))
    later = make_shift(quarter.caregiver, day=tomorrow)
    order = carried(
        quarter, State.ACCEPTED, window_from=at(9, day=tomorrow), window_until=at(10, day=tomorrow)
    )
    withdraw(quarter)
    for shift in (morning, later):
        shift.refresh_from_db()
        assert shift.withdrawn_from is None
    order.refresh_from_db()
    assert order.state == State.ACCEPTED


def on_a_night_shift() -> tuple[Quarter, Shift, WorkOrder, WorkOrder]:
    """A caregiver on duty from ten in the evening to six, with a visit on each side of midnight."""
    quarter, tomorrow = Quarter(), DAY + timedelta(days=1)
    night = make_shift(quarter.caregiver, starts_at=at(22), ends_at=at(6, day=tomorrow))
    evening = carried(quarter, State.ACCEPTED, window_from=at(19), window_until=at(20))
    early = carried(
        quarter, State.ACCEPTED, window_from=at(7, day=tomorrow), window_until=at(8, day=tomorrow)
    )
    # Asked for in the station's hours, as every visit is; those of the night have been put there by hand.
    for order, begins in ((evening, at(23, 40)), (early, at(2, day=tomorrow))):
        WorkOrder.objects.filter(pk=order.pk).update(
            window_from=begins, window_until=begins + timedelta(minutes=15)
        )
    return quarter, night, evening, early


@pytest.mark.parametrize("day", [DAY, DAY + timedelta(days=1)], ids=["of the evening", "of the morning"])
def test_a_night_shift_under_way_ends_whichever_of_its_two_days_the_board_shows(day: date) -> None:
    quarter, night, evening, early = on_a_night_shift()
    after_midnight = at(0, 30, day=DAY + timedelta(days=1))
    done = withdraw(quarter, day=day, at=after_midnight)
    night.refresh_from_db()
    assert night.stands_until == after_midnight
    assert done.returned == sorted((evening.number, early.number))
    check_log(quarter)


def test_a_shift_under_way_stays_when_only_a_later_day_is_withdrawn() -> None:
    quarter, night, evening, early = on_a_night_shift()
    tomorrow = DAY + timedelta(days=1)
    later = make_shift(quarter.caregiver, day=tomorrow)
    done = withdraw(quarter, day=tomorrow, at=at(22, 30))
    night.refresh_from_db()
    later.refresh_from_db()
    assert (night.withdrawn_from, later.stands_until) == (None, at(22, 30))
    assert done.returned == [early.number]
    evening.refresh_from_db()
    assert evening.state == State.ACCEPTED


def test_the_same_command_again_has_the_same_answer_and_changes_nothing() -> None:
    quarter, command = Quarter(), uuid4()
    carried(quarter, State.ACCEPTED)
    first = withdraw(quarter, command=command)
    # Well again: on duty and on the way, when the first request comes a second time.
    add_shift(caregiver=quarter.caregiver, starts_at=at(13), ends_at=at(17), by=quarter.operator)
    carried(quarter, State.ACCEPTED)
    before = everything()
    again = withdraw(quarter, command=command, at=at(12))
    assert (again.pk, again.returned, again.kept) == (first.pk, first.returned, first.kept)
    assert everything() == before


def test_a_command_that_stood_for_somebody_else_is_refused() -> None:
    quarter, command = Quarter(), uuid4()
    withdraw(quarter, command=command)
    other = make_caregiver(quarter.station)
    make_shift(other)
    with pytest.raises(CommandTaken):
        withdraw(quarter, command=command, caregiver=other)


def test_a_second_operator_hears_that_there_is_nothing_left_to_withdraw() -> None:
    quarter = Quarter()
    withdraw(quarter)
    with pytest.raises(NothingToWithdraw):
        withdraw(quarter, at=at(9, 1))


@pytest.mark.parametrize("broken_after", [0, 1])
def test_a_failure_half_way_leaves_everything_as_it_was(
    broken_after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    quarter = Quarter()
    orders = [carried(quarter, State.ACCEPTED) for _ in range(2)]
    before, real = everything(), advance
    calls: list[WorkOrder] = []

    def breaking(**given: Any) -> WorkOrder:
        calls.append(given["order"])
        if len(calls) > broken_after:
            raise MovedOn(orders[0])
        return real(**given)

    monkeypatch.setattr(withdrawing, "advance", breaking)
    with pytest.raises(MovedOn):
        withdraw(quarter)
    assert len(calls) == broken_after + 1
    assert everything() == before


def test_without_a_reason_nothing_happens() -> None:
    quarter = Quarter()
    carried(quarter, State.ACCEPTED)
    before = everything()
    with pytest.raises(WrongInput):
        withdraw(quarter, reason=" ")
    assert everything() == before


@pytest.mark.parametrize("role", [Role.STATION_OPERATOR, Role.REGULATOR, Role.ADMINISTRATOR, Role.CAREGIVER])
def test_only_an_operator_of_the_carers_station_withdraws(role: Role) -> None:
    quarter = Quarter()
    carried(quarter, State.ACCEPTED)
    before = everything()
    with pytest.raises(NotYours):
        withdraw(quarter, by=make_account(role))
    assert everything() == before


def together(*acts: Callable[[], object]) -> list[object]:
    """Let threads act in the same instant, each on its own connection; what each got."""
    service()
    start = Barrier(len(acts))

    def one(act: Callable[[], object]) -> object:
        try:
            start.wait(timeout=10)
            return act()
        except Refused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(one, acts))


@pytest.mark.django_db(transaction=True)
def test_of_two_operators_at_once_one_withdraws_and_the_other_hears_it() -> None:
    quarter = Quarter()
    orders = [carried(quarter, State.ACCEPTED) for _ in range(3)]
    results = together(lambda: withdraw(quarter), lambda: withdraw(quarter))
    assert {type(result) for result in results} == {Withdrawal, NothingToWithdraw}
    assert OrderEvent.objects.filter(move=Move.RETURN).count() == len(orders)
    check_log(quarter)


@pytest.mark.django_db(transaction=True)
def test_one_command_sent_twice_at_once_has_one_effect_and_one_answer() -> None:
    quarter, command = Quarter(), uuid4()
    order = carried(quarter, State.ACCEPTED)
    results = together(*[lambda: withdraw(quarter, command=command)] * 4)
    assert [getattr(result, "returned", result) for result in results] == [[order.number]] * 4
    assert order.events.filter(move=Move.RETURN).count() == 1


@pytest.mark.django_db(transaction=True)
def test_carers_who_share_a_visit_and_fall_ill_at_once_block_nobody() -> None:
    quarter = Quarter()
    other = make_caregiver(quarter.station)
    make_shift(other)
    order = make_request(quarter, service_code="bath_service")
    make_move(quarter, order, Move.DISPATCH, caregivers=(quarter.caregiver, other), at=at(8))

    def ill(caregiver: Caregiver) -> Callable[[], Withdrawal]:
        return lambda: withdraw(quarter, caregiver=caregiver)

    results = together(ill(quarter.caregiver), ill(other))
    assert all(isinstance(result, Withdrawal) for result in results)
    assert order.events.filter(move=Move.RETURN).count() == 1
    assert not Shift.objects.filter(withdrawn_from__isnull=True).exists()
