"""The clockwork follows every station, and judges whom the clock has failed."""

from datetime import timedelta

import pytest

from dispatch.orders.models import State
from dispatch.quality import tasks
from dispatch.quality.models import LogCursor, Verdict
from stations.ground import clock
from tests.builders.orders import Quarter, make_order, make_request
from tests.builders.stations import at, make_station

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is noon of the tests' day."""
    monkeypatch.setattr(clock, "now", lambda: at(12))


def test_every_station_is_followed_to_its_head() -> None:
    for code in ("ST-A", "ST-B"):
        make_order(Quarter(make_station(code=code)), state=State.COMPLETED)
    assert tasks.follow_log() == 16
    assert list(LogCursor.objects.values_list("seq", flat=True)) == [8, 8]
    assert Verdict.objects.count() == 2
    assert tasks.follow_log() == 0


def test_overdue_orders_are_judged_once(monkeypatch: pytest.MonkeyPatch) -> None:
    make_request(Quarter())
    tasks.follow_log()
    assert tasks.judge_overdue() == 0
    monkeypatch.setattr(clock, "now", lambda: at(12) + timedelta(hours=4))
    assert tasks.judge_overdue() == 1
    assert tasks.judge_overdue() == 0
