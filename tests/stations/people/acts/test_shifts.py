"""Shifts."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from stations.ground.refusal import NotYours, WrongInput
from stations.people.acts import add_shift, withdraw_shift
from stations.people.models import Account, Caregiver, Role, Shift
from stations.people.refusals import ShiftOver, ShiftOverlaps
from stations.people.selectors import standing_shifts
from tests.builders.stations import DAY, at, make_account, make_caregiver, make_shift


@pytest.fixture
def caregiver(operator: Account) -> Caregiver:
    return make_caregiver(operator.station)


@pytest.mark.parametrize(("begins", "ends"), [(7, 9), (9, 12), (17, 19), (7, 19), (8, 18)])
def test_overlapping_shifts_are_refused(
    operator: Account, caregiver: Caregiver, begins: int, ends: int
) -> None:
    make_shift(caregiver)
    with pytest.raises(ShiftOverlaps):
        add_shift(caregiver=caregiver, starts_at=at(begins), ends_at=at(ends), by=operator)
    assert Shift.objects.count() == 1


def test_a_shift_may_begin_when_another_ends_and_two_people_may_work_together(
    operator: Account, caregiver: Caregiver
) -> None:
    make_shift(caregiver)
    add_shift(caregiver=caregiver, starts_at=at(18), ends_at=at(20), by=operator)
    add_shift(caregiver=make_caregiver(operator.station), starts_at=at(8), ends_at=at(18), by=operator)


class NoTwoStandingShiftsOverlap(TestCase):
    """Whatever is tried, in whatever order."""

    @given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 8)), min_size=2, max_size=6))
    def test_no_two_standing_shifts_of_a_caregiver_ever_overlap(self, wanted: list[tuple[int, int]]) -> None:
        operator = make_account(Role.STATION_OPERATOR)
        caregiver = make_caregiver(operator.station)
        for begins, hours in wanted:
            starts_at = at(0) + timedelta(hours=begins)
            try:
                add_shift(
                    caregiver=caregiver,
                    starts_at=starts_at,
                    ends_at=starts_at + timedelta(hours=hours),
                    by=operator,
                )
            except ShiftOverlaps:
                continue
        ends: datetime | None = None
        for shift in caregiver.shifts.order_by("starts_at"):
            assert ends is None or ends <= shift.starts_at
            ends = shift.ends_at


def test_a_break_must_fit(operator: Account, caregiver: Caregiver) -> None:
    for break_from, break_until, minutes in [(at(7), at(9), 30), (at(17), at(19), 30), (at(12), at(13), 90)]:
        with pytest.raises(WrongInput) as refused:
            add_shift(
                caregiver=caregiver,
                starts_at=at(8),
                ends_at=at(18),
                break_minutes=minutes,
                break_from=break_from,
                break_until=break_until,
                by=operator,
            )
        assert refused.value.fields == {"break_minutes": "break_does_not_fit"}


def test_a_shift_ends_after_it_starts(operator: Account, caregiver: Caregiver) -> None:
    with pytest.raises(WrongInput):
        add_shift(caregiver=caregiver, starts_at=at(9), ends_at=at(9), by=operator)


def test_nobody_works_more_than_a_day_at_a_stretch(operator: Account, caregiver: Caregiver) -> None:
    with pytest.raises(WrongInput) as refused:
        add_shift(caregiver=caregiver, starts_at=at(8), ends_at=at(9) + timedelta(days=1), by=operator)
    assert refused.value.fields == {"ends_at": "shift_too_long"}


def test_who_falls_ill_before_the_shift_is_not_on_duty_and_the_hours_are_free(
    operator: Account, caregiver: Caregiver
) -> None:
    assert operator.station
    shift = withdraw_shift(shift=make_shift(caregiver), reason="生病", from_at=at(6), by=operator)
    assert shift.stands_until < shift.starts_at
    assert not standing_shifts(operator.station, DAY)
    add_shift(caregiver=caregiver, starts_at=at(8), ends_at=at(18), by=operator)


def test_who_falls_ill_half_way_was_on_duty_until_then(operator: Account, caregiver: Caregiver) -> None:
    assert operator.station
    withdraw_shift(shift=make_shift(caregiver), reason="生病", from_at=at(11), by=operator)
    (standing,) = standing_shifts(operator.station, DAY)
    assert standing.stands_until == at(11)
    with pytest.raises(ShiftOverlaps):
        add_shift(caregiver=caregiver, starts_at=at(10), ends_at=at(12), by=operator)
    add_shift(caregiver=caregiver, starts_at=at(11), ends_at=at(12), by=operator)


def test_what_is_over_cannot_be_withdrawn(operator: Account, caregiver: Caregiver) -> None:
    shift = make_shift(caregiver)
    with pytest.raises(ShiftOver):
        withdraw_shift(shift=shift, reason="生病", from_at=at(18), by=operator)
    withdraw_shift(shift=shift, reason="生病", from_at=at(6), by=operator)
    with pytest.raises(ShiftOver):
        withdraw_shift(shift=shift, reason="生病", from_at=at(5), by=operator)


def test_a_withdrawal_needs_a_reason_and_the_right(operator: Account, caregiver: Caregiver) -> None:
    with pytest.raises(WrongInput):
        withdraw_shift(shift=make_shift(caregiver), reason=" ", from_at=at(9), by=operator)
    with pytest.raises(NotYours):
        withdraw_shift(shift=make_shift(make_caregiver()), reason="生病", from_at=at(9), by=operator)
