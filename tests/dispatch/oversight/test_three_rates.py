"""The three rates count complaints, ratings and call-backs by when they were recorded."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from dispatch.orders.models import Move, OrderEvent, State, WorkOrder
from dispatch.orders.permissions import Standing
from dispatch.oversight.figures import Share
from dispatch.oversight.three_rates import ThreeRates, three_rates
from stations.ground.refusal import NotYours
from stations.people.models import Role
from stations.places.models import AdminDivision
from tests.builders.http import get, signed_in
from tests.builders.orders import Quarter, make_move, make_order
from tests.builders.stations import DAY, at, make_account, make_division, make_elder, make_family_member

pytestmark = pytest.mark.django_db

EVENING = at(20)


def rated(quarter: Quarter, reason: str, instant: datetime = EVENING) -> WorkOrder:
    """A completed order of another elder, and what was said of it."""
    order = make_order(quarter, state=State.COMPLETED, elder=make_elder(quarter.station))
    said = {"reason": reason} if reason else {}
    return make_move(
        quarter, order, Move.EVALUATE, at=instant, facts=said, by=make_family_member(order.elder)
    )


def decided(quarter: Quarter, order: WorkOrder, instant: datetime) -> WorkOrder:
    return make_move(
        quarter, order, Move.DECIDE_COMPLAINT, at=instant, facts={"reason": "complaint_dismissed"}
    )


def answered(quarter: Quarter, reason: str, instant: datetime) -> WorkOrder:
    """A complaint of today, decided at once, and what was said later on the telephone."""
    order = decided(quarter, rated(quarter, "complaint_late"), EVENING + timedelta(minutes=10))
    by = quarter.hands[Standing.REGULATOR]
    return make_move(quarter, order, Move.REPORT_RESOLUTION, at=instant, facts={"reason": reason}, by=by)


def rates(*, days_later: int = 0, division: str | None = None) -> ThreeRates:
    """The rates of one day, so many days later, as seen at its end."""
    day = DAY + timedelta(days=days_later)
    return three_rates(
        account=make_account(Role.ADMINISTRATOR),
        division_code=division,
        from_day=day,
        until_day=day + timedelta(days=1),
        at=at(23, 59, day=day),
    )


def test_of_complaints_due_those_decided_in_time_are_answered_and_the_open_ones_unresolved() -> None:
    quarter = Quarter()
    in_time, late, _never = [rated(quarter, "complaint_late") for _ in range(3)]
    decided(quarter, in_time, EVENING + timedelta(days=7))
    decided(quarter, late, EVENING + timedelta(days=7, seconds=1))
    assert rates().response == Share(0, 0)
    due = rates(days_later=7)
    assert (due.response, due.resolution) == (Share(1, 3), Share(0, 1))
    assert rates(days_later=8).response == Share(0, 0)


def test_of_those_who_answered_and_those_nobody_decided_for_in_time_some_say_that_it_is_solved() -> None:
    quarter = Quarter()
    for reason in ("resolved", "resolved", "not_resolved"):
        answered(quarter, reason, EVENING + timedelta(days=7))
    answered(quarter, "resolved", EVENING + timedelta(days=8))
    decided(quarter, rated(quarter, "complaint_late"), EVENING + timedelta(minutes=10))
    rated(quarter, "complaint_poor")
    assert rates().resolution == Share(0, 0)
    assert rates(days_later=7).resolution == Share(2, 4)
    assert rates(days_later=8).resolution == Share(1, 1)


def test_the_telephone_dated_back_counts_on_the_day_it_was_noted_down() -> None:
    quarter = Quarter()
    answered(quarter, "resolved", EVENING + timedelta(days=1))
    OrderEvent.objects.filter(move=Move.REPORT_RESOLUTION).update(happened_at=EVENING)
    assert rates().resolution == Share(0, 0)
    assert rates(days_later=1).resolution == Share(1, 1)


def test_the_rates_are_counted_from_the_log_whatever_the_order_says() -> None:
    quarter = Quarter()
    answered(quarter, "not_resolved", EVENING + timedelta(hours=1))
    before = rates()
    WorkOrder.objects.update(resolution="RESOLVED", complaint="DISMISSED")
    assert rates() == before
    assert before.resolution == Share(0, 1)


def test_a_city_sets_its_own_limit(settings: Settings) -> None:
    settings.COMPLAINT_ANSWER_DAYS = 2
    quarter = Quarter()
    rated(quarter, "complaint_poor")
    assert rates(days_later=2).response == Share(0, 1)


def test_an_answer_dated_back_is_late_all_the_same() -> None:
    quarter = Quarter()
    order = rated(quarter, "complaint_late")
    decided(quarter, order, EVENING + timedelta(days=8))
    OrderEvent.objects.filter(move=Move.DECIDE_COMPLAINT).update(happened_at=EVENING)
    assert rates(days_later=7).response == Share(0, 1)


def test_praise_counts_against_complaints_and_a_rating_without_an_opinion_not_at_all() -> None:
    quarter = Quarter()
    for reason in ("satisfied", "satisfied", "complaint_manners", ""):
        rated(quarter, reason)
    assert rates().satisfaction == Share(2, 3)
    assert rates(days_later=1).satisfaction.rate is None


def test_call_backs_are_counted_out_of_the_visits_completed() -> None:
    quarter = Quarter()
    for state in (State.COMPLETED, State.CALLED_BACK, State.MISSED):
        make_order(quarter, state=state, elder=make_elder(quarter.station))
    assert rates().call_back_coverage == Share(1, 2)


def test_only_the_divisions_own_are_counted_and_only_for_who_oversees_it() -> None:
    quarter = Quarter()
    rated(quarter, "satisfied")
    elsewhere = make_division("150602002000", "公园街道")
    assert rates(division=elsewhere.code).satisfaction == Share(0, 0)
    outside = make_account(Role.REGULATOR, division=AdminDivision.objects.get(code=elsewhere.code))
    with pytest.raises(NotYours):
        three_rates(
            account=outside,
            division_code=quarter.station.division.code,
            from_day=DAY,
            until_day=DAY + timedelta(days=1),
            at=EVENING,
        )


def test_over_http_each_rate_comes_with_its_population_and_interval() -> None:
    told = get(signed_in(make_account(Role.ADMINISTRATOR)), "oversight/three-rates").json()
    for name in ("response", "resolution", "satisfaction", "call_back_coverage"):
        assert told[name] == {"population": 0, "hits": 0, "rate": None, "interval": None}
    assert told["definition"] == "docs/three-rates.md"


def test_a_period_that_is_none_and_an_account_that_does_not_oversee_are_refused(client: Client) -> None:
    administrator = signed_in(make_account(Role.ADMINISTRATOR))
    backwards = {"from": "2026-12-01", "until": "2026-11-01"}
    assert get(administrator, "oversight/three-rates", **backwards).status_code == 422
    operator = signed_in(make_account(Role.STATION_OPERATOR))
    assert get(operator, "oversight/three-rates").json()["code"] == "not_yours"
    assert get(client, "oversight/three-rates").status_code == 401
