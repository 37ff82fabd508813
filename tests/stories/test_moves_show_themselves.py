"""Three people at three screens: a move of one shows on the others by itself."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.stories.browser import opened, word
from tests.stories.city import City, moved, sent

pytestmark = [pytest.mark.story, pytest.mark.browser]

# Less than a person waits before reaching for the reload button.
LIVE_MILLISECONDS = 8000
VISIT_WORDS = ("headline", "visit")


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
    order = moved(tablet, order, "REPORT_DELAY", delay_minutes=20)

    expect(board.get_by_text(word("operator", "attention", "delayed").format(time="16:20"))).to_be_visible(
        timeout=LIVE_MILLISECONDS
    )
    later = re.compile(word("resident", *VISIT_WORDS, "delayed").format(who=".+", time="16:20"))
    expect(phone.get_by_role("heading", level=1)).to_have_text(later, timeout=LIVE_MILLISECONDS)
    moved(tablet, order, "DEPART")

    departed = board.get_by_text(word("states", "states", "DEPARTED")).first
    expect(departed).to_be_visible(timeout=LIVE_MILLISECONDS)
    expect(
        phone.get_by_role("listitem").filter(has_text=word("resident", "steps", "on_the_way"))
    ).to_have_attribute("aria-current", "step", timeout=LIVE_MILLISECONDS)
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
