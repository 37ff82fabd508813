"""An operator at the board on a day that does not go as planned, by mouse and keyboard alone."""

import json
import os
import re
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Locator, Page, Request, expect

from tests.stories.browser import opened, word
from tests.stories.city import City, moved, new_order, sent

pytestmark = [pytest.mark.story, pytest.mark.browser]

# A plan is searched for a few seconds, on a machine that may be busy with other things.
PLAN_MILLISECONDS = 120_000
LIVE_MILLISECONDS = 10_000
TRANSFER_REASON = "护理员家里有事"
NUMBER_OF_CARER = re.compile(r"C\d{4,}")


@pytest.fixture(scope="module")
def desk(morning_city: City, browser: Browser) -> Iterator[Page]:
    """The station's screen, signed in."""
    page = opened(browser, morning_city, "station_operator")
    yield page
    page.context.close()


@pytest.fixture
def operator(morning_city: City) -> httpx.Client:
    """Another desk of the same station."""
    return morning_city.sign_in("station_operator")


def test_an_order_changes_hands_stops_goes_on_comes_back_and_is_called_off(
    morning_city: City, desk: Page, operator: httpx.Client
) -> None:
    carer, order = sent(morning_city, operator, new_order(morning_city, operator, "changes-hands"))
    panel = panel_of(desk, morning_city, order)
    transfer(panel, away_from=carer)
    made = [
        ("RAISE_EXCEPTION", "电话打不通", "EXCEPTION"),
        ("RESOLVE_EXCEPTION", "已联系上家属", "DISPATCHED"),
        ("RETURN", "护理员车坏了", "CREATED"),
        ("CANCEL", "老人住院", "CANCELLED"),
    ]
    for name, reason, state in made:
        press(panel, name)
        panel.get_by_label(word("operator", "reason")).fill(reason)
        submit(panel)
        expect(panel.get_by_text(word("states", "states", state), exact=True).first).to_be_visible()
        expect(panel.get_by_text(reason)).to_be_visible(timeout=LIVE_MILLISECONDS)
    history = operator.get(f"/work-orders/{order['number']}/events").json()["results"]
    assert [event["move"] for event in history[-5:]] == ["TRANSFER", *(name for name, *_ in made)]
    closed = word("operator", "board", "closed").split("{", maxsplit=1)[0]
    expect(desk.get_by_text(closed)).to_be_visible()


def test_name_phone_and_address_are_told_for_a_reason_and_not_before(
    morning_city: City, desk: Page, operator: httpx.Client
) -> None:
    order = new_order(morning_city, operator, "contact")
    panel = panel_of(desk, morning_city, order)
    asked: list[Request] = []
    desk.on("request", lambda request: asked.append(request))
    panel.get_by_role("button", name=word("operator", "contact", "show")).click()
    submit(panel)
    expect(panel.get_by_label(word("operator", "contact", "reason"))).to_be_focused()
    assert not [request for request in asked if request.url.endswith("/reveal")]
    panel.get_by_label(word("operator", "contact", "reason")).fill("核对门牌")
    submit(panel)
    expect(panel.get_by_text(word("operator", "contact", "address"), exact=True)).to_be_visible()
    (reveal,) = [request for request in asked if request.url.endswith("/reveal")]
    assert json.loads(reveal.post_data or "")["reason"] == "核对门牌"


def test_a_plan_out_of_date_is_refused_with_what_changed_and_one_that_fails_says_so(
    morning_city: City, desk: Page, operator: httpx.Client
) -> None:
    order = new_order(morning_city, operator, "out-of-date")
    desk.goto(f"{morning_city.url}/operator/plan")
    publish = word("operator", "plan", "publish")
    with desk.expect_response(
        lambda answer: answer.request.method == "POST" and "/plans" in answer.url
    ) as asked:
        desk.get_by_role("button", name=word("operator", "plan", "make")).click()
    # A plan that another story left could be published too: wait for this one.
    wait_until_ready(operator, asked.value.json()["id"])
    expect(desk.get_by_role("button", name=publish)).to_be_visible(timeout=PLAN_MILLISECONDS)
    moved(operator, order, "CANCEL", reason="不需要了", happened_at=morning_city.now())

    desk.get_by_role("button", name=publish).click()
    desk.locator(".publish form").get_by_role("button", name=publish).click()
    refusal = desk.get_by_role("alert")
    expect(refusal).to_contain_text(order["elder"]["name"])
    expect(refusal).to_contain_text(word("states", "states", "CANCELLED"))
    expect(desk.get_by_role("button", name=publish)).to_have_count(0)

    refusal.get_by_role("button", name=word("operator", "plan", "again")).click()
    kill_solver(morning_city)
    failed = desk.get_by_role("status").filter(has_text=word("operator", "plan", "failure", "solver_failed"))
    expect(failed).to_be_visible(timeout=PLAN_MILLISECONDS)
    expect(desk.get_by_role("button", name=word("operator", "plan", "make"))).to_be_enabled()


def wait_until_ready(operator: httpx.Client, plan: int) -> None:
    until = time.monotonic() + PLAN_MILLISECONDS / 1000
    while operator.get(f"/plans/{plan}").json()["state"] != "ready":
        assert time.monotonic() < until
        time.sleep(0.2)


def test_an_address_with_an_order_of_no_such_day_says_so_until_another_day_is_looked_at(
    morning_city: City, desk: Page
) -> None:
    desk.goto(f"{morning_city.url}/operator?order=WO0")
    said = desk.get_by_text(word("operator", "board", "not_this_day").format(number="WO0"))
    expect(said).to_be_visible()
    desk.get_by_role("button", name=word("shell", "day", "after")).click()
    expect(desk).to_have_url(re.compile(r"day="))
    expect(said).to_have_count(0)


def test_a_carer_who_falls_ill_is_taken_out_of_the_day_in_one_request(
    morning_city: City, desk: Page, operator: httpx.Client
) -> None:
    number, order = sent(morning_city, operator, new_order(morning_city, operator, "falls-ill"))
    name = order["caregivers"][0]["name"]
    desk.goto(f"{morning_city.url}/operator")
    row = desk.locator("li.carer").filter(has=desk.get_by_role("heading", name=name, exact=True))
    written: list[Request] = []
    desk.on("request", lambda request: written.append(request) if request.method == "POST" else None)
    row.get_by_role("button", name=word("operator", "withdraw", "label")).click()
    row.get_by_label(word("operator", "reason")).fill("发烧")
    row.get_by_role("button", name=word("operator", "withdraw", "confirm")).click()

    expect(row.locator(".away")).to_contain_text("发烧", timeout=LIVE_MILLISECONDS)
    waiting = desk.get_by_role("region", name=word("operator", "unassigned", "title"))
    expect(waiting.get_by_text(order["elder"]["name"]).first).to_be_visible(timeout=LIVE_MILLISECONDS)
    (request,) = written
    assert request.url.endswith(f"/caregivers/{number}/withdrawal")
    assert request.headers["idempotency-key"]
    assert operator.get(f"/work-orders/{order['number']}").json()["state"] == "CREATED"


def test_without_a_line_pages_and_moves_say_so_at_once_and_are_well_when_it_is_back(
    morning_city: City, desk: Page, operator: httpx.Client
) -> None:
    panel = panel_of(desk, morning_city, new_order(morning_city, operator, "no-line"))
    desk.wait_for_load_state("networkidle")
    desk.context.set_offline(True)
    try:
        press(panel, "URGE")
        submit(panel)
        expect(panel.get_by_role("alert").first).to_be_visible(timeout=LIVE_MILLISECONDS)
        desk.get_by_role("link", name=word("operator", "pages", "new")).click()
        desk.get_by_role("link", name=word("operator", "pages", "board")).click()
        desk.get_by_role("link", name=word("operator", "pages", "plan")).click()
        expect(desk.locator("h1")).to_contain_text(
            word("operator", "plan", "title").split("}", maxsplit=1)[1], timeout=LIVE_MILLISECONDS
        )
    finally:
        desk.context.set_offline(False)
    expect(desk.get_by_role("alert")).to_have_count(0, timeout=LIVE_MILLISECONDS)


def panel_of(desk: Page, city: City, order: dict[str, Any]) -> Locator:
    """Open an order beside the board."""
    desk.goto(f"{city.url}/operator?order={order['number']}")
    panel = desk.get_by_role("region", name=word("operator", "order", "title"), exact=True)
    expect(panel).to_be_visible(timeout=LIVE_MILLISECONDS)
    return panel


def press(panel: Locator, name: str) -> None:
    """Ask for a move."""
    panel.get_by_role("button", name=word("states", "moves", name), exact=True).click()


def submit(panel: Locator) -> None:
    """Confirm in place."""
    panel.locator("form button[type=submit]").click()


def transfer(panel: Locator, away_from: str) -> None:
    """Choose one carer after the other until the system lets somebody go; refusals speak of names."""
    handed_over = panel.get_by_role("listitem").filter(has_text=word("states", "moves", "TRANSFER"))
    refusal = panel.get_by_role("alert")
    press(panel, "TRANSFER")
    expect(panel.locator("form button[type=submit]")).to_be_disabled()
    panel.get_by_label(word("operator", "reason")).fill(TRANSFER_REASON)
    for one in range(panel.get_by_role("radio").count()):
        panel.get_by_role("radio").nth(one).check()
        submit(panel)
        expect(handed_over.or_(refusal).first).to_be_visible(timeout=LIVE_MILLISECONDS)
        if handed_over.count():
            return
        assert not NUMBER_OF_CARER.search(refusal.inner_text())
        press(panel, "TRANSFER")
        # What was typed is still there.
        expect(panel.get_by_label(word("operator", "reason"))).to_have_value(TRANSFER_REASON)
    raise AssertionError(f"nobody can take over from {away_from}")


def kill_solver(city: City, within_seconds: float = 60) -> None:
    """Kill the solver that the city's own worker has started, as a machine short of memory would."""
    worker = city.running.processes["worker"].pid
    give_up_at = time.monotonic() + within_seconds
    while time.monotonic() < give_up_at:
        for pid in solvers_of(worker):
            os.kill(pid, signal.SIGKILL)
            return
        time.sleep(0.05)
    raise AssertionError("no solver was started")


def solvers_of(worker: int) -> list[int]:
    """Processes in the worker's session that run `routing solve`."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        # Processes end while we look.
        with suppress(OSError):
            words = (folder / "cmdline").read_bytes().split(b"\0")
            if b"routing" in words and b"solve" in words and os.getsid(int(folder.name)) == worker:
                found.append(int(folder.name))
    return found
