"""What every test stands on."""

import os
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from hypothesis import settings as hypothesis_settings
from pytest_django.fixtures import Settings

# Shared machines are slow at any moment, so an example has no deadline. Where a change is judged the
# examples are always the same ones; whoever works on the code meets new ones every time.
hypothesis_settings.register_profile("worked_on", deadline=None)
hypothesis_settings.register_profile("judged", deadline=None, derandomize=True)
hypothesis_settings.load_profile("judged" if os.environ.get("CI") else "worked_on")


@pytest.fixture(autouse=True)
def quick_passwords(settings: Settings) -> None:
    """Argon2 is slow on purpose; tests that sign in need not be."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def one_factor(settings: Settings) -> None:
    """A test that is about the second factor asks for it; a city's default would stop all others."""
    settings.SECOND_FACTOR_ROLES = []


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    """Let no test see what another one cached."""
    cache.clear()
    yield
    cache.clear()
