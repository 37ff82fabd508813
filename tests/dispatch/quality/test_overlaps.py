"""Nobody is at two doors at once: visits of one caregiver that overlap are both not believed."""

from datetime import datetime
from typing import Any

import pytest

from dispatch.orders.models import Move, State, WorkOrder
from dispatch.oversight.recount import recount
from dispatch.quality import follow
from dispatch.quality.models import Verdict
from dispatch.visits.door import DoorReport, Position
from dispatch.visits.models import Evidence
from stations.people.models import Account, Caregiver, Elder, Role
from tests.builders.orders import Quarter, make_move, make_order, make_request
from tests.builders.stations import at, make_account, make_caregiver, make_elder
from tests.dispatch.visits.test_acts import move

pytestmark = pytest.mark.django_db


@pytest.fixture
def quarter() -> Quarter:
    """A station with one caregiver."""
    return Quarter()


def elsewhere(quarter: Quarter) -> Elder:
    """An elder some streets away from the quarter's own."""
    return make_elder(quarter.station, latitude=39.81, longitude=110.01)


def at_the_same_address(quarter: Quarter) -> Elder:
    home = quarter.elder
    return make_elder(quarter.station, latitude=home.latitude, longitude=home.longitude)


def set_out(quarter: Quarter, elder: Elder, *caregivers: Caregiver, **wanted: Any) -> WorkOrder:
    """An order on whose way these caregivers are; the first of them moves it."""
    order = make_request(quarter, elder=elder, **wanted)
    order = make_move(quarter, order, Move.DISPATCH, caregivers=caregivers, at=at(8))
    by = Account.objects.get(caregiver=caregivers[0])
    for name in (Move.ACCEPT, Move.DEPART):
        order = make_move(quarter, order, name, by=by, at=at(8, 5))
    return order


def begun(quarter: Quarter, elder: Elder, check_in_at: datetime, **wanted: Any) -> WorkOrder:
    """A visit that the quarter's caregiver began at this instant."""
    order = make_order(quarter, state=State.DEPARTED, elder=elder, **wanted)
    for name in (Move.CHECK_IN, Move.START_SERVICE):
        order = _told(quarter, order, name, check_in_at)
    return order


def ended(quarter: Quarter, order: WorkOrder, check_out_at: datetime) -> WorkOrder:
    return _told(quarter, order, Move.CHECK_OUT, check_out_at)


def _told(quarter: Quarter, order: WorkOrder, name: Move, at: datetime, **given: Any) -> WorkOrder:
    fix = Position(order.elder.latitude, order.elder.longitude, accuracy_meters=8.0, mock=False)
    return move(quarter, order, name, report=DoorReport(position=fix), at=at, happened_at=at, **given)


def visited(
    quarter: Quarter, elder: Elder, *, between: tuple[datetime, datetime], **wanted: Any
) -> WorkOrder:
    return ended(quarter, begun(quarter, elder, between[0], **wanted), between[1])


def followed(quarter: Quarter) -> None:
    follow.follow_station(station_id=quarter.station.pk, at=at(20))


def c7_of(order: WorkOrder) -> tuple[str, str]:
    answer = Verdict.objects.get(order=order).answers["C7"]
    return answer["answer"], answer["reason"]


FAILS = ("FAIL", "at_two_doors")
PASSES = ("PASS", "evidence_complete")


def test_two_visits_at_once_fail_both_with_the_evidence_of_both(quarter: Quarter) -> None:
    first = visited(quarter, quarter.elder, between=(at(9), at(9, 30)))
    second = visited(quarter, elsewhere(quarter), between=(at(9, 20), at(9, 50)))
    followed(quarter)
    assert (c7_of(first), c7_of(second)) == (FAILS, FAILS)
    ends = Evidence.objects.filter(move__in=(Move.CHECK_IN, Move.CHECK_OUT)).values_list("pk", flat=True)
    assert set(Verdict.objects.get(order=first).answers["C7"]["evidence"]) == set(ends)


def test_a_visit_judged_before_the_other_ended_is_judged_again(quarter: Quarter) -> None:
    long = begun(quarter, elsewhere(quarter), at(9))
    short = visited(quarter, quarter.elder, between=(at(9, 10), at(9, 30)))
    followed(quarter)
    assert c7_of(short) == PASSES
    ended(quarter, long, at(9, 45))
    followed(quarter)
    assert (c7_of(short), c7_of(long)) == (FAILS, FAILS)
    assert list(recount()) == []


def test_one_visit_after_the_other_is_believed_though_two_clocks_differ_by_a_minute(quarter: Quarter) -> None:
    first = visited(quarter, quarter.elder, between=(at(9), at(9, 30)))
    second = visited(quarter, elsewhere(quarter), between=(at(9, 29), at(9, 50)))
    followed(quarter)
    assert (c7_of(first), c7_of(second)) == (PASSES, PASSES)


def test_a_meal_for_the_home_where_the_caregiver_is_at_work_takes_no_time_of_it(
    quarter: Quarter,
) -> None:
    wife = at_the_same_address(quarter)
    visit = visited(quarter, quarter.elder, between=(at(9), at(9, 30)))
    meal = visited(quarter, wife, between=(at(9, 10), at(9, 15)), service_code="meal_service")
    followed(quarter)
    assert (c7_of(visit), c7_of(meal)) == (PASSES, PASSES)


def test_two_visits_at_once_in_one_home_are_one_visit_told_twice(quarter: Quarter) -> None:
    wife = at_the_same_address(quarter)
    both = [visited(quarter, elder, between=(at(9), at(9, 30))) for elder in (quarter.elder, wife)]
    followed(quarter)
    assert [c7_of(order) for order in both] == [FAILS, FAILS]


def test_the_second_of_two_carers_may_come_from_a_visit_that_ended_after_the_first_checked_in(
    quarter: Quarter,
) -> None:
    second = make_caregiver(quarter.station)
    account = make_account(Role.CAREGIVER, caregiver=second)
    bath = set_out(quarter, elsewhere(quarter), quarter.caregiver, second, service_code="bath_service")
    before = set_out(quarter, quarter.elder, second)
    before = _told(quarter, before, Move.CHECK_IN, at(9), by=account)
    bath = _told(quarter, bath, Move.CHECK_IN, at(9, 20))
    before = _told(quarter, before, Move.START_SERVICE, at(9), by=account)
    before = _told(quarter, before, Move.CHECK_OUT, at(9, 25), by=account)
    bath = _told(quarter, bath, Move.START_SERVICE, at(9, 30), by=account)
    bath = _told(quarter, bath, Move.CHECK_OUT, at(10, 20))
    followed(quarter)
    assert (c7_of(before), c7_of(bath)) == (PASSES, PASSES)


def test_recounting_finds_an_overlap_that_somebody_took_out_of_a_verdict(quarter: Quarter) -> None:
    first = visited(quarter, quarter.elder, between=(at(9), at(9, 30)))
    visited(quarter, elsewhere(quarter), between=(at(9, 20), at(9, 50)))
    followed(quarter)
    assert list(recount()) == []
    verdict = Verdict.objects.get(order=first)
    verdict.answers["C7"] = {"answer": "PASS", "reason": "evidence_complete", "evidence": []}
    verdict.save()
    assert [found.where for found in recount()] == [f"verdict {first.number} C7"]
