"""The rows of a station-day as a problem."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from dispatch.orders.acts import Stop
from dispatch.orders.models import Move, State, WorkOrder
from dispatch.planning.bundle import freeze
from routing.documents import problem_hash, read_problem, write_problem
from routing.problem import Pin, Problem, Promise, Starts
from stations.people.models import CredentialKind, Occupation, Role, Sex
from tests.builders.orders import Quarter, make_move, make_order
from tests.builders.stations import (
    DAY,
    at,
    make_account,
    make_caregiver,
    make_elder,
    make_shift,
    make_station,
)
from tests.dispatch.planning.days import EVENING_BEFORE, StationDay

pytestmark = pytest.mark.django_db


def problem_of(day: StationDay) -> Problem:
    """The day frozen the evening before, when there is something to plan."""
    problem = freeze(day.station, DAY, EVENING_BEFORE).problem
    assert problem is not None
    return problem


def small_day() -> StationDay:
    """Two carers, a visit and a meal."""
    day = StationDay()
    day.carer()
    day.carer()
    day.order()
    day.order("meal_service", at(11))
    return day


def test_the_same_rows_freeze_to_the_same_bytes() -> None:
    day = small_day()
    first, second = problem_of(day), problem_of(day)
    assert write_problem(first) == write_problem(second)
    assert problem_hash(first) == problem_hash(second)


def test_a_changed_window_changes_the_hash() -> None:
    day = small_day()
    before = problem_hash(problem_of(day))
    order = day.order()
    order.window_until += timedelta(minutes=1)
    order.save()
    assert problem_hash(problem_of(day)) != before


def test_a_problem_survives_the_way_through_json() -> None:
    problem = problem_of(small_day())
    assert problem_hash(read_problem(write_problem(problem))) == problem_hash(problem)


def test_a_shift_and_its_break_are_seconds_of_the_day() -> None:
    carer = problem_of(small_day()).carers[0]
    assert (carer.shifts[0].from_, carer.shifts[0].until) == (8 * 3600, 18 * 3600)
    pause = carer.breaks[0]
    assert (pause.window.from_, pause.window.until, pause.seconds) == (45_000, 48_600, 1800)


def test_a_shift_withdrawn_half_way_ends_there() -> None:
    day = small_day()
    ill = day.carer()
    ill.shifts.update(withdrawn_from=at(10), withdrawn_reason="ill")
    carer = problem_of(day).carer_by_id[ill.number]
    assert carer.shifts[0].until == 10 * 3600
    assert carer.breaks == ()


def test_a_shift_withdrawn_before_it_began_leaves_the_carer_out() -> None:
    day = small_day()
    ill = day.carer()
    ill.shifts.update(withdrawn_from=at(7), withdrawn_reason="ill")
    assert ill.number not in problem_of(day).carer_by_id


def test_a_paper_counts_on_its_last_day_and_not_on_the_next() -> None:
    day = small_day()
    last_day = day.carer(valid_until=DAY)
    expired = day.carer(valid_until=DAY - timedelta(days=1))
    carers = problem_of(day).carer_by_id
    assert carers[last_day.number].holds(CredentialKind.HEALTH_CERTIFICATE, DAY)
    assert not carers[expired.number].holds(CredentialKind.HEALTH_CERTIFICATE, DAY)


def test_a_skill_is_a_service_that_the_occupation_may_do() -> None:
    day = small_day()
    courier = day.carer(occupation=Occupation.MEAL_COURIER)
    assert problem_of(day).carer_by_id[courier.number].skills == ("meal_service",)


def test_a_bath_is_two_parts_that_start_together_with_a_wish_for_the_elders_sex() -> None:
    day = small_day()
    order = day.order("bath_service", elder=make_elder(day.station, sex=Sex.MALE))
    visit = problem_of(day).visit_by_id[order.number]
    assert len(visit.parts) == 2
    assert visit.starts == Starts.TOGETHER
    assert visit.sex is not None
    assert visit.sex.values == (Sex.MALE,)


def test_a_meal_is_hot_until_two_hours_after_the_stove_and_handed_over_inside_its_window() -> None:
    day = small_day()
    order = day.order("meal_service", at(11))
    visit = problem_of(day).visit_by_id[order.number]
    assert visit.meal is not None
    assert visit.meal.ready_at == 10 * 3600 + 40 * 60
    assert visit.meal.limit_seconds == 7200
    assert visit.windows[0].until == 12 * 3600 - visit.parts[0].service_seconds


def test_a_start_when_the_window_closes_is_too_late() -> None:
    day = small_day()
    order = day.order()
    assert problem_of(day).visit_by_id[order.number].windows[0].until == 10 * 3600 - 1


def test_travel_is_symmetric_and_labelled_an_estimate() -> None:
    (matrix,) = problem_of(small_day()).travel
    assert matrix.estimated
    assert (matrix.seconds == matrix.seconds.T).all()
    assert matrix.seconds[0, 0] == 0


class TestLeftOut:
    def test_nobody_on_shift(self) -> None:
        day = StationDay()
        make_caregiver(day.station)
        order = day.order()
        bundle = freeze(day.station, DAY, EVENING_BEFORE)
        assert bundle.problem is None
        assert bundle.left_out == {order.number: "nobody_on_shift"}

    def test_a_window_that_is_past(self) -> None:
        day = small_day()
        late = day.order(begins=at(9))
        bundle = freeze(day.station, DAY, at(10))
        assert bundle.left_out[late.number] == "window_past"
        assert late.number not in bundle.versions

    def test_too_few_on_shift(self) -> None:
        day = StationDay()
        day.carer()
        make_caregiver(day.station)
        order = day.order("bath_service")
        assert freeze(day.station, DAY, EVENING_BEFORE).left_out == {order.number: "too_few_on_shift"}

    def test_a_meal_without_a_kitchen(self) -> None:
        day = StationDay(make_station())
        day.carer()
        order = day.order("meal_service", at(11))
        assert freeze(day.station, DAY, EVENING_BEFORE).left_out == {order.number: "no_kitchen"}

    def test_an_empty_day(self) -> None:
        day = StationDay()
        day.carer()
        bundle = freeze(day.station, DAY, EVENING_BEFORE)
        assert (bundle.problem, bundle.versions, bundle.left_out) == (None, {}, {})


class TestWhileTheDayRuns:
    def test_nobody_leaves_before_now(self) -> None:
        day = small_day()
        day.order(begins=at(14))
        carer = freeze(day.station, DAY, at(12)).problem.carers[0]  # type: ignore[union-attr]  # an order is open
        assert carer.frozen is not None
        assert (carer.frozen.place, carer.frozen.free_at) == ("station", 12 * 3600)

    def test_who_is_inside_a_home_is_free_there_when_the_visit_ends(self) -> None:
        quarter = Quarter()
        begun = make_order(quarter, state=State.IN_SERVICE)
        waiting = make_order(
            quarter, elder=make_elder(quarter.station), window_from=at(14), window_until=at(15)
        )
        problem = freeze(quarter.station, DAY, at(8, 45)).problem
        assert problem is not None
        frozen = problem.carer_by_id[quarter.caregiver.number].frozen
        assert frozen is not None
        assert frozen.place == f"home:{quarter.elder.number}"
        # In service since 08:40 by the builder's clock.
        assert frozen.free_at == 8 * 3600 + 40 * 60 + begun.service_minutes * 60
        assert list(problem.visit_by_id) == [waiting.number]

    def test_an_accepted_order_stays_with_its_caregiver(self) -> None:
        quarter = Quarter()
        order = make_order(quarter, state=State.ACCEPTED)
        problem = freeze(quarter.station, DAY, EVENING_BEFORE).problem
        assert problem is not None
        pin = problem.visit_by_id[order.number].pin
        assert pin is not None
        assert pin.carers == (quarter.caregiver.number,)

    def test_an_accepted_order_of_somebody_ill_is_free_for_others(self) -> None:
        quarter = Quarter()
        order = make_order(quarter, state=State.ACCEPTED)
        quarter.caregiver.shifts.update(withdrawn_from=at(7), withdrawn_reason="ill")
        day = StationDay(quarter.station)
        day.carer()
        assert problem_of(day).visit_by_id[order.number].pin is None

    def test_a_finished_order_is_not_planned_again(self) -> None:
        quarter = Quarter()
        make_order(quarter, state=State.COMPLETED)
        assert freeze(quarter.station, DAY, EVENING_BEFORE).problem is None


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
