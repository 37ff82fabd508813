"""POST /work-orders/{number}/moves, and what else the door answers."""

from typing import Any
from uuid import uuid4

import pytest
from rest_framework.response import Response
from rest_framework.test import APIClient

from dispatch.orders.log import hash_of
from dispatch.orders.models import Move, OrderEvent, State, WorkOrder
from dispatch.orders.permissions import Standing
from dispatch.orders.reasons import MoveReason
from dispatch.visits.models import Evidence
from dispatch.visits.sealing import digest_of
from stations.ground import clock
from stations.people.models import Role
from tests.builders.orders import Quarter, make_move, make_order
from tests.builders.stations import at, make_account, make_caregiver

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nine_o_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests' day, at 09:00."""
    monkeypatch.setattr("dispatch.visits.api.views.now", lambda: at(9))
    monkeypatch.setattr("dispatch.visits.api.reading.now", lambda: at(9))
    monkeypatch.setattr("dispatch.orders.api.viewer.now", lambda: at(9))
    assert clock.local_day(at(9))


def send(quarter: Quarter, order: WorkOrder, name: str, by: Standing, **body: Any) -> Response:
    """One move over HTTP."""
    client = APIClient()
    client.force_authenticate(quarter.hands[by])
    given = {"command": str(uuid4()), "move": name, "seen": order.version, "happened_at": at(9).isoformat()}
    return client.post(f"/api/v1/work-orders/{order.number}/moves", {**given, **body}, format="json")


def check_in(quarter: Quarter, order: WorkOrder, **body: Any) -> Response:
    """The caregiver's check-in."""
    return send(quarter, order, "CHECK_IN", Standing.ASSIGNED_CAREGIVER, **body)


POSITION = {"lat": 39.82, "lon": 110.0, "accuracy_meters": 9, "datum": "WGS84", "mock": False}


def test_a_check_in_answers_with_the_order_as_it_is() -> None:
    quarter = Quarter()
    answer = check_in(quarter, make_order(quarter, state=State.DEPARTED), position=POSITION)
    assert answer.status_code == 200, answer.data
    assert answer.data["state"] == "CHECKED_IN"
    assert "START_SERVICE" in answer.data["allowed_moves"]
    assert Evidence.objects.get().latitude == 39.82


def test_a_second_press_of_the_same_button_is_refused_with_the_current_state() -> None:
    quarter = Quarter()
    order = make_order(quarter, state=State.DEPARTED)
    check_in(quarter, order)
    second = check_in(quarter, order)
    assert second.status_code == 409
    assert second.data["code"] == "moved_on"
    assert second.data["order"]["state"] == "CHECKED_IN"


def test_a_replayed_command_has_the_same_answer() -> None:
    quarter = Quarter()
    order = make_order(quarter, state=State.DEPARTED)
    command = str(uuid4())
    first, second = (check_in(quarter, order, command=command) for _ in range(2))
    assert second.status_code == 200
    assert second.data == first.data
    assert OrderEvent.objects.filter(command=command).count() == 1


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"position": POSITION | {"lat": 91}}, "position.lat"),
        ({"position": POSITION | {"lon": -181}}, "position.lon"),
        ({"position": POSITION | {"lat": "nan"}}, "position.lat"),
        ({"position": POSITION | {"accuracy_meters": -1}}, "position.accuracy_meters"),
        ({"position": POSITION | {"datum": "MARS"}}, "position.datum"),
        ({"position": {"lat": 39.8}}, "position.lon"),
        ({"proof": {"kind": "horoscope"}}, "proof.kind"),
        ({"move": "TELEPORT"}, "move"),
        ({"command": "1"}, "command"),
        ({"command": 5}, "command"),
        ({"happened_at": "yesterday"}, "happened_at"),
        ({"happened_at": at(11).isoformat()}, "happened_at"),
        ({"seen": -1}, "seen"),
        ({"measurements": {"food_celsius": "hot"}}, "measurements.food_celsius"),
        ({"items_done": [{"service": "health_check"}]}, "items_done.0.done"),
        ({"caregivers": ["C1"]}, "caregivers"),
        ({"reason_code": "because"}, "reason_code"),
        ({"reason_code": "nobody_home"}, "reason_code"),
        ({"tried": {"wait": "a while"}}, "tried.wait"),
        ({"tried": {"climb": at(9).isoformat()}}, "tried"),
        ({"delay_minutes": 10}, "delay_minutes"),
        ({"move": "REPORT_DELAY", "delay_minutes": 0}, "delay_minutes"),
        ({"move": "REPORT_DELAY", "delay_minutes": 241}, "delay_minutes"),
        ({"move": "REPORT_DELAY", "delay_minutes": "soon"}, "delay_minutes"),
    ],
)
def test_a_wrong_field_is_named(body: dict[str, Any], field: str) -> None:
    quarter = Quarter()
    order = make_order(quarter, state=State.DEPARTED)
    answer = check_in(quarter, order, **body)
    assert answer.status_code == 422, answer.data
    assert list(answer.data["fields"]) == [field]
    order.refresh_from_db()
    assert order.state == State.DEPARTED


def test_a_dispatch_by_hand_names_its_caregivers() -> None:
    quarter = Quarter()
    order = make_order(quarter)
    answer = send(quarter, order, "DISPATCH", Standing.OPERATOR, caregivers=[quarter.caregiver.number])
    assert answer.status_code == 200, answer.data
    assert [each["number"] for each in answer.data["caregivers"]] == [quarter.caregiver.number]


def test_a_caregiver_who_does_not_fit_is_refused_with_the_reason_in_the_readers_language() -> None:
    quarter = Quarter()
    idle = make_caregiver(quarter.station)
    answer = send(quarter, make_order(quarter), "DISPATCH", Standing.OPERATOR, caregivers=[idle.number])
    assert answer.status_code == 422
    assert answer.data["code"] == "unfit_for_order"
    assert answer.data["reasons"][0]["text"] == f"护理员{idle.number}在该时段没有班次。"
    assert "没有班次" in answer.data["fields"]["caregivers"]


def test_a_caregiver_of_another_station_is_unknown_here() -> None:
    quarter = Quarter()
    answer = send(
        quarter, make_order(quarter), "DISPATCH", Standing.OPERATOR, caregivers=[make_caregiver().number]
    )
    assert answer.status_code == 422
    assert "caregivers" in answer.data["fields"]


def test_a_move_that_is_not_ones_own_is_refused() -> None:
    quarter = Quarter()
    answer = send(quarter, make_order(quarter, state=State.DEPARTED), "CHECK_IN", Standing.OPERATOR)
    assert answer.status_code == 403
    assert answer.data["code"] == "not_yours"


def test_an_order_of_another_station_is_not_there() -> None:
    quarter, other = Quarter(), Quarter()
    other.hands[Standing.OPERATOR] = make_account(Role.STATION_OPERATOR)
    assert send(other, make_order(quarter), "CANCEL", Standing.OPERATOR).status_code == 404


def test_a_reason_is_kept_in_the_log() -> None:
    quarter = Quarter()
    order = make_order(quarter)
    send(quarter, order, "CANCEL", Standing.OPERATOR, reason="家人临时回来")
    assert OrderEvent.objects.get(order=order, move="CANCEL").facts["reason"] == "家人临时回来"


def test_a_chosen_reason_is_kept_as_its_code_and_the_words_beside_it() -> None:
    quarter = Quarter()
    order = make_order(quarter, state=State.ACCEPTED)
    chosen = {"reason_code": "vehicle_broken", "reason": "在桥头"}
    assert send(quarter, order, "RETURN", Standing.ASSIGNED_CAREGIVER, **chosen).status_code == 200
    facts = OrderEvent.objects.get(order=order, move="RETURN").facts
    assert facts == {"reason": "vehicle_broken", "note": "在桥头"}


def test_more_words_than_are_kept_are_refused_by_name_and_leave_the_visit_unrated() -> None:
    quarter = Quarter()
    order = make_order(quarter, state=State.COMPLETED)
    told = {"reason_code": "satisfied", "reason": "好" * 201}
    answer = send(quarter, order, "EVALUATE", Standing.ELDER_SIDE, **told)
    assert (answer.status_code, set(answer.data["fields"])) == (422, {"reason"})
    assert not OrderEvent.objects.filter(order=order, move="EVALUATE").exists()
    answer = send(quarter, order, "EVALUATE", Standing.ELDER_SIDE, **told | {"reason": "好" * 200})
    assert answer.status_code == 200


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


def test_what_was_tried_at_a_shut_door_is_kept_with_its_times() -> None:
    quarter = Quarter()
    order = make_order(quarter, state=State.DEPARTED)
    told = {"reason_code": "nobody_home", "tried": {"ring": at(8, 58).isoformat()}}
    answer = send(quarter, order, "RAISE_EXCEPTION", Standing.ASSIGNED_CAREGIVER, **told)
    assert answer.status_code == 200, answer.data
    facts = OrderEvent.objects.get(order=order, move="RAISE_EXCEPTION").facts
    sealed = facts.pop("evidence")
    assert facts == {"reason": "nobody_home", "tried": {"ring": "2026-11-23T00:58:00.000000+00:00"}}
    assert sealed == digest_of(Evidence.objects.get(order=order))


class TestADelay:
    def report(self, quarter: Quarter, order: WorkOrder, **body: Any) -> Response:
        return send(quarter, order, "REPORT_DELAY", Standing.ASSIGNED_CAREGIVER, **body)

    def test_tells_all_who_wait_when_the_carer_will_be_there(self) -> None:
        quarter = Quarter()
        order = make_order(quarter, state=State.ACCEPTED)
        answer = self.report(quarter, order, delay_minutes=20)
        assert answer.status_code == 200, answer.data
        assert (answer.data["state"], answer.data["version"]) == ("ACCEPTED", order.version + 1)
        for standing in (Standing.ELDER_SIDE, Standing.OPERATOR):
            client = APIClient()
            client.force_authenticate(quarter.hands[standing])
            seen = client.get(f"/api/v1/work-orders/{order.number}").json()
            assert seen["expected_at"] == "2026-11-23T09:20:00+08:00"

    def test_is_in_the_log_with_its_minutes_and_what_they_meant(self) -> None:
        quarter = Quarter()
        order = make_order(quarter, state=State.DEPARTED)
        self.report(quarter, order, delay_minutes=30, reason="雪大")
        event = OrderEvent.objects.get(order=order, move="REPORT_DELAY")
        told = {"reason": "雪大", "delay_minutes": 30, "expected_at": "2026-11-23T01:30:00.000000+00:00"}
        assert event.facts == told
        assert event.hash == hash_of(event)

    def test_counts_from_when_it_was_told_and_not_from_when_the_signal_came_back(self) -> None:
        quarter = Quarter()
        order = make_order(quarter, state=State.ACCEPTED, window_from=at(8, 40))
        answer = self.report(quarter, order, delay_minutes=10, happened_at=at(8, 51).isoformat())
        assert answer.data["expected_at"] == at(9, 1)

    def test_from_a_tablet_that_sends_no_minutes_is_still_taken(self) -> None:
        quarter = Quarter()
        answer = self.report(quarter, make_order(quarter, state=State.ACCEPTED), reason="晚 20 分钟")
        assert answer.status_code == 200, answer.data
        assert answer.data["expected_at"] is None


def test_evidence_is_read_back_by_who_may_see_the_order() -> None:
    quarter = Quarter()
    order = make_order(quarter, state=State.DEPARTED)
    check_in(quarter, order, position=POSITION, measurements={"food_celsius": 63.5})
    client = APIClient()
    client.force_authenticate(quarter.operator)
    answer = client.get(f"/api/v1/work-orders/{order.number}/evidence")
    assert answer.data["results"][0]["measurements"] == {"food_celsius": 63.5}


def test_a_proof_is_issued_and_then_holds_at_the_door() -> None:
    quarter = Quarter()
    client = APIClient()
    client.force_authenticate(quarter.operator)
    issued = client.post(f"/api/v1/elders/{quarter.elder.number}/door-proofs", {"kind": "pin"}, format="json")
    assert issued.status_code == 201
    check_in(quarter, make_order(quarter, state=State.DEPARTED), proof=issued.data)
    assert Evidence.objects.get().proof_valid is True
