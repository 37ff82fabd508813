"""In a city, offices sign in with a password and the digits of their authenticator; with neither alone."""

import pytest
from playwright.sync_api import Browser, expect

from tests.stories.browser import word
from tests.stories.city import City

pytestmark = [pytest.mark.story, pytest.mark.browser]


def test_an_administrator_signs_in_with_the_digits_that_the_page_asks_for(
    large_city: City, browser: Browser
) -> None:
    city = large_city
    typed = city.credentials("administrator")
    context = browser.new_context(locale="zh-CN")
    page = context.new_page()
    page.goto(f"{city.url}/sign-in")
    page.locator("input[autocomplete=username]").fill(typed["username"])
    page.locator("input[autocomplete=current-password]").fill(typed["password"])
    page.locator("button[type=submit]").click()

    digits = page.locator("input[autocomplete=one-time-code]")
    digits.fill("000000")
    page.locator("button[type=submit]").click()
    expect(page.get_by_text(word("refusals_people", "wrong_credentials"))).to_be_visible()

    # After a wrong try the system does not listen for a second.
    page.wait_for_timeout(1500)
    digits.fill(city.credentials("administrator")["otp"])
    page.locator("button[type=submit]").click()
    page.wait_for_url(lambda url: "/oversight" in url)
    context.close()
