"""A day that is frozen while it runs."""

import pytest

from dispatch.orders.models import State
from dispatch.planning.bundle import freeze
from tests.builders.orders import Quarter, make_order
from tests.builders.stations import (
    DAY,
    at,
    make_elder,
)
from tests.dispatch.planning.bundle.frozen_days import problem_of, small_day
from tests.dispatch.planning.days import EVENING_BEFORE, StationDay

pytestmark = pytest.mark.django_db


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
