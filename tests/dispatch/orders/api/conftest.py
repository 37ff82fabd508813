"""The city's clock at half past seven on the tests' day."""

import time

import pytest

from stations.ground import clock
from tests.builders.stations import at


@pytest.fixture(autouse=True)
def half_past_seven(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stop the clock before the windows that the builders ask for."""
    stopped = clock.SimulatedClock(at(7, 30), time.time(), speed=0)
    monkeypatch.setattr(clock, "simulated", lambda: stopped)
