"""Every page a person can reach, in both languages: axe content, nothing cut off, nothing sealed told."""

import re
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Error, Page, Response, expect

from tests.stories.browser import SIZES, opened, word, wrong_for_some
from tests.stories.city import City, new_order, order_of_the_visitors_carer, sent
from tests.stories.test_worker_dies import until_state

pytestmark = [pytest.mark.story, pytest.mark.browser]

# A path, then what is pressed there one after the other; each press shows another question.
Walk = tuple[str, ...]
STOP = "/caregiver/stops/{carried}"
WALKS: dict[str, tuple[Walk, ...]] = {
    "elder": (
        ("/resident",),
        ("/resident/meal",),
        ("/resident", ".answer.yes", ".answer.yes"),
        ("/resident/visit", ".answer.yes", ".answer.yes", ".answer.yes"),
        ("/resident/orders",),
        ("/resident/orders/{coming}", ".grave"),
        ("/resident/orders/{past}",),
        ("/resident/orders/{past}/rate", ".answer.no"),
        ("/resident/help", ".answer.grave"),
        ("/resident/settings",),
        ("/no-such-page",),
    ),
    "family_member": (
        ("/resident",),
        ("/resident/meal",),
        ("/resident/visit", ".answer.yes"),
        ("/resident/orders",),
        ("/resident/orders/{past}",),
    ),
    "caregiver": (
        ("/caregiver",),
        ("/caregiver/unsent",),
        (STOP,),
        (f"{STOP}/check-in", "label:has(input[value=pin])", "label:has(input[value=none])"),
        (f"{STOP}/check-out", "label:has(input)"),
        (f"{STOP}/nobody-home", *(".current button",) * 4),
        (f"{STOP}/trouble", "label:has(input)"),
        (f"{STOP}/late",),
        (f"{STOP}/return",),
        ("/caregiver/stops/WO-gone",),
    ),
    "station_operator": (
        ("/operator", "button.withdraw"),
        ("/operator?day=2030-01-01",),
        ("/operator?order={given}", "section.panel .moves button", "section.panel > button"),
        ("/operator/plan", ".publish button"),
        ("/operator/plan?day=2030-01-01",),
        ("/operator/new", "form.form label"),
    ),
    "regulator": (
        ("/oversight", "summary"),
        *((f"/oversight?by={split}",) for split in ("division", "service", "criterion", "day")),
        ("/oversight/orders",),
        ("/oversight/rates",),
        ("/oversight/complaints",),
        ("/oversight/complaints?list=unanswered",),
        ("/oversight/orders/{failing}",),
    ),
}
# Letters twice as large on a desk leave half of the width and height (WCAG 1.4.4).
SCREENS = {**SIZES, "desktop at 200 %": (720, 450)}
OWN_SIZE = {"elder": "phone", "family_member": "phone", "caregiver": "tablet"}
# Full phone and identity numbers; a hotline is shorter, and the decimals of a rate are none.
SEALED = re.compile(r"(?<!\d)(?<!\d\.)(?:1[3-9]\d{9}|\d{17}[\dX])(?!\d)")
LARGEST = 30


@dataclass(slots=True)
class Findings:
    """What is wrong, each line with the place where it was seen."""

    lines: list[str] = field(default_factory=list)

    def look(self, page: Page) -> None:
        """Ask axe, and whether the page fits each screen it may be shown on."""
        settled(page)
        self.lines += [f"{page.url}: {fault}" for fault in wrong_for_some(page)]
        self.measure(page, *SCREENS)

    def measure(self, page: Page, *sizes: str) -> None:
        """Note each screen that the page is wider than."""
        own = page.viewport_size
        assert own is not None
        for size in sizes:
            width, height = SCREENS[size]
            page.set_viewport_size({"width": width, "height": height})
            beyond = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            if beyond > 0:
                self.lines.append(f"{page.url}: {beyond} px beyond a {size}")
        page.set_viewport_size(own)


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("role", WALKS)
def test_axe_finds_nothing_no_page_is_cut_off_and_no_answer_holds_what_is_sealed(
    morning_city: City, browser: Browser, role: str, language: str
) -> None:
    city = morning_city
    page = opened(browser, city, role, size=OWN_SIZE.get(role, "desktop"), language=language)
    answers = overheard(page)
    found = Findings()
    assert page.url.startswith(city.url + WALKS[role][0][0]), "each person lands on their own face"
    assert page.evaluate("document.documentElement.lang") == language
    orders = orders_of(city, role)
    for path, *presses in WALKS[role]:
        page.goto(city.url + path.format(**orders))
        found.look(page)
        for press in presses:
            page.locator("main").locator(press).first.click()
            found.look(page)
    assert found.lines == []
    assert len(answers) > len(WALKS[role])
    assert [address for address, text in answers if SEALED.search(text)] == []
    page.context.close()


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_largest_letters_fit_a_phone(morning_city: City, browser: Browser, language: str) -> None:
    city = morning_city
    page = opened(browser, city, "elder", size="phone", language=language)
    page.goto(f"{city.url}/resident/settings")
    page.get_by_role("button", name=word("resident", "size", "sample", language=language)).last.click()
    found = Findings()
    orders = orders_of(city, "elder")
    for path, *_ in WALKS["elder"]:
        page.goto(city.url + path.format(**orders))
        settled(page)
        found.measure(page, "phone")
    assert found.lines == []
    page.goto(f"{city.url}/resident")
    size = page.locator("main").evaluate("element => getComputedStyle(element).fontSize")
    assert size == f"{LARGEST}px"
    page.context.close()


def test_the_door_is_open_to_everybody_and_says_what_was_wrong(morning_city: City, browser: Browser) -> None:
    page = browser.new_page(locale="zh-CN", reduced_motion="reduce")
    page.goto(f"{morning_city.url}/sign-in")
    found = Findings()
    found.look(page)
    page.locator("input[autocomplete=username]").fill("nobody-of-this-city")
    page.locator("input[autocomplete=current-password]").fill("not-the-password")
    page.locator("button[type=submit]").click()
    expect(page.get_by_role("alert")).to_be_visible()
    found.look(page)
    assert page.locator("input[autocomplete=username]").input_value() == "nobody-of-this-city"
    assert found.lines == []
    page.close()


def test_an_elder_orders_lunch_in_three_presses_with_the_keyboard_alone(
    morning_city: City, browser: Browser
) -> None:
    page = opened(browser, morning_city, "elder", size="phone")
    page.goto(f"{morning_city.url}/resident")
    settled(page)
    for expected in (r"\?meal|resident/meal", "from=", r"/resident/orders/WO"):
        tab_to(page, ".answer.yes")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(expected))
        settled(page)
    expect(page.get_by_text(word("resident", "order", "taken"))).to_be_visible()
    page.context.close()


def test_a_carer_is_told_address_and_phone_only_when_asking_for_them(
    morning_city: City, browser: Browser
) -> None:
    city = morning_city
    page = opened(browser, city, "caregiver", size="tablet")
    answers = overheard(page)
    page.goto(city.url + STOP.format(**orders_of(city, "caregiver")))
    settled(page)
    assert not any(SEALED.search(text) for _, text in answers)
    page.get_by_role("button", name=word("caregiver", "reveal", "ask")).click()
    expect(page.locator("a[href^='tel:']").first).to_be_visible()
    found = Findings()
    found.look(page)
    assert found.lines == []
    assert {address.rsplit("/", 1)[1] for address, text in answers if SEALED.search(text)} == {"reveal"}
    page.context.close()


def tab_to(page: Page, wanted: str, within: int = 20) -> None:
    """Press Tab until the focus is on the first of what is wanted."""
    for _ in range(within):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(f"{within} presses of Tab do not reach {wanted} on {page.url}")


def settled(page: Page) -> None:
    """Wait until the page has what it asked for."""
    page.wait_for_load_state("networkidle")
    page.locator("h1, h2").first.wait_for(state="attached")


def overheard(page: Page) -> list[tuple[str, str]]:
    """Every answer of the API that the page gets from now on: address and text."""
    answers: list[tuple[str, str]] = []

    def keep(response: Response) -> None:
        if "/api/v1/" not in response.url or not response.ok:
            return
        # A page that asks again by itself may be left before that answer is read: nobody sees it any more.
        with suppress(Error):
            answers.append((response.url, response.text()))

    page.on("response", keep)
    return answers


def orders_of(city: City, role: str) -> dict[str, str]:
    """The numbers of the orders that the walks of this role look at."""
    client = city.sign_in(role)
    if role in ("elder", "family_member"):
        orders = client.get("/work-orders").json()["results"]
        return {"coming": allowing("CANCEL", orders), "past": allowing("EVALUATE", orders)}
    if role == "caregiver":
        return {"carried": order_of_the_visitors_carer(city, city.sign_in("station_operator"))["number"]}
    if role == "station_operator":
        plan_ready(city, client)
        return {"given": given_out(city, client)}
    if role == "regulator":
        judged = client.get("/oversight/work-orders").json()["results"]
        return {"failing": next(order["order"] for order in judged if order["first_fail"])}
    return {}


def given_out(city: City, operator: httpx.Client) -> str:
    """The number of an order that somebody has and another could take over."""
    wanted = {"day": city.day.isoformat(), "page_size": "1000"}
    orders = operator.get("/work-orders", params=wanted).json()["results"]
    if not any("TRANSFER" in order["allowed_moves"] for order in orders):
        orders.append(sent(city, operator, new_order(city, operator, "walked-over"))[1])
    return allowing("TRANSFER", orders)


def plan_ready(city: City, operator: httpx.Client) -> None:
    """A plan of the day that waits to be published."""
    wanted = {"station": city.logins["station_operator"]["station"], "day": city.day.isoformat()}
    runs = operator.get("/plans", params=wanted).json()["results"]
    if not any(run["state"] == "ready" for run in runs):
        plan = operator.post("/plans", json={**wanted, "seconds": 1}).json()["id"]
        until_state(operator, plan, {"ready"}, 120)


def allowing(move: str, orders: list[dict[str, Any]]) -> str:
    """The number of the first order on which this move may be made."""
    return str(next(order["number"] for order in orders if move in order["allowed_moves"]))
