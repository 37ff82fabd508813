"""Publishing: every order goes out, or none."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from dispatch.orders import acts as orders_acts
from dispatch.orders.models import Assignment, Move, OrderEvent, State, WorkOrder
from dispatch.orders.steps import STEPS
from dispatch.planning.acts import publish
from dispatch.planning.models import PlanRun, RunState
from dispatch.planning.refusals import OrdersChanged, PlanNotReady, ShiftsChanged
from stations.ground.refusal import NotYours, Refused
from stations.people.models import Role
from tests.builders.stations import at, make_account
from tests.dispatch.planning.days import EVENING_BEFORE, StationDay

pytestmark = pytest.mark.django_db


def planned_day() -> tuple[StationDay, PlanRun]:
    """Two carers, a visit, a bath for two, and a ready plan."""
    day = StationDay()
    day.carer()
    day.carer()
    day.order(begins=at(9))
    day.order("bath_service", begins=at(10))
    return day, day.planned()


def test_every_order_is_dispatched_with_its_promise() -> None:
    day, run = planned_day()
    published = publish(run=run, by=day.operator, at=EVENING_BEFORE)
    assert published.state == RunState.PUBLISHED
    for order in WorkOrder.objects.all():
        given = Assignment.objects.filter(order=order, ended_at__isnull=True)
        assert order.state == State.DISPATCHED
        assert given.count() == order.caregivers_needed
        assert {each.planned_start_at for each in given} == {order.promised_at}
        assert order.promised_at is not None
        assert order.window_from <= order.promised_at < order.window_until


def test_positions_in_each_round_count_from_one() -> None:
    day, run = planned_day()
    publish(run=run, by=day.operator, at=EVENING_BEFORE)
    for caregiver in {each.caregiver_id for each in Assignment.objects.all()}:
        given = Assignment.objects.filter(caregiver=caregiver).order_by("planned_start_at")
        assert [each.round_position for each in given] == list(range(1, len(given) + 1))


def test_publishing_twice_is_publishing_once() -> None:
    day, run = planned_day()
    for _ in range(2):
        publish(run=run, by=day.operator, at=EVENING_BEFORE)
    assert OrderEvent.objects.filter(move=Move.DISPATCH).count() == 2


def test_a_changed_order_stops_everything_and_is_named() -> None:
    day, run = planned_day()
    changed = WorkOrder.objects.order_by("number")[0]
    orders_acts.advance(
        order=changed,
        seen=changed.version,
        move=Move.CANCEL,
        by=day.operator,
        at=EVENING_BEFORE,
        command=run.pk,
    )
    with pytest.raises(OrdersChanged) as refused:
        publish(run=run, by=day.operator, at=EVENING_BEFORE)
    assert refused.value.facts["changed"] == [
        {"order": changed.number, "was": 1, "is": 2, "state": State.CANCELLED}
    ]
    assert not WorkOrder.objects.filter(state=State.DISPATCHED).exists()
    run.refresh_from_db()
    assert run.state == RunState.READY


def test_a_refusal_half_way_leaves_nothing_dispatched(monkeypatch: pytest.MonkeyPatch) -> None:
    day, run = planned_day()
    # Only somebody who may dispatch gets to the end; here nobody may, from the second order on.
    calls: list[str] = []
    real = orders_acts.dispatch_planned

    def once(**given: object) -> WorkOrder:
        calls.append("called")
        if len(calls) > 1:
            raise Refused
        return real(**given)  # type: ignore[arg-type]  # passed through as it came

    monkeypatch.setattr("dispatch.planning.acts.publishing.dispatch_planned", once)
    with pytest.raises(Refused):
        publish(run=run, by=day.operator, at=EVENING_BEFORE)
    assert len(calls) == 2
    assert not Assignment.objects.exists()
    assert not OrderEvent.objects.filter(move=Move.DISPATCH).exists()


def test_somebody_fallen_ill_since_stops_everything() -> None:
    day, run = planned_day()
    ill = day.station.caregivers.order_by("number")[0]
    ill.shifts.update(withdrawn_from=at(7), withdrawn_reason="ill")
    with pytest.raises(ShiftsChanged) as refused:
        publish(run=run, by=day.operator, at=EVENING_BEFORE)
    assert refused.value.facts["caregivers"] == [ill.number]


def test_a_run_that_is_not_ready_is_not_published() -> None:
    day = StationDay()
    with pytest.raises(PlanNotReady):
        publish(run=day.asked(), by=day.operator, at=EVENING_BEFORE)


def test_the_operator_of_another_station_publishes_nothing() -> None:
    _, run = planned_day()
    with pytest.raises(NotYours):
        publish(run=run, by=make_account(Role.STATION_OPERATOR), at=EVENING_BEFORE)


def test_the_plan_before_is_superseded_and_unchanged_orders_stay_as_they_are() -> None:
    day, first = planned_day()
    publish(run=first, by=day.operator, at=EVENING_BEFORE)
    second = day.planned()
    publish(run=second, by=day.operator, at=EVENING_BEFORE + timedelta(minutes=5))
    first.refresh_from_db()
    assert first.state == RunState.SUPERSEDED
    moved = OrderEvent.objects.filter(move=Move.TRANSFER).count()
    stayed = WorkOrder.objects.filter(version=2).count()
    assert moved + stayed == WorkOrder.objects.count()
    assert State.DISPATCHED in STEPS[Move.TRANSFER].sources


@pytest.mark.django_db(transaction=True)
def test_eight_hands_on_publish_dispatch_every_order_once() -> None:
    day, run = planned_day()

    def press(_: int) -> str:
        try:
            return str(publish(run=run, by=day.operator, at=EVENING_BEFORE).state)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as hands:
        assert set(hands.map(press, range(8))) == {RunState.PUBLISHED}
    assert OrderEvent.objects.filter(move=Move.DISPATCH).count() == WorkOrder.objects.count()
