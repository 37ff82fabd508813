"""The reasons that come with a move, as the log keeps them."""

import pytest

from dispatch.orders.models import OrderEvent, State
from dispatch.orders.permissions import Standing
from dispatch.visits.models import Evidence
from dispatch.visits.sealing import digest_of
from tests.builders.orders import Quarter, make_order
from tests.builders.stations import at
from tests.dispatch.visits.api.hands import send

pytestmark = pytest.mark.django_db


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
