"""The worker is killed in the middle of a plan: the run ends, one way or the other, and the board says so."""

import time
from typing import Any

import httpx
import pytest

from tests.stories.city import City

pytestmark = pytest.mark.story

PLAN_SECONDS = 8
ENDED = {"ready", "failed"}


def until_state(
    operator: httpx.Client, plan: str, states: set[str], seconds: float, attempts: int = 1
) -> dict[str, Any]:
    """Wait until a plan run is in one of some states, at least so many workers having begun it."""
    give_up_at = time.monotonic() + seconds
    while time.monotonic() < give_up_at:
        run: dict[str, Any] = operator.get(f"/plans/{plan}").json()
        if run["state"] in states and run["attempts"] >= attempts:
            return run
        time.sleep(0.3)
    raise AssertionError(f"after {seconds} s the run is still {run['state']}")


def test_a_plan_whose_worker_is_killed_is_retried_by_the_next_one(city: City) -> None:
    operator = city.sign_in("station_operator")
    station = city.logins["station_operator"]["station"]
    asked = operator.post(
        "/plans", json={"station": station, "day": city.day.isoformat(), "seconds": PLAN_SECONDS, "seed": 3}
    )
    assert asked.status_code == 202, asked.text
    plan = asked.json()["id"]
    until_state(operator, plan, {"running"}, 30)

    city.running.kill("worker")
    city.running.start_worker()

    run = until_state(operator, plan, ENDED, 120)
    assert run["state"] == "ready", run["failure"]


def test_a_plan_whose_workers_keep_dying_fails_and_says_why(city: City) -> None:
    operator = city.sign_in("station_operator")
    station = city.logins["station_operator"]["station"]
    asked = operator.post(
        "/plans", json={"station": station, "day": city.day.isoformat(), "seconds": PLAN_SECONDS, "seed": 4}
    )
    plan = asked.json()["id"]
    for attempt in (1, 2):
        # A run is queued again and taken again faster than anybody can see: the attempts are counted.
        until_state(operator, plan, {"running"}, 60, attempts=attempt)
        city.running.kill("worker")
        city.running.start_worker()

    run = until_state(operator, plan, ENDED, 60)
    assert (run["state"], run["failure"]) == ("failed", "worker_lost")
