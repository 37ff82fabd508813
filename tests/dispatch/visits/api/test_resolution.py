"""Whether a complaint is solved, in the words of who made it."""

import pytest

from dispatch.orders.models import Move, OrderEvent, State, WorkOrder
from dispatch.orders.permissions import Standing
from dispatch.orders.reasons import MoveReason
from tests.builders.orders import Quarter, make_move, make_order
from tests.builders.stations import at
from tests.dispatch.visits.api.hands import send

pytestmark = pytest.mark.django_db


class TestWhetherAComplaintIsSolved:
    @pytest.fixture
    def quarter(self) -> Quarter:
        return Quarter()

    @pytest.fixture
    def order(self, quarter: Quarter) -> WorkOrder:
        order = make_order(quarter, state=State.COMPLETED)
        for move, reason in (
            (Move.EVALUATE, MoveReason.COMPLAINT_LATE),
            (Move.DECIDE_COMPLAINT, MoveReason.COMPLAINT_UPHELD),
        ):
            order = make_move(quarter, order, move, facts={"reason": reason})
        return order

    @pytest.mark.parametrize("who", [Standing.ELDER_SIDE, Standing.REGULATOR])
    def test_it_is_kept_with_the_words_and_by_whose_hand(
        self, quarter: Quarter, order: WorkOrder, who: Standing
    ) -> None:
        told = {"reason_code": "not_resolved", "reason": "还是来晚"}
        answer = send(quarter, order, "REPORT_RESOLUTION", who, **told)
        assert (answer.status_code, answer.data["resolution"]) == (200, "NOT_RESOLVED")
        assert "REPORT_RESOLUTION" not in answer.data["allowed_moves"]
        event = OrderEvent.objects.get(order=order, move="REPORT_RESOLUTION")
        assert event.facts == {"reason": "not_resolved", "note": "还是来晚"}
        assert event.by == quarter.hands[who]

    @pytest.mark.parametrize(
        ("said", "field"),
        [
            ({}, "reason_code"),
            ({"reason": "解决了"}, "reason_code"),
            ({"reason_code": "satisfied"}, "reason_code"),
            ({"reason_code": "partly"}, "reason_code"),
            ({"reason_code": "resolved", "reason": "好" * 201}, "reason"),
            ({"reason_code": "resolved", "happened_at": at(23).isoformat()}, "happened_at"),
        ],
    )
    def test_what_says_neither_yes_nor_no_is_refused_by_the_field_and_may_be_said_again(
        self, quarter: Quarter, order: WorkOrder, said: dict[str, str], field: str
    ) -> None:
        answer = send(quarter, order, "REPORT_RESOLUTION", Standing.ELDER_SIDE, **said)
        assert (answer.status_code, set(answer.data["fields"])) == (422, {field})
        told = {"reason_code": "resolved"}
        assert send(quarter, order, "REPORT_RESOLUTION", Standing.ELDER_SIDE, **told).status_code == 200

    def test_whoever_answers_second_is_told_that_it_was_answered(
        self, quarter: Quarter, order: WorkOrder
    ) -> None:
        send(quarter, order, "REPORT_RESOLUTION", Standing.REGULATOR, reason_code="resolved")
        answer = send(quarter, order, "REPORT_RESOLUTION", Standing.ELDER_SIDE, reason_code="not_resolved")
        assert (answer.status_code, answer.data["code"]) == (409, "moved_on")
        assert answer.data["order"]["resolution"] == "RESOLVED"

    def test_the_station_cannot_answer(self, quarter: Quarter, order: WorkOrder) -> None:
        answer = send(quarter, order, "REPORT_RESOLUTION", Standing.OPERATOR, reason_code="resolved")
        assert (answer.status_code, answer.data["code"]) == (403, "not_yours")
