"""The city's clock at half past seven on the tests' day, and a way to ask the API."""

import time
from collections.abc import Callable

import pytest
from rest_framework.test import APIClient

from stations.ground import clock
from stations.people.models import Account
from tests.builders.stations import at

SignIn = Callable[[Account], APIClient]


@pytest.fixture(autouse=True)
def half_past_seven(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stop the clock before the windows that the builders ask for."""
    stopped = clock.SimulatedClock(at(7, 30), time.time(), speed=0)
    monkeypatch.setattr(clock, "simulated", lambda: stopped)


@pytest.fixture
def signed_in() -> SignIn:
    """A browser signed in as an account."""

    def sign_in(account: Account) -> APIClient:
        browser = APIClient()
        browser.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        return browser

    return sign_in
