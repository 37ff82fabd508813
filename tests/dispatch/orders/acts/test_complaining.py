import pytest

from dispatch.orders.models import Complaint, Move, State, WorkOrder
from dispatch.orders.permissions import Standing, reach_of
from dispatch.orders.reasons import COMPLAINTS, MoveReason
from dispatch.orders.refusals import ComplaintOpen, MovedOn
from stations.ground.refusal import NotYours, WrongInput
from tests.builders.orders import Quarter, make_move, make_order
from tests.builders.stations import at

pytestmark = pytest.mark.django_db


def rated(quarter: Quarter, reason: str) -> WorkOrder:
    """A visit that its elder's side has rated."""
    order = make_order(quarter, state=State.COMPLETED)
    return make_move(quarter, order, Move.EVALUATE, at=at(11), facts={"reason": reason})


def decided(quarter: Quarter, order: WorkOrder, reason: str = MoveReason.COMPLAINT_UPHELD) -> WorkOrder:
    return make_move(quarter, order, Move.DECIDE_COMPLAINT, at=at(12), facts={"reason": reason})


def may_decide(quarter: Quarter, order: WorkOrder, standing: Standing) -> bool:
    return Move.DECIDE_COMPLAINT in reach_of(quarter.hands[standing], at(12)).allowed_moves(order)


@pytest.mark.parametrize("reason", sorted(COMPLAINTS))
def test_a_bad_rating_is_a_complaint_that_waits_for_those_above_the_station(reason: str) -> None:
    quarter = Quarter()
    order = rated(quarter, reason)
    order.refresh_from_db()
    assert order.complaint == Complaint.OPEN
    above = {Standing.REGULATOR, Standing.ADMINISTRATOR}
    assert {standing for standing in Standing if may_decide(quarter, order, standing)} == above


@pytest.mark.parametrize("reason", [MoveReason.SATISFIED, "饭菜很香"])
def test_praise_and_plain_words_are_no_complaint(reason: str) -> None:
    quarter = Quarter()
    order = rated(quarter, reason)
    assert order.complaint == ""
    assert not may_decide(quarter, order, Standing.REGULATOR)
    with pytest.raises(MovedOn):
        decided(quarter, order)


@pytest.mark.parametrize(
    ("reason", "outcome"),
    [
        (MoveReason.COMPLAINT_UPHELD, Complaint.UPHELD),
        (MoveReason.COMPLAINT_DISMISSED, Complaint.DISMISSED),
    ],
)
def test_it_is_decided_once_and_the_visit_stays_where_it_is(reason: str, outcome: Complaint) -> None:
    quarter = Quarter()
    order = decided(quarter, rated(quarter, MoveReason.COMPLAINT_LATE), reason)
    order.refresh_from_db()
    assert (order.complaint, order.state) == (outcome, State.EVALUATED)
    with pytest.raises(MovedOn):
        decided(quarter, order)


def test_a_decision_that_says_neither_is_refused_and_leaves_no_trace() -> None:
    quarter = Quarter()
    order = rated(quarter, MoveReason.COMPLAINT_POOR)
    with pytest.raises(WrongInput):
        decided(quarter, order, "不好说")
    fresh = WorkOrder.objects.get(pk=order.pk)
    assert (fresh.version, fresh.complaint) == (order.version, Complaint.OPEN)


@pytest.mark.parametrize("standing", [Standing.OPERATOR, Standing.ASSIGNED_CAREGIVER, Standing.ELDER_SIDE])
def test_nobody_decides_in_their_own_cause(standing: Standing) -> None:
    quarter = Quarter()
    order = rated(quarter, MoveReason.COMPLAINT_POOR)
    with pytest.raises(NotYours):
        make_move(
            quarter,
            order,
            Move.DECIDE_COMPLAINT,
            by=quarter.hands[standing],
            facts={"reason": MoveReason.COMPLAINT_DISMISSED},
        )


def test_what_is_disputed_is_neither_paid_for_nor_put_away_until_it_is_decided() -> None:
    quarter = Quarter()
    office = quarter.hands[Standing.ADMINISTRATOR]
    order = rated(quarter, MoveReason.COMPLAINT_WRONG)
    assert Move.SETTLE not in reach_of(office, at(12)).allowed_moves(order)
    with pytest.raises(ComplaintOpen):
        make_move(quarter, order, Move.SETTLE, at=at(12))
    order = decided(quarter, order)
    assert Move.SETTLE in reach_of(office, at(12)).allowed_moves(order)
    assert make_move(quarter, order, Move.SETTLE, at=at(13)).state == State.SETTLED
