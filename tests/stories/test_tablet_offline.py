"""A carer in a cellar: the day stays on the tablet, no move is lost, and what changed meanwhile is told."""

import re
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, Response, expect

from tests.stories.browser import opened, word
from tests.stories.city import City, move, moved, order_of_the_visitors_carer

pytestmark = [pytest.mark.story, pytest.mark.browser]

# A tablet that hears of the network again tries at once; the board follows by itself.
SENT_MILLISECONDS = 15_000


def test_a_visit_made_without_signal_outlives_a_reload_and_reaches_the_board_in_order(
    morning_city: City, browser: Browser
) -> None:
    city = morning_city
    operator = city.sign_in("station_operator")
    order = order_of_the_visitors_carer(city, operator)
    board = opened(browser, city, "station_operator")
    board.goto(f"{city.url}/operator?day={city.day.isoformat()}&order={order['number']}")
    expect(board.get_by_text(state("DISPATCHED")).first).to_be_visible()
    board.evaluate("window.neverReloaded = true")
    tablet, answers = a_tablet(browser, city)
    tablet.locator(f"a[href$='/stops/{order['number']}']").first.wait_for()

    signal_goes(tablet)
    tablet.locator(f"a[href$='/stops/{order['number']}']").first.click()
    press(tablet, "ACCEPT")
    press(tablet, "DEPART")
    check_in(tablet)
    expect(badge(tablet)).to_have_text(unsent(3))

    tablet.reload()
    expect(badge(tablet)).to_have_text(unsent(3))
    open_stop(tablet, order)
    press(tablet, "START_SERVICE")
    check_out(tablet)
    open_stop(tablet, order)
    press(tablet, "COMPLETE")
    expect(badge(tablet)).to_have_text(unsent(6))
    assert moves_of(operator, order) == ["CREATE", "DISPATCH"]

    tablet.context.set_offline(False)
    expect(badge(tablet)).to_have_text(unsent(0), timeout=SENT_MILLISECONDS)
    made = ["ACCEPT", "DEPART", "CHECK_IN", "START_SERVICE", "CHECK_OUT", "COMPLETE"]
    assert moves_of(operator, order) == ["CREATE", "DISPATCH", *made]
    assert answers == [200] * len(made)
    expect(board.get_by_text(state("COMPLETED")).first).to_be_visible(timeout=SENT_MILLISECONDS)
    assert board.evaluate("window.neverReloaded") is True
    board.context.close()
    tablet.context.close()


@pytest.mark.parametrize(("happened", "said"), [("CANCEL", "cancelled"), ("TRANSFER", "given_to_another")])
def test_a_carer_whose_order_changed_meanwhile_is_told_in_plain_words_and_loses_nothing(
    morning_city: City, browser: Browser, happened: str, said: str
) -> None:
    city = morning_city
    operator = city.sign_in("station_operator")
    order = order_of_the_visitors_carer(city, operator)
    tablet, answers = a_tablet(browser, city)
    open_stop(tablet, order)
    signal_goes(tablet)
    press(tablet, "ACCEPT")
    press(tablet, "DEPART")
    expect(badge(tablet)).to_have_text(unsent(2))
    if happened == "CANCEL":
        moved(operator, order, "CANCEL", reason="老人住院", happened_at=city.now())
    else:
        transferred(city, operator, order)

    tablet.context.set_offline(False)
    stopped = re.compile(word("caregiver", "unsent", "stopped").replace("{count}", "1"))
    expect(badge(tablet)).to_have_text(stopped, timeout=SENT_MILLISECONDS)
    assert all(answer in (403, 409) for answer in answers)
    badge(tablet).click()
    expect(tablet.get_by_text(word("caregiver", "conflict", said))).to_be_visible()
    expect(tablet.get_by_text(word("caregiver", "conflict", "kept"))).to_be_visible()
    expect(tablet.get_by_text(word("caregiver", "unsent", "held"))).to_be_visible()
    give_up = tablet.get_by_role("button", name=word("caregiver", "conflict", "give_up"))
    give_up.click()
    expect(tablet.get_by_text(word("caregiver", "conflict", "sure"))).to_be_visible()
    give_up.last.click()
    expect(tablet.get_by_text(word("caregiver", "unsent", "none"), exact=True)).to_be_visible()
    assert happened in moves_of(operator, order)
    assert "DEPART" not in moves_of(operator, order)
    tablet.context.close()


def a_tablet(browser: Browser, city: City) -> tuple[Page, list[int]]:
    """The visitor's caregiver at a tablet that can do without a network, and the status of each answer."""
    page = opened(browser, city, "caregiver", size="tablet")
    answers: list[int] = []

    def note(response: Response) -> None:
        if response.url.endswith("/moves"):
            answers.append(response.status)

    page.on("response", note)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_load_state("networkidle")
    return page, answers


def signal_goes(tablet: Page) -> None:
    """Take the network away, from the worker that keeps the pages as well."""
    tablet.context.set_offline(True)
    for worker in tablet.context.service_workers:
        assert worker.evaluate("fetch('/healthz/live').then(() => 'heard', () => 'silence')") == "silence"


def open_stop(tablet: Page, order: dict[str, Any]) -> None:
    """Open one stop of the round from the round itself."""
    link = tablet.locator(f"a[href$='/stops/{order['number']}']").first
    if not tablet.url.endswith(order["number"]):
        link.click()


def press(tablet: Page, name: str) -> None:
    """Press the one button that brings the visit forward."""
    tablet.get_by_role("button", name=word("caregiver", "next", name)).click()


def check_in(tablet: Page) -> None:
    """Check in at the door, with no way to tell who opened."""
    press(tablet, "CHECK_IN")
    tablet.get_by_text(word("caregiver", "check_in", "kinds", "none")).click()
    press(tablet, "CHECK_IN")
    tablet.wait_for_url(re.compile("/caregiver$"))


def check_out(tablet: Page) -> None:
    """Tick what was done and check out."""
    press(tablet, "CHECK_OUT")
    tablet.get_by_text(word("caregiver", "check_out", "done"), exact=True).click()
    press(tablet, "CHECK_OUT")
    tablet.wait_for_url(re.compile("/caregiver$"))


def badge(tablet: Page) -> Any:
    """Where what is unsent is always counted."""
    return tablet.locator("a.badge")


def unsent(count: int) -> re.Pattern[str]:
    """What the badge says of so many unsent moves."""
    return re.compile(word("caregiver", "unsent", "count").replace("{count}", str(count)))


def state(name: str) -> str:
    """A state in the operator's words."""
    return word("states", "states", name)


def moves_of(client: httpx.Client, order: dict[str, Any]) -> list[str]:
    """The moves in an order's log, oldest first."""
    events = client.get(f"/work-orders/{order['number']}/events").json()["results"]
    return [event["move"] for event in sorted(events, key=lambda event: event["seq"])]


def transferred(city: City, operator: httpx.Client, order: dict[str, Any]) -> None:
    """Give the order to the first colleague whom the system lets go."""
    station = city.logins["station_operator"]["station"]
    had = order["caregivers"][0]["number"]
    for carer in operator.get("/caregivers", params={"station": station}).json()["results"]:
        if carer["number"] == had:
            continue
        given = {"caregivers": [carer["number"]], "happened_at": city.now()}
        if move(operator, order, "TRANSFER", **given).status_code == 200:
            return
    raise AssertionError("nobody can take the order over")
