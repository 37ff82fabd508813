"""POST /caregivers/{number}/withdrawal."""

from typing import Any
from uuid import uuid4

import pytest

from dispatch.orders.models import OrderEvent, State, Withdrawal
from dispatch.orders.permissions import Standing
from stations.people.models import Account, Role, Shift
from tests.builders.http import post, signed_in
from tests.builders.orders import Quarter, make_order
from tests.builders.stations import DAY, make_account

pytestmark = pytest.mark.django_db


def ask(quarter: Quarter, by: Account, *, key: str = "", **body: Any) -> Any:
    """Ask for the quarter's caregiver to be withdrawn on the tests' day."""
    headers = {"idempotency_key": key} if key else {}
    path = f"caregivers/{quarter.caregiver.number}/withdrawal"
    return post(signed_in(by), path, {"day": DAY.isoformat(), "reason": "发烧", **body}, **headers)


def test_one_request_withdraws_and_says_what_became_of_the_visits() -> None:
    quarter = Quarter()
    order = make_order(quarter, state=State.ACCEPTED)
    answer = ask(quarter, quarter.operator)
    assert answer.status_code == 200, answer.json()
    told = answer.json()
    assert (told["caregiver"], told["returned"], told["kept"]) == (
        quarter.caregiver.number,
        [order.number],
        [],
    )


def test_a_retry_with_its_key_has_the_same_answer_and_no_second_effect() -> None:
    quarter, key = Quarter(), str(uuid4())
    make_order(quarter, state=State.ACCEPTED)
    first, again = (ask(quarter, quarter.operator, key=key) for _ in range(2))
    assert (again.status_code, again.json()) == (200, first.json())
    assert Withdrawal.objects.count() == 1
    assert OrderEvent.objects.filter(move="RETURN").count() == 1


def test_without_its_key_the_second_press_is_told_that_it_is_done() -> None:
    quarter = Quarter()
    ask(quarter, quarter.operator)
    again = ask(quarter, quarter.operator)
    assert (again.status_code, again.json()["code"]) == (409, "nothing_to_withdraw")


def test_a_caregiver_of_another_station_is_not_there_to_withdraw() -> None:
    quarter = Quarter()
    order = make_order(quarter, state=State.ACCEPTED)
    answer = ask(quarter, make_account(Role.STATION_OPERATOR))
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    order.refresh_from_db()
    assert order.state == State.ACCEPTED
    assert not Shift.objects.filter(withdrawn_from__isnull=False).exists()


@pytest.mark.parametrize("standing", [Standing.REGULATOR, Standing.ADMINISTRATOR])
def test_who_oversees_or_administers_does_not_withdraw(standing: Standing) -> None:
    quarter = Quarter()
    answer = ask(quarter, quarter.hands[standing])
    assert (answer.status_code, answer.json()["code"]) == (403, "not_yours")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"reason": ""}, "reason"), ({"reason": "烧" * 201}, "reason"), ({"day": "soon"}, "day")],
)
def test_wrong_input_names_its_field(wrong: dict[str, str], field: str) -> None:
    quarter = Quarter()
    answer = ask(quarter, quarter.operator, **wrong)
    assert answer.status_code == 422
    assert list(answer.json()["fields"]) == [field]
    assert not Withdrawal.objects.exists()
