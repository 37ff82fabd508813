"""Running systems for the stories, one of each mode a session."""

from collections.abc import Iterator
from datetime import time

import pytest
from playwright.sync_api import Browser

from tests.stories.browser import chromium
from tests.stories.city import City

MORNING = time(9, 30)


def _opened(city: City) -> Iterator[City]:
    try:
        city.open()
        yield city
    finally:
        city.close()


@pytest.fixture(scope="session")
def embedded_city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    """SQLite, Celery on files, nothing else."""
    yield from _opened(City(tmp_path_factory.mktemp("embedded") / "data", "embedded"))


@pytest.fixture(scope="session")
def morning_city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    """Half past nine on a day like any other, with some days' figures: tablets and figures are at work."""
    folder = tmp_path_factory.mktemp("morning") / "data"
    yield from _opened(City(folder, "embedded", clock=MORNING, days_lived=4))


@pytest.fixture(scope="session")
def large_city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    """PostgreSQL and Redis."""
    yield from _opened(City(tmp_path_factory.mktemp("city") / "data", "city"))


@pytest.fixture(params=["embedded_city", "large_city"])
def city(request: pytest.FixtureRequest) -> City:
    """Each mode in turn."""
    opened: City = request.getfixturevalue(request.param)
    return opened


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium a module: left open longer, it would be in the way of stories that run an event loop."""
    with chromium() as started:
        yield started
