"""Running systems for the stories, one of each mode a session."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.stories.city import City


def _opened(folder: Path, mode: str) -> Iterator[City]:
    city = City(folder, mode)
    try:
        city.open()
        yield city
    finally:
        city.close()


@pytest.fixture(scope="session")
def embedded_city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    """SQLite, Celery on files, nothing else."""
    yield from _opened(tmp_path_factory.mktemp("embedded") / "data", "embedded")


@pytest.fixture(scope="session")
def large_city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    """PostgreSQL and Redis."""
    yield from _opened(tmp_path_factory.mktemp("city") / "data", "city")


@pytest.fixture(params=["embedded_city", "large_city"])
def city(request: pytest.FixtureRequest) -> City:
    """Each mode in turn."""
    opened: City = request.getfixturevalue(request.param)
    return opened
