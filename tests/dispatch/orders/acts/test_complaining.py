from uuid import uuid4

import pytest

from dispatch.orders.models import Complaint, Move, OrderEvent, Resolution, State, WorkOrder
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


def answered(
    quarter: Quarter, order: WorkOrder, reason: str = MoveReason.RESOLVED, **given: object
) -> WorkOrder:
    """The elder's side says whether its complaint is solved, unless somebody else is given."""
    return make_move(quarter, order, Move.REPORT_RESOLUTION, at=at(14), facts={"reason": reason}, **given)


def may_answer(quarter: Quarter, order: WorkOrder) -> set[Standing]:
    hands = quarter.hands.items()
    return {
        who
        for who, account in hands
        if Move.REPORT_RESOLUTION in reach_of(account, at(14)).allowed_moves(order)
    }


@pytest.mark.parametrize("decision", [MoveReason.COMPLAINT_UPHELD, MoveReason.COMPLAINT_DISMISSED])
def test_once_it_is_decided_who_complained_is_asked_and_whoever_rings_up_may_note_it_down(
    decision: str,
) -> None:
    quarter = Quarter()
    order = rated(quarter, MoveReason.COMPLAINT_LATE)
    assert may_answer(quarter, order) == set()
    order = decided(quarter, order, decision)
    assert may_answer(quarter, order) == {Standing.ELDER_SIDE, Standing.REGULATOR}


@pytest.mark.parametrize(
    ("reason", "resolution"),
    [(MoveReason.RESOLVED, Resolution.RESOLVED), (MoveReason.NOT_RESOLVED, Resolution.NOT_RESOLVED)],
)
def test_it_is_answered_once_and_neither_visit_nor_decision_moves(
    reason: str, resolution: Resolution
) -> None:
    quarter = Quarter()
    order = answered(quarter, decided(quarter, rated(quarter, MoveReason.COMPLAINT_LATE)), reason)
    order.refresh_from_db()
    assert (order.resolution, order.complaint, order.state) == (resolution, Complaint.UPHELD, State.EVALUATED)
    assert may_answer(quarter, order) == set()
    with pytest.raises(MovedOn):
        answered(quarter, order, by=quarter.hands[Standing.REGULATOR])


def test_an_answer_sent_again_has_one_effect() -> None:
    quarter = Quarter()
    order = decided(quarter, rated(quarter, MoveReason.COMPLAINT_LATE))
    command = uuid4()
    first = answered(quarter, order, command=command)
    again = answered(quarter, order, command=command)
    assert (again.version, again.resolution) == (first.version, Resolution.RESOLVED)
    assert OrderEvent.objects.filter(move=Move.REPORT_RESOLUTION).count() == 1


@pytest.mark.parametrize("put_away", [(Move.SETTLE,), (Move.SETTLE, Move.ARCHIVE)])
def test_it_may_be_answered_after_the_visit_was_paid_for_and_put_away(put_away: tuple[Move, ...]) -> None:
    quarter = Quarter()
    order = decided(quarter, rated(quarter, MoveReason.COMPLAINT_LATE))
    for move in put_away:
        order = make_move(quarter, order, move, at=at(13))
    assert answered(quarter, order).state == order.state


@pytest.mark.parametrize("standing", [Standing.OPERATOR, Standing.ASSIGNED_CAREGIVER, Standing.ADMINISTRATOR])
def test_nobody_of_the_station_says_for_them_that_it_is_solved(standing: Standing) -> None:
    quarter = Quarter()
    order = decided(quarter, rated(quarter, MoveReason.COMPLAINT_POOR))
    with pytest.raises(NotYours):
        answered(quarter, order, by=quarter.hands[standing])


@pytest.mark.parametrize("reason", ["", "还行吧", MoveReason.COMPLAINT_UPHELD])
def test_an_answer_that_says_neither_is_refused_and_leaves_no_trace(reason: str) -> None:
    quarter = Quarter()
    order = decided(quarter, rated(quarter, MoveReason.COMPLAINT_POOR))
    with pytest.raises(WrongInput) as refused:
        answered(quarter, order, reason)
    assert refused.value.fields == {"reason_code": "resolution_missing"}
    fresh = WorkOrder.objects.get(pk=order.pk)
    assert (fresh.version, fresh.resolution) == (order.version, "")


@pytest.mark.parametrize("reason", [MoveReason.SATISFIED, MoveReason.COMPLAINT_LATE])
def test_nobody_is_asked_about_praise_or_before_anybody_decided(reason: str) -> None:
    quarter = Quarter()
    order = rated(quarter, reason)
    with pytest.raises(MovedOn):
        answered(quarter, order)
