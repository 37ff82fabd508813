"""Plans over HTTP."""

from typing import Any
from uuid import uuid4

import pytest
from rest_framework.response import Response
from rest_framework.test import APIClient

from dispatch.orders.models import Move, WorkOrder
from dispatch.planning.models import PlanRun, RunState
from dispatch.planning.solving import solve_run
from stations.people.models import Account, Role
from tests.builders.orders import Quarter, make_move
from tests.builders.stations import DAY, at, make_account, make_station
from tests.dispatch.planning.days import EVENING_BEFORE, StationDay, shortened_day

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def evening_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """Plans are made the evening before, and wait in the queue until the test solves them."""
    for module in ("dispatch.planning.api.views", "dispatch.planning.solving", "dispatch.orders.api.viewer"):
        monkeypatch.setattr(f"{module}.now", lambda: EVENING_BEFORE)


def client_of(account: Account) -> APIClient:
    """A signed-in client."""
    client = APIClient()
    client.force_authenticate(account)
    return client


def ask(where: StationDay, by: Account | None = None, key: str = "", **body: Any) -> Response:
    """POST /plans."""
    asked = {"station": where.station.code, "day": DAY.isoformat(), "seconds": 1}
    headers = {"Idempotency-Key": key} if key else {}
    client = client_of(by or where.operator)
    return client.post("/api/v1/plans", {**asked, **body}, format="json", headers=headers)


def test_a_plan_is_asked_for_watched_looked_at_and_published() -> None:
    day = StationDay()
    caregiver = day.carer()
    order = day.order()
    client = client_of(day.operator)
    asked = ask(day)
    assert asked.status_code == 202
    address = f"/api/v1/plans/{asked.data['id']}"
    waiting = client.get(address).data
    assert (waiting["state"], waiting["bound"]) == ("queued", None)

    solve_run(PlanRun.objects.get().pk)
    shown = client.get(address).data
    assert shown["state"] == "ready"
    assert shown["summary"]["travel_is_estimate"] is True
    assert shown["bound"]["proven"] is True
    assert shown["bound"]["fewest_unserved"] == 0
    (round_,) = shown["rounds"]
    assert round_["caregiver"] == {"number": caregiver.number, "name": caregiver.name}
    visit = next(stop for stop in round_["stops"] if stop["kind"] == "visit")
    assert (visit["order"], visit["service"]) == (order.number, "health_check")

    published = client.post(f"{address}/publish")
    assert published.status_code == 200
    assert published.data["state"] == "published"
    order.refresh_from_db()
    assert order.state == "DISPATCHED"


def test_what_is_left_out_is_worded_in_the_readers_language() -> None:
    day = StationDay()
    day.carer(box_capacity=0)
    day.order("meal_service", at(11))
    run = day.planned()
    client = client_of(day.operator)
    for language, words, rule in (
        ("zh-hans", "餐箱", "去的人要有餐箱，并放得下这一餐。"),
        ("en", "box for meals", "Somebody with room for the meal in their box must go."),
    ):
        answer = client.get(f"/api/v1/plans/{run.pk}", headers={"Accept-Language": language})
        (unserved,) = answer.data["unserved"]
        assert unserved["verdict"] == "impossible"
        assert words in unserved["reasons"][0]["text"]
        assert unserved["rules"] == [{"code": "box_overfull", "text": rule}]


def test_a_visit_that_loses_its_carer_is_shown_with_them_and_may_be_left_to_them() -> None:
    day, order, carer, run = shortened_day()
    client = client_of(day.operator)
    (unserved,) = client.get(f"/api/v1/plans/{run.pk}").data["unserved"]
    assert unserved["held_by"] == [{"number": carer.number, "name": carer.name}]
    assert unserved["goes_back"] is True
    address = f"/api/v1/plans/{run.pk}/publish"
    wrong = client.post(address, {"keep": ["WO-elsewhere"]}, format="json")
    assert (wrong.status_code, list(wrong.data["fields"])) == (422, ["keep"])
    published = client.post(address, {"keep": [order.number]}, format="json")
    assert published.status_code == 200
    order.refresh_from_db()
    assert order.state == "DISPATCHED"
    # Afterwards the plan only tells what it left out.
    assert published.data["unserved"][0]["held_by"] == []


def test_a_visit_no_plan_could_hold_is_shown_as_staying() -> None:
    day, _, carer, _ = shortened_day()
    carer.shifts.update(withdrawn_from=at(7))
    run = day.planned()
    (unserved,) = client_of(day.operator).get(f"/api/v1/plans/{run.pk}").data["unserved"]
    assert [each["number"] for each in unserved["held_by"]] == [carer.number]
    assert unserved["goes_back"] is False


def test_an_order_changed_since_is_named_in_the_refusal() -> None:
    quarter = Quarter()
    day = StationDay(quarter.station)
    order = day.order(elder=quarter.elder)
    run = day.planned()
    make_move(quarter, order, Move.CANCEL, by=day.operator, at=EVENING_BEFORE)
    answer = client_of(day.operator).post(f"/api/v1/plans/{run.pk}/publish")
    assert answer.status_code == 409
    assert answer.data["code"] == "orders_changed"
    assert answer.data["changed"][0]["order"] == order.number


def test_the_same_key_is_the_same_plan_and_another_is_refused_while_it_lives() -> None:
    day = StationDay()
    first, again, other = ask(day, key="k1"), ask(day, key="k1"), ask(day, key="k2")
    assert again.data == first.data
    assert other.status_code == 409
    assert (other.data["code"], other.data["plan"]) == ("plan_already_running", first.data["id"])


def test_a_cancelled_plan_says_so() -> None:
    day = StationDay()
    asked = ask(day)
    answer = client_of(day.operator).post(f"/api/v1/plans/{asked.data['id']}/cancel")
    assert answer.data["state"] == RunState.CANCELLED


def test_a_foreign_station_is_refused_and_its_plans_are_not_there() -> None:
    day, stranger = StationDay(), make_account(Role.STATION_OPERATOR)
    run = day.asked()
    assert ask(day, by=stranger).status_code == 403
    assert client_of(stranger).get(f"/api/v1/plans/{run.pk}").status_code == 404
    assert client_of(stranger).post(f"/api/v1/plans/{run.pk}/publish").status_code == 404
    assert client_of(stranger).get("/api/v1/plans").data["results"] == []


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"day": "2026-02-30"}, "day"),
        ({"day": "2026-11-01"}, "day"),
        ({"seconds": 0}, "seconds"),
        ({"seconds": 99999}, "seconds"),
        ({"seed": -1}, "seed"),
    ],
)
def test_a_wrong_field_is_named(body: dict[str, Any], field: str) -> None:
    answer = ask(StationDay(), **body)
    assert answer.status_code == 422, answer.data
    assert list(answer.data["fields"]) == [field]
    assert not PlanRun.objects.exists()


def test_the_list_is_newest_first_and_by_day() -> None:
    day = StationDay()
    runs = [day.planned() for _ in range(2)]
    PlanRun.objects.filter(pk=runs[1].pk).update(requested_at=at(6))
    client = client_of(day.operator)
    listed = client.get(f"/api/v1/plans?station={day.station.code}&day={DAY}").data["results"]
    assert [each["id"] for each in listed] == [str(runs[1].pk), str(runs[0].pk)]
    assert client.get("/api/v1/plans?day=2026-01-01").data["results"] == []


def test_a_plan_nobody_made_is_not_there() -> None:
    client = client_of(make_account(Role.STATION_OPERATOR, station=make_station()))
    assert client.get(f"/api/v1/plans/{uuid4()}").status_code == 404
    assert not WorkOrder.objects.exists()


@pytest.mark.parametrize(
    ("language", "day", "code", "said"),
    [
        ("zh-CN", "2099-01-01", "day_too_far", "最多只能提前 60 天排班，请选择更近的日期。"),
        ("en", "9999-12-31", "day_too_far", "at most 60 days ahead. Choose a nearer day."),
        ("zh-CN", "0001-01-01", "day_is_over", "请选择今天或以后的日期。"),
        ("en", "1999-12-31", "day_is_over", "Choose today or a later day."),
    ],
)
def test_a_day_far_off_or_long_past_is_refused_with_its_field_and_what_to_do(
    language: str, day: str, code: str, said: str
) -> None:
    where = StationDay()
    answer = client_of(where.operator).post(
        "/api/v1/plans",
        {"station": where.station.code, "day": day},
        format="json",
        headers={"Accept-Language": language},
    )
    assert (answer.status_code, answer.data["code"]) == (422, code)
    assert said in answer.data["fields"]["day"]
    assert not PlanRun.objects.exists()
