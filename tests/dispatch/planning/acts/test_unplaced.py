"""Publishing a plan that finds no place for a visit somebody has already."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from dispatch.orders.models import Assignment, Move, OrderEvent, State, WorkOrder
from dispatch.orders.refusals import MovedOn
from dispatch.planning.acts import publish, publishing
from dispatch.planning.models import RunState
from stations.ground.refusal import WrongInput
from stations.people.models import Caregiver, Role
from tests.builders.stations import at, make_account
from tests.dispatch.planning.days import EVENING_BEFORE, StationDay, promised_day, shortened_day

pytestmark = pytest.mark.django_db
LATER = EVENING_BEFORE + timedelta(minutes=5)


def carers_of(order: WorkOrder) -> list[Caregiver]:
    """Who has the order now."""
    return [each.caregiver for each in Assignment.objects.filter(order=order, ended_at__isnull=True)]


@pytest.mark.parametrize("state", [State.DISPATCHED, State.ACCEPTED])
def test_it_goes_back_to_be_given_to_somebody_and_its_history_says_why(state: State) -> None:
    day, order, _, run = shortened_day(state)
    assert run.plan is not None
    assert run.plan["unserved"] == [order.number]
    publish(run=run, by=day.operator, at=LATER)
    order.refresh_from_db()
    assert order.state == State.CREATED
    assert carers_of(order) == []
    assert order.events.get(move=Move.RETURN).facts == {"reason": "no_place_in_plan"}
    # What the elder was told stays told: whoever takes it over should come then.
    assert order.promised_at == at(9)


def test_who_publishes_may_leave_it_with_its_carer() -> None:
    day, order, carer, run = shortened_day()
    publish(run=run, by=day.operator, at=LATER, keep=[order.number])
    order.refresh_from_db()
    assert order.state == State.DISPATCHED
    assert carers_of(order) == [carer]
    assert not OrderEvent.objects.filter(move=Move.RETURN).exists()


def test_only_what_the_plan_gives_back_can_be_kept() -> None:
    day, order, _, run = shortened_day()
    with pytest.raises(WrongInput) as refused:
        publish(run=run, by=day.operator, at=LATER, keep=[order.number, "WO-elsewhere"])
    assert refused.value.fields == {"keep": "nothing_to_keep"}
    run.refresh_from_db()
    assert run.state == RunState.READY


def test_a_machine_that_plans_in_the_night_gives_it_back_too() -> None:
    _, order, _, run = shortened_day()
    publish(run=run, by=make_account(Role.ADMINISTRATOR), at=LATER)
    order.refresh_from_db()
    assert order.state == State.CREATED


def test_what_nobody_has_yet_is_left_as_it_is() -> None:
    day = StationDay()
    day.carer(box_capacity=0)
    order = day.order("meal_service", at(11))
    publish(run=day.planned(), by=day.operator, at=LATER)
    order.refresh_from_db()
    assert (order.state, order.version) == (State.CREATED, 1)


def test_what_no_plan_could_hold_stays_with_its_carer() -> None:
    """Nobody is on shift any more: the plan had no say in it, so it takes nothing away."""
    day, order, carer, _ = shortened_day()
    carer.shifts.update(withdrawn_from=at(7))
    run = day.planned()
    assert run.left_out == {order.number: "nobody_on_shift"}
    publish(run=run, by=day.operator, at=LATER)
    order.refresh_from_db()
    assert order.state == State.DISPATCHED
    assert carers_of(order) == [carer]


def test_an_accepted_visit_of_somebody_off_duty_goes_to_whom_the_plan_says() -> None:
    day, order, carer, _ = shortened_day(State.ACCEPTED)
    other = day.carer()
    carer.shifts.update(withdrawn_from=at(7))
    publish(run=day.planned(), by=day.operator, at=LATER)
    order.refresh_from_db()
    assert carers_of(order) == [other]
    assert order.state == State.DISPATCHED


@pytest.mark.parametrize(("minute", "state"), [(10, State.ACCEPTED), (40, State.DISPATCHED)])
def test_an_accepted_visit_is_given_out_anew_only_when_it_moves_beyond_its_promise(
    minute: int, state: State
) -> None:
    day, order, _ = promised_day(State.ACCEPTED)
    # The elder is not at home before then.
    WorkOrder.objects.filter(pk=order.pk).update(window_from=at(9, minute))
    publish(run=day.planned(), by=day.operator, at=LATER)
    order.refresh_from_db()
    assert order.state == state
    moved = state == State.DISPATCHED
    assert order.promised_at is not None
    assert (order.promised_at >= at(9, minute)) is moved


def test_a_refusal_while_giving_back_leaves_the_plan_unpublished(monkeypatch: pytest.MonkeyPatch) -> None:
    day, order, _, _ = shortened_day()
    # Somebody else's visit goes out in the same plan, before the other comes back, and must not.
    fresh = day.order(begins=at(8))
    run = day.planned()
    calls: list[object] = []

    def refuse(**given: Any) -> WorkOrder:
        calls.append(given["move"])
        raise MovedOn(order)

    before = order.version
    monkeypatch.setattr(publishing, "advance", refuse)
    with pytest.raises(MovedOn):
        publish(run=run, by=day.operator, at=LATER)
    assert calls == [Move.RETURN]
    for each in (order, fresh, run):
        each.refresh_from_db()
    assert (order.version, fresh.state, run.state) == (before, State.CREATED, RunState.READY)


@pytest.mark.django_db(transaction=True)
def test_eight_hands_on_publish_give_it_back_once() -> None:
    day, order, _, run = shortened_day()

    def press(_: int) -> str:
        try:
            return str(publish(run=run, by=day.operator, at=LATER).state)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as hands:
        assert set(hands.map(press, range(8))) == {RunState.PUBLISHED}
    assert order.events.filter(move=Move.RETURN).count() == 1
