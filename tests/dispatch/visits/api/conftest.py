"""The tests' day, at nine."""

import pytest

from stations.ground import clock
from tests.builders.stations import at


@pytest.fixture(autouse=True)
def nine_o_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests' day, at 09:00."""
    monkeypatch.setattr("dispatch.visits.api.views.now", lambda: at(9))
    monkeypatch.setattr("dispatch.visits.api.reading.now", lambda: at(9))
    monkeypatch.setattr("dispatch.orders.api.viewer.now", lambda: at(9))
    assert clock.local_day(at(9))
