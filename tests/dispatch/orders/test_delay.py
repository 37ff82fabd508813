from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispatch.orders.acts import Stop, dispatch_planned
from dispatch.orders.delay import LONGEST_DELAY_MINUTES, expected_at, told_arrival
from dispatch.orders.models import Assignment, Move, State, WorkOrder
from dispatch.orders.permissions import Standing
from stations.people.models import Role
from tests.builders.orders import Quarter, make_move, make_order, make_request
from tests.builders.stations import at, make_account, make_caregiver, make_shift

NINE_TO_TEN = WorkOrder(window_from=at(9), window_until=at(10))


class TestWhatTheMinutesMean:
    def test_they_count_from_the_start_that_was_planned_for_this_carer(self) -> None:
        own = Assignment(planned_start_at=at(9, 20))
        assert told_arrival(NINE_TO_TEN, own, minutes=20, told_at=at(9)) == at(9, 40)

    def test_they_count_from_the_promise_where_the_carer_was_sent_by_hand(self) -> None:
        order = WorkOrder(promised_at=at(9, 30), window_from=at(9), window_until=at(10))
        assert told_arrival(order, Assignment(), minutes=20, told_at=at(9)) == at(9, 50)

    def test_they_count_from_the_windows_start_where_nothing_was_promised(self) -> None:
        assert told_arrival(NINE_TO_TEN, Assignment(), minutes=20, told_at=at(8, 50)) == at(9, 20)

    def test_ten_minutes_late_said_after_fifteen_is_ten_minutes_from_then(self) -> None:
        own = Assignment(planned_start_at=at(9))
        assert told_arrival(NINE_TO_TEN, own, minutes=10, told_at=at(9, 15)) == at(9, 25)

    @given(
        minutes=st.integers(min_value=1, max_value=LONGEST_DELAY_MINUTES),
        told=st.integers(min_value=-300, max_value=300),
    )
    def test_nobody_is_expected_in_the_past_or_before_the_start_that_was_due(
        self, minutes: int, told: int
    ) -> None:
        told_at = at(9) + timedelta(minutes=told)
        expected = told_arrival(NINE_TO_TEN, Assignment(), minutes=minutes, told_at=told_at)
        assert expected > told_at
        assert expected >= at(9) + timedelta(minutes=minutes)


@pytest.mark.django_db
class TestWhenSomebodyIsExpected:
    def test_an_order_of_which_nobody_said_anything_expects_nobody_later(self) -> None:
        assert expected_at(make_order(state=State.ACCEPTED)) is None

    def test_it_is_the_last_word_of_the_carer(self) -> None:
        quarter = Quarter()
        order = self.delayed(quarter, make_order(quarter, state=State.ACCEPTED), 60)
        assert expected_at(self.delayed(quarter, order, 10)) == at(9, 10)

    def test_setting_out_leaves_it_as_it_is(self) -> None:
        quarter = Quarter()
        order = self.delayed(quarter, make_order(quarter, state=State.ACCEPTED), 20)
        assert expected_at(make_move(quarter, order, Move.DEPART)) == at(9, 20)

    def test_it_is_over_once_somebody_is_there(self) -> None:
        quarter = Quarter()
        order = self.delayed(quarter, make_order(quarter, state=State.DEPARTED), 20)
        assert expected_at(make_move(quarter, order, Move.CHECK_IN)) is None

    @pytest.mark.parametrize("move", [Move.TRANSFER, Move.RETURN, Move.CANCEL, Move.MISS])
    def test_it_is_over_when_the_order_goes_to_another_or_nowhere(self, move: Move) -> None:
        quarter = Quarter()
        order = self.delayed(quarter, make_order(quarter, state=State.ACCEPTED), 20)
        assert expected_at(make_move(quarter, order, move, by=quarter.operator)) is None

    def test_a_new_plan_knows_nothing_of_it(self) -> None:
        quarter = Quarter()
        order = self.delayed(quarter, make_order(quarter, state=State.ACCEPTED), 20)
        stop = Stop(
            caregiver=quarter.caregiver, planned_start_at=at(9, 40), round_position=1, travel_seconds=0
        )
        again = dispatch_planned(
            order=order, seen=order.version, stops=[stop], by=quarter.operator, at=at(9), command=uuid4()
        )
        assert expected_at(again) is None

    def test_of_two_who_go_together_the_later_counts(self) -> None:
        quarter = Quarter()
        second = make_caregiver(quarter.station)
        make_shift(second)
        order = make_request(quarter, service_code="bath_service", window_until=at(11))
        order = make_move(quarter, order, Move.DISPATCH, caregivers=[quarter.caregiver, second])
        order = self.delayed(quarter, order, 60)
        other = make_account(Role.CAREGIVER, caregiver=second)
        order = make_move(quarter, order, Move.REPORT_DELAY, by=other, delay_minutes=10)
        assert expected_at(order) == at(10)

    def delayed(self, quarter: Quarter, order: WorkOrder, minutes: int) -> WorkOrder:
        by = quarter.hands[Standing.ASSIGNED_CAREGIVER]
        told_at: datetime = at(8, 56)
        return make_move(quarter, order, Move.REPORT_DELAY, by=by, at=told_at, delay_minutes=minutes)
