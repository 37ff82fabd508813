"""From the request on a phone to a verified visit, on both modes, as separate processes."""

import time as real_time
from datetime import time
from typing import Any

import httpx
import pytest

from tests.stories.city import City, moved
from tests.stories.feed import Listener

pytestmark = pytest.mark.story

PLAN_SECONDS = 60
VERDICT_SECONDS = 30


def ask(family: httpx.Client, city: City) -> dict[str, Any]:
    """The family asks for a blood-pressure visit tomorrow morning."""
    elder = family.get("/me").json()["elders"][0]
    answer = family.post(
        "/service-requests",
        json={
            "elder": elder["number"],
            "service": "wellbeing_visit",
            "window_from": city.at(time(14, 0)),
            "window_until": city.at(time(16, 0)),
            "note": "门铃坏了，请敲门",
        },
        headers={"Idempotency-Key": f"story-{city.mode}"},
    )
    assert answer.status_code == 201, answer.text
    order: dict[str, Any] = answer.json()
    return order


def planned(operator: httpx.Client, station: str, city: City) -> dict[str, Any]:
    """The operator makes a plan of the day and waits for it."""
    asked = operator.post(
        "/plans", json={"station": station, "day": city.day.isoformat(), "seconds": 3, "seed": 1}
    )
    assert asked.status_code == 202, asked.text
    until = real_time.monotonic() + PLAN_SECONDS
    while real_time.monotonic() < until:
        plan: dict[str, Any] = operator.get(f"/plans/{asked.json()['id']}").json()
        if plan["state"] in ("ready", "failed"):
            return plan
        real_time.sleep(0.3)
    raise AssertionError(f"no plan after {PLAN_SECONDS} s: {plan}")


async def test_an_order_travels_from_a_phone_to_a_verified_visit(city: City) -> None:
    family, operator = city.sign_in("family_member"), city.sign_in("station_operator")
    station = city.logins["station_operator"]["station"]
    async with Listener(city.socket_url, operator, station) as board:
        order = ask(family, city)
        assert ask(family, city)["number"] == order["number"], "the same key must not order twice"
        assert order["state"] == "CREATED"

        plan = planned(operator, station, city)
        assert plan["state"] == "ready", plan
        published = operator.post(f"/plans/{plan['id']}/publish")
        assert published.status_code == 200, published.text

        order = operator.get(f"/work-orders/{order['number']}").json()
        assert order["state"] == "DISPATCHED", "the plan serves the visit the family asked for"
        finish(city.as_caregiver(order["caregivers"][0]["number"]), order)
        await board.until(lambda listener: any(event["state"] == "COMPLETED" for event in listener.events))
        assert board.seqs == list(range(board.seqs[0], board.seqs[0] + len(board.seqs)))

    verdict = verdict_of(city, order["number"])
    answers = {answer["criterion"]: answer["answer"] for answer in verdict["answers"]}
    assert answers["C0"] == "PASS"
    assert answers["C3"] == "PASS"
    assert answers["C4"] == "PASS"
    # The story is told a day early, so the visit did not start inside its window: the verdict must say so.
    assert answers["C5"] == "FAIL"
    assert verdict["accurate"] is False


def finish(carer: httpx.Client, order: dict[str, Any]) -> None:
    """Make every door move of the visit, at the elder's own door."""
    seen = carer.get(f"/work-orders/{order['number']}").json()
    door = {
        "lat": seen["position"]["latitude"],
        "lon": seen["position"]["longitude"],
        "accuracy_meters": 12,
        "datum": "WGS84",
        "mock": False,
    }
    for name, more in (
        ("ACCEPT", {}),
        ("DEPART", {}),
        ("CHECK_IN", {"position": door}),
        ("START_SERVICE", {}),
        ("CHECK_OUT", {"position": door, "items_done": [{"service": seen["service"]["code"], "done": True}]}),
        ("COMPLETE", {}),
    ):
        seen = moved(carer, seen, name, **more)
    assert seen["state"] == "COMPLETED"


def verdict_of(city: City, number: str) -> dict[str, Any]:
    """Wait for the verdict that follows the log."""
    regulator = city.sign_in("regulator")
    until = real_time.monotonic() + VERDICT_SECONDS
    while real_time.monotonic() < until:
        answer = regulator.get(f"/oversight/work-orders/{number}/verdict")
        if answer.status_code == 200:
            verdict: dict[str, Any] = answer.json()
            return verdict
        real_time.sleep(0.5)
    raise AssertionError(f"no verdict on {number} after {VERDICT_SECONDS} s")
