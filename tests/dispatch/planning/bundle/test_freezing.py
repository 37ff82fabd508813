"""The rows of a station-day as a problem."""

from datetime import timedelta

import pytest

from dispatch.planning.bundle import freeze
from routing.documents import problem_hash, read_problem, write_problem
from routing.problem import Starts
from stations.people.models import CredentialKind, Occupation, Sex
from tests.builders.stations import (
    DAY,
    at,
    make_caregiver,
    make_elder,
    make_station,
)
from tests.dispatch.planning.bundle.frozen_days import problem_of, small_day
from tests.dispatch.planning.days import EVENING_BEFORE, StationDay

pytestmark = pytest.mark.django_db


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
    assert (pause.opens, pause.closes, pause.seconds) == (45_000, 48_600, 1800)


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
