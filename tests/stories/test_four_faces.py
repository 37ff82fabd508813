"""Four people at four screens: each finds their page, none is shut out, and moves show by themselves."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.stories.browser import SIZES, chromium, opened, word, wrong_for_some
from tests.stories.city import City, move, moved

pytestmark = [pytest.mark.story, pytest.mark.browser]

FACES = {
    "elder": "/resident",
    "family_member": "/resident",
    "caregiver": "/caregiver",
    "station_operator": "/operator",
    "regulator": "/oversight",
}
# Less than a person waits before reaching for the reload button.
LIVE_MILLISECONDS = 8000
VISIT_WORDS = ("headline", "visit")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for the module."""
    with chromium() as started:
        yield started


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("role", FACES)
def test_each_person_lands_on_their_own_face_and_axe_finds_nothing(
    embedded_city: City, browser: Browser, role: str, language: str
) -> None:
    page = opened(browser, embedded_city, role, language=language)
    assert FACES[role] in page.url
    page.wait_for_load_state("networkidle")
    assert wrong_for_some(page) == []
    assert page.evaluate("document.documentElement.lang") == language
    page.context.close()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("role", FACES)
def test_no_page_is_wider_than_the_screen_it_is_shown_on(
    embedded_city: City, browser: Browser, role: str, size: str
) -> None:
    page = opened(browser, embedded_city, role, size=size)
    page.wait_for_load_state("networkidle")
    beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert beyond <= 0
    page.context.close()


def test_a_wrong_password_is_said_in_words_and_keeps_the_account_name(
    embedded_city: City, browser: Browser
) -> None:
    page = browser.new_page(locale="zh-CN")
    page.goto(f"{embedded_city.url}/sign-in")
    page.locator("input[autocomplete=username]").fill("nobody-of-this-city")
    page.locator("input[autocomplete=current-password]").fill("not-the-password")
    page.locator("button[type=submit]").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert page.locator("input[autocomplete=username]").input_value() == "nobody-of-this-city"
    page.close()


def test_a_move_on_the_tablet_shows_on_the_board_and_the_familys_page_without_reload(
    city: City, browser: Browser
) -> None:
    family = city.sign_in("family_member")
    operator = city.sign_in("station_operator")
    order = an_order(city, family)
    board = opened(browser, city, "station_operator")
    board.goto(f"{city.url}/operator?day={city.day.isoformat()}&order={order['number']}")
    phone = opened(browser, city, "family_member", size="phone")
    phone.goto(f"{city.url}/resident/orders/{order['number']}")
    expect(phone.get_by_role("heading", level=1)).to_have_text(word("resident", *VISIT_WORDS, "arranging"))
    for page in (board, phone):
        page.evaluate("window.neverReloaded = true")

    number, order = sent(city, operator, order)
    tablet = city.as_caregiver(number)
    order = moved(tablet, order, "ACCEPT")
    moved(tablet, order, "DEPART")

    departed = board.get_by_text(word("states", "states", "DEPARTED")).first
    expect(departed).to_be_visible(timeout=LIVE_MILLISECONDS)
    # "{who} is on the way, here at {time}": whoever and whenever it is.
    on_the_way = re.compile(
        word("resident", *VISIT_WORDS, "on_the_way").split("{who}")[1].split("{time}")[0].strip()
    )
    expect(phone.get_by_role("heading", level=1)).to_have_text(on_the_way, timeout=LIVE_MILLISECONDS)
    for page in (board, phone):
        assert page.evaluate("window.neverReloaded") is True
        page.context.close()


def an_order(city: City, family: Any) -> dict[str, Any]:
    """A visit the family asks for, late in the day so that no other story plans it away."""
    elder = family.get("/me").json()["elders"][0]
    answer = family.post(
        "/service-requests",
        json={
            "elder": elder["number"],
            "service": "errand",
            "window_from": f"{city.day.isoformat()}T16:00:00+08:00",
            "window_until": f"{city.day.isoformat()}T17:30:00+08:00",
        },
        headers={"Idempotency-Key": f"faces-{city.mode}"},
    )
    assert answer.status_code == 201, answer.text
    order: dict[str, Any] = answer.json()
    return order


def sent(city: City, operator: Any, order: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Send the first carer of the station whom the system lets go: their number, and the order after it."""
    station = city.logins["station_operator"]["station"]
    for carer in operator.get("/caregivers", params={"station": station}).json()["results"]:
        answer = move(operator, order, "DISPATCH", caregivers=[carer["number"]])
        if answer.status_code == 200:
            return carer["number"], answer.json()
        assert answer.json()["code"] == "unfit_for_order", answer.text
    raise AssertionError(f"nobody can go to {order['number']}")
