"""A person at a screen: Chromium, signed in, with an eye for what is wrong on a page."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from deploy.local.debian import CHROMIUM
from deploy.local.paths import FRONTEND
from tests.stories.city import City

AXE = FRONTEND / "node_modules" / "axe-core" / "axe.min.js"
MESSAGES = Path(__file__).resolve().parents[2] / "eldercare" / "messages"
# Chromium asks its maker for updates at every start; in tests it has nobody to ask.
QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
    "--disable-gpu",
    *(["--no-sandbox"] if os.geteuid() == 0 else []),
]
SIZES = {"desktop": (1440, 900), "tablet": (820, 1180), "phone": (390, 844)}
LOCALES = {"zh-CN": "zh-CN", "en": "en-GB"}


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM.found(), args=QUIET)
        try:
            yield browser
        finally:
            browser.close()


def opened(
    browser: Browser, city: City, role: str, *, size: str = "desktop", language: str = "zh-CN"
) -> Page:
    """A fresh browser profile in which a person of this role has signed in through the sign-in page."""
    width, height = SIZES[size]
    # Without motion, no colour is looked at half way.
    context = browser.new_context(
        reduced_motion="reduce",
        viewport={"width": width, "height": height},
        locale=LOCALES[language],
        timezone_id="Asia/Shanghai",
        permissions=["geolocation"],
        geolocation={"latitude": 39.6, "longitude": 109.78, "accuracy": 12},
    )
    page = context.new_page()
    page.goto(f"{city.url}/sign-in")
    if language == "en":
        page.get_by_role("button", name="English").click()
    login = city.logins[role]
    page.locator("input[autocomplete=username]").fill(login["username"])
    page.locator("input[autocomplete=current-password]").fill(login["password"])
    page.locator("button[type=submit]").click()
    page.wait_for_url(lambda url: "/sign-in" not in url)
    page.locator("h1").first.wait_for(state="attached")
    return page


def word(area: str, *path: str, language: str = "zh-CN") -> str:
    """A text of the one catalogue."""
    found: Any = json.loads((MESSAGES / language / f"{area}.json").read_text(encoding="utf-8"))
    for name in path:
        found = found[name]
    return str(found)


def wrong_for_some(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 AA on the page as it stands: rule and place, one line each."""
    # As a person at the console would: a script tag of somebody else's is what the pages forbid.
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        """async () => (await axe.run(document, {
            runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
        })).violations"""
    )
    return [f"{rule['id']} at {node['target']}: {rule['help']}" for rule in found for node in rule["nodes"]]
