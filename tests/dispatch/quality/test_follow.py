"""Following the log: every event read once, whatever is lost, repeated or run twice."""

from collections import Counter
from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dispatch.orders.models import Move, State, WorkOrder
from dispatch.orders.reasons import CHOSEN
from dispatch.orders.steps import STEPS
from dispatch.oversight.recount import recount
from dispatch.quality import follow
from dispatch.quality.counts import contribution, counts_in
from dispatch.quality.models import Criterion, DayCount, LogCursor, Verdict
from stations.ground.refusal import Refused
from tests.builders.orders import Quarter, make_move, make_order, make_request
from tests.builders.stations import at, make_elder

pytestmark = pytest.mark.django_db
NOON = at(12)


def follow_all(quarter: Quarter) -> int:
    return follow.follow_station(station_id=quarter.station.pk, at=NOON)


def counted() -> Counter[str]:
    total: Counter[str] = Counter()
    for row in DayCount.objects.all():
        total.update(counts_in(row))
    return total


def test_an_order_under_way_has_no_verdict_and_is_not_counted() -> None:
    quarter = Quarter()
    make_order(quarter, state=State.IN_SERVICE)
    follow_all(quarter)
    assert not Verdict.objects.exists()
    assert counted()["population"] == 0


def test_an_order_that_reaches_check_out_is_judged_and_counted_once() -> None:
    quarter = Quarter()
    order = make_order(quarter, state=State.COMPLETED)
    follow_all(quarter)
    follow_all(quarter)
    assert Verdict.objects.get(order=order).counted
    assert counted()["population"] == 1


def test_a_missed_order_fails_at_delivery() -> None:
    quarter = Quarter()
    order = make_order(quarter, state=State.MISSED)
    follow_all(quarter)
    assert Verdict.objects.get(order=order).first_fail == Criterion.C0
    assert counted()["C0.first_fail"] == 1


def test_a_later_event_moves_the_count_instead_of_adding_to_it() -> None:
    quarter = Quarter()
    order = make_order(quarter, state=State.COMPLETED)
    follow_all(quarter)
    make_move(quarter, order, Move.CALL_BACK, at=at(15), facts={"reason": "not_delivered"})
    follow_all(quarter)
    assert Verdict.objects.get(order=order).answers["C8"]["answer"] == "FAIL"
    assert (counted()["population"], counted()["C8.FAIL"], counted()["C8.PASS"]) == (1, 1, 0)


def test_a_complaint_moves_the_figure_when_it_is_made_and_again_when_it_is_decided() -> None:
    quarter = Quarter()
    order = make_order(quarter, state=State.COMPLETED)
    follow_all(quarter)
    seen = [c8_of(order)]
    for move, reason in (
        (Move.EVALUATE, "complaint_late"),
        (Move.DECIDE_COMPLAINT, "complaint_dismissed"),
    ):
        order = make_move(quarter, order, move, at=at(15), facts={"reason": reason})
        follow_all(quarter)
        seen.append(c8_of(order))
        assert list(recount()) == []
    assert seen == [("PASS", 1, 0, 0), ("UNVERIFIED", 0, 1, 0), ("PASS", 1, 0, 0)]


def c8_of(order: WorkOrder) -> tuple[str, int, int, int]:
    """The answer to C8, and how many orders have each."""
    counts = counted()
    answer = Verdict.objects.get(order=order).answers["C8"]["answer"]
    return answer, counts["C8.PASS"], counts["C8.UNVERIFIED"], counts["C8.FAIL"]


def test_a_follower_that_lost_its_work_begins_where_it_was_and_counts_nothing_twice() -> None:
    quarter = Quarter()
    make_order(quarter, state=State.COMPLETED)
    follow_all(quarter)
    before = counted()
    LogCursor.objects.update(seq=0)
    follow_all(quarter)
    assert counted() == before


def test_small_batches_come_to_the_same_as_one() -> None:
    quarter = Quarter()
    make_order(quarter, state=State.EVALUATED)
    while follow.follow_station(station_id=quarter.station.pk, at=NOON, limit=2):
        continue
    assert counted()["population"] == 1
    assert list(recount()) == []


def test_an_order_nobody_served_is_judged_when_its_time_is_long_over() -> None:
    quarter = Quarter()
    order = make_request(quarter)
    follow_all(quarter)
    # 09:00-10:00, 25 minutes at most half as long again, two hours of grace.
    too_early = at(10) + timedelta(minutes=37, hours=2)
    assert follow.judge_overdue(station_id=quarter.station.pk, at=too_early) == 0
    assert follow.judge_overdue(station_id=quarter.station.pk, at=too_early + timedelta(minutes=1)) == 1
    assert Verdict.objects.get(order=order).first_fail == Criterion.C0
    assert list(recount()) == []


def test_an_overdue_order_served_after_all_is_judged_again() -> None:
    quarter = Quarter()
    order = make_request(quarter)
    follow_all(quarter)
    follow.judge_overdue(station_id=quarter.station.pk, at=at(18))
    for step in (Move.DISPATCH, Move.ACCEPT, Move.DEPART, Move.CHECK_IN, Move.START_SERVICE, Move.CHECK_OUT):
        order = make_move(quarter, order, step, at=at(18))
    follow_all(quarter)
    assert Verdict.objects.get(order=order).answers["C0"]["answer"] == "PASS"
    assert counted()["population"] == 1


def test_stations_with_news_are_those_whose_log_goes_on() -> None:
    quarter = Quarter()
    make_request(quarter)
    assert [feed.station_id for feed in follow.stations_with_news()] == [quarter.station.pk]
    follow_all(quarter)
    assert not follow.stations_with_news().exists()


POSSIBLE = sorted(set(STEPS) - {Move.CREATE})
REASONED = st.sampled_from(POSSIBLE).flatmap(
    lambda move: st.tuples(st.just(move), st.sampled_from(["", *sorted(CHOSEN.get(move, ()))]))
)
MOVES = st.lists(st.tuples(st.integers(0, 2), REASONED, st.booleans()), max_size=20)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=MOVES)
def test_after_any_moves_the_counts_equal_a_recount_and_failures_add_up(
    moves: list[tuple[int, tuple[Move, str], bool]],
) -> None:
    with transaction.atomic():
        quarter = Quarter()
        orders = [make_request(quarter, elder=make_elder(quarter.station)) for _ in range(3)]
        for which, (move, reason), is_followed in moves:
            _try(quarter, orders[which], move, reason)
            if is_followed:
                follow_all(quarter)
        follow_all(quarter)
        _figures_hold(quarter)
        # Each example begins with an empty city.
        transaction.set_rollback(True)


def _try(quarter: Quarter, order: WorkOrder, move: Move, reason: str) -> None:
    """Make the move if it can be made; many cannot."""
    order.refresh_from_db()
    with suppress(Refused):
        make_move(quarter, order, move, facts={"reason": reason})


def _figures_hold(quarter: Quarter) -> None:
    assert list(recount()) == []
    verdicts = Verdict.objects.filter(station=quarter.station)
    kept: Counter[str] = Counter()
    for row in DayCount.objects.filter(station=quarter.station):
        kept.update(counts_in(row))
    summed: Counter[str] = Counter()
    for verdict in verdicts:
        summed.update(contribution(verdict))
    assert kept == summed
    first_fails = sum(kept[f"{criterion.value}.first_fail"] for criterion in Criterion)
    assert kept["population"] - kept["accurate"] == first_fails
