"""What elders were told and carers accepted is held to by the next plan."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from dispatch.orders.acts import Stop
from dispatch.orders.models import Move, State, WorkOrder
from dispatch.planning.bundle import freeze
from routing.problem import Pin, Promise
from stations.people.models import Role
from tests.builders.orders import Quarter, make_move, make_order
from tests.builders.stations import (
    DAY,
    at,
    make_account,
    make_caregiver,
    make_elder,
    make_shift,
)
from tests.dispatch.planning.bundle.frozen_days import problem_of
from tests.dispatch.planning.days import StationDay

pytestmark = pytest.mark.django_db


def test_whom_somebody_sent_by_hand_is_held_to_by_the_next_plan() -> None:
    quarter = Quarter()
    order = make_order(quarter, state=State.DISPATCHED)
    (visit,) = problem_of(StationDay(quarter.station)).visits
    assert visit.id == order.number
    assert visit.promise == Promise(start_at=None, carers=(quarter.caregiver.number,))


def test_a_visit_that_came_back_keeps_the_time_the_elder_was_told_and_nobody() -> None:
    quarter = Quarter()
    stop = Stop(caregiver=quarter.caregiver, planned_start_at=at(9, 10))
    order = make_move(quarter, make_order(quarter), Move.DISPATCH, caregivers=(), planned=[stop], at=at(8))
    make_move(quarter, order, Move.RETURN)
    (visit,) = problem_of(StationDay(quarter.station)).visits
    assert visit.promise == Promise(start_at=9 * 3600 + 600, carers=None)


def test_a_visit_nobody_was_told_about_holds_to_nothing() -> None:
    quarter = Quarter()
    make_order(quarter)
    (visit,) = problem_of(StationDay(quarter.station)).visits
    assert visit.promise is None


def accepted(quarter: Quarter, starts_at: datetime | None, **wanted: Any) -> WorkOrder:
    """A visit of another elder the caregiver has accepted, planned for then or sent by hand."""
    order = make_order(quarter, elder=make_elder(quarter.station), **wanted)
    stop = Stop(caregiver=quarter.caregiver, planned_start_at=starts_at)
    order = make_move(quarter, order, Move.DISPATCH, caregivers=(), planned=[stop], at=at(8))
    return make_move(quarter, order, Move.ACCEPT, at=at(8, 10))


def test_an_accepted_visit_stays_with_its_carer_at_its_minute() -> None:
    quarter = Quarter()
    accepted(quarter, at(9, 10))
    (visit,) = problem_of(StationDay(quarter.station)).visits
    assert visit.pin == Pin((quarter.caregiver.number,), 9 * 3600 + 600)


def test_one_accepted_that_was_sent_by_hand_may_begin_whenever_the_elder_allows() -> None:
    quarter = Quarter()
    accepted(quarter, None)
    (visit,) = problem_of(StationDay(quarter.station)).visits
    assert visit.pin == Pin((quarter.caregiver.number,), None)


def test_one_accepted_by_somebody_who_is_not_on_duty_then_is_held_by_nobody() -> None:
    quarter = Quarter()
    order = accepted(quarter, at(9, 10))
    shift = quarter.caregiver.shifts.get()
    shift.starts_at = order.window_until + timedelta(minutes=30)
    shift.save()
    (visit,) = problem_of(StationDay(quarter.station)).visits
    assert visit.pin is None
    assert visit.promise == Promise(9 * 3600 + 600, (quarter.caregiver.number,))


def test_one_accepted_by_somebody_whose_papers_have_run_out_since_is_held_by_nobody() -> None:
    quarter = Quarter()
    accepted(quarter, at(9, 10))
    quarter.caregiver.credentials.update(valid_until=DAY - timedelta(days=1))
    (visit,) = problem_of(StationDay(quarter.station)).visits
    assert visit.parts[0].credentials
    assert visit.pin is None


def test_of_a_carer_who_is_behind_no_accepted_visit_is_held_to_its_minute() -> None:
    quarter = Quarter()
    accepted(quarter, at(9, 10))
    later = accepted(quarter, at(9, 40), window_from=at(9, 30), window_until=at(10, 30))
    problem = freeze(quarter.station, DAY, at(9, 20)).problem
    assert problem is not None
    pins = {visit.id: visit.pin for visit in problem.visits}
    assert set(pins.values()) == {Pin((quarter.caregiver.number,), None)}
    promised = {visit.id: visit.promise for visit in problem.visits}
    assert promised[later.number] == Promise(9 * 3600 + 2400, (quarter.caregiver.number,))


def test_of_two_visits_accepted_for_the_same_minutes_neither_is_held_to_them() -> None:
    quarter = Quarter()
    for minute in (10, 20):
        accepted(quarter, at(9, minute))
    assert {visit.pin for visit in problem_of(StationDay(quarter.station)).visits} == {
        Pin((quarter.caregiver.number,), None)
    }


def test_an_accepted_meal_that_is_cooked_later_is_not_held_to_its_minute() -> None:
    day = StationDay()
    quarter = Quarter(station=day.station)
    order = accepted(
        quarter, at(11, 10), service_code="meal_service", window_from=at(11), window_until=at(12)
    )
    WorkOrder.objects.filter(pk=order.pk).update(cooked_at=at(11, 20))
    (visit,) = problem_of(day).visits
    assert visit.pin == Pin((quarter.caregiver.number,), None)
    assert visit.promise == Promise(11 * 3600 + 600, (quarter.caregiver.number,))


def test_a_carer_on_time_in_a_day_under_way_keeps_to_the_minute() -> None:
    quarter = Quarter()
    accepted(quarter, at(9, 40))
    problem = freeze(quarter.station, DAY, at(9, 20)).problem
    assert problem is not None
    assert [visit.pin for visit in problem.visits] == [Pin((quarter.caregiver.number,), 9 * 3600 + 2400)]


def test_whoever_shares_a_visit_with_a_carer_who_is_behind_is_behind_with_them() -> None:
    quarter = Quarter()
    partner = make_caregiver(quarter.station)
    make_shift(partner)
    accepted(quarter, at(9, 10))
    bath = make_order(quarter, elder=make_elder(quarter.station), service_code="bath_service")
    both = [Stop(caregiver=one, planned_start_at=at(9, 50)) for one in (quarter.caregiver, partner)]
    bath = make_move(quarter, bath, Move.DISPATCH, caregivers=(), planned=both, at=at(8))
    make_move(quarter, bath, Move.ACCEPT, at=at(8, 10))
    own = make_order(quarter, elder=make_elder(quarter.station), window_from=at(11), window_until=at(12))
    stop = Stop(caregiver=partner, planned_start_at=at(11, 10))
    own = make_move(quarter, own, Move.DISPATCH, caregivers=(), planned=[stop], at=at(8))
    partners_account = make_account(Role.CAREGIVER, caregiver=partner)
    make_move(quarter, own, Move.ACCEPT, by=partners_account, at=at(8, 10))
    problem = freeze(quarter.station, DAY, at(9, 20)).problem
    assert problem is not None
    starts = {visit.id: visit.pin.start_at for visit in problem.visits if visit.pin}
    assert starts == dict.fromkeys(starts)
    assert len(starts) == 3
