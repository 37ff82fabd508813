from typing import Any

import pytest
from rest_framework.test import APIClient

from dispatch.orders.models import ServiceRequest, Source, WorkOrder
from dispatch.orders.permissions import Standing
from stations.people.models import Role
from tests.builders.http import signed_in
from tests.builders.orders import Quarter, make_request
from tests.builders.stations import at, make_account, make_elder, make_family_member, service

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/service-requests"


def wanted(quarter: Quarter, **changed: Any) -> dict[str, Any]:
    service()
    return {
        "elder": quarter.elder.number,
        "service": "health_check",
        "window_from": at(9).isoformat(),
        "window_until": at(10).isoformat(),
        **changed,
    }


def test_a_family_asks_and_gets_the_work_order() -> None:
    quarter = Quarter()
    family = signed_in(make_family_member(quarter.elder))
    answer = family.post(ADDRESS, wanted(quarter, note="门铃坏了"), content_type="application/json")
    order = answer.json()
    assert answer.status_code == 201
    assert (order["state"], order["version"], order["note"]) == ("CREATED", 1, "门铃坏了")
    assert order["elder"] == {"number": quarter.elder.number, "name": quarter.elder.name}
    assert order["allowed_moves"] == ["CANCEL", "URGE"]
    assert order["position"] is None


@pytest.mark.parametrize(
    ("standing", "source"),
    [(Standing.ELDER_SIDE, Source.ELDER), (Standing.OPERATOR, Source.PHONE)],
)
def test_who_asked_is_kept(standing: Standing, source: Source) -> None:
    quarter = Quarter()
    signed_in(quarter.hands[standing]).post(ADDRESS, wanted(quarter), content_type="application/json")
    assert ServiceRequest.objects.get().source == source


def test_the_same_key_again_gives_the_same_order_and_makes_no_second() -> None:
    quarter = Quarter()
    operator = signed_in(quarter.operator)
    answers = [
        operator.post(
            ADDRESS, wanted(quarter), content_type="application/json", headers={"Idempotency-Key": "press-1"}
        )
        for _ in range(2)
    ]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    assert WorkOrder.objects.count() == 1


def test_the_same_key_for_something_else_is_refused() -> None:
    quarter = Quarter()
    operator = signed_in(quarter.operator)
    operator.post(
        ADDRESS, wanted(quarter), content_type="application/json", headers={"Idempotency-Key": "press-1"}
    )
    other = wanted(quarter, window_from=at(13).isoformat(), window_until=at(14).isoformat())
    answer = operator.post(
        ADDRESS, other, content_type="application/json", headers={"Idempotency-Key": "press-1"}
    )
    assert answer.status_code in (409, 422)
    assert WorkOrder.objects.count() == 1


def test_two_people_may_use_the_same_key() -> None:
    one, other = Quarter(), Quarter()
    for quarter in (one, other):
        answer = signed_in(quarter.operator).post(
            ADDRESS, wanted(quarter), content_type="application/json", headers={"Idempotency-Key": "1"}
        )
        assert answer.status_code == 201
    assert WorkOrder.objects.count() == 2


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"service": "levitation"}, "service"),
        ({"window_from": "yesterday"}, "window_from"),
        ({"window_from": at(6).isoformat()}, "window_from"),
        ({"window_until": at(9).isoformat()}, "window_until"),
        ({"note": "x" * 201}, "note"),
        ({"note": "a\0b"}, "note"),
        ({"dishes": [{"code": "D1", "count": 0}]}, "dishes.0.count"),
        ({"dishes": [{"code": "D1", "count": 1}] * 30}, "dishes"),
        ({"dishes": "soup"}, "dishes"),
        ({"elder": None}, "elder"),
    ],
)
def test_what_is_wrong_is_named_by_field_and_nothing_is_written(changed: dict[str, Any], field: str) -> None:
    quarter = Quarter()
    answer = signed_in(quarter.operator).post(
        ADDRESS, wanted(quarter, **changed), content_type="application/json"
    )
    problem = answer.json()
    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    assert (problem["code"], list(problem["fields"])) == ("wrong_input", [field])
    assert not ServiceRequest.objects.exists()


@pytest.mark.parametrize("body", ["{", "[]", "5", '"x"'])
def test_a_body_that_is_no_request_is_a_problem(body: str) -> None:
    answer = signed_in(Quarter().operator).post(ADDRESS, body, content_type="application/json")
    assert answer.status_code in (400, 422)
    assert answer["Content-Type"] == "application/problem+json"


def test_a_duplicate_names_the_order_that_is_there() -> None:
    quarter = Quarter()
    order = make_request(quarter)
    answer = signed_in(quarter.operator).post(ADDRESS, wanted(quarter), content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (409, "duplicate_request")
    assert answer.json()["number"] == order.number


def test_an_elder_of_another_station_or_of_none_is_not_yours() -> None:
    quarter = Quarter()
    for number in (make_elder().number, "E-nobody"):
        answer = signed_in(quarter.operator).post(
            ADDRESS, wanted(quarter, elder=number), content_type="application/json"
        )
        assert (answer.status_code, answer.json()["code"]) == (403, "not_yours")
        assert list(answer.json()["fields"]) == ["elder"]


@pytest.mark.parametrize("role", [Role.CAREGIVER, Role.REGULATOR, Role.ADMINISTRATOR])
def test_who_does_not_order_is_refused(role: Role) -> None:
    quarter = Quarter()
    answer = signed_in(make_account(role)).post(ADDRESS, wanted(quarter), content_type="application/json")
    assert answer.status_code == 403


def test_nobody_signed_in_is_401() -> None:
    assert APIClient().get(ADDRESS).status_code == 401


def test_one_sees_the_requests_of_the_orders_one_may_see() -> None:
    quarter = Quarter()
    order = make_request(quarter)
    make_request()
    listed = signed_in(quarter.operator).get(ADDRESS).json()["results"]
    assert [request["order"] for request in listed] == [order.number]
    assert listed[0]["elder"] == quarter.elder.number
