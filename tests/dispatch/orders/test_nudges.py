import asyncio
from typing import Any

import pytest
from structlog.testing import capture_logs

from dispatch.orders import nudges
from dispatch.orders.nudges import GROUP, Nudger


class Layer:
    """A channel layer that keeps what it is sent, or fails for as long as it is told to."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, dict[str, Any]]] = []
        self.error: Exception | None = None

    async def group_send(self, group: str, message: dict[str, Any]) -> None:
        if self.error:
            raise self.error
        self.sent.append((group, message))


@pytest.fixture
def layer(monkeypatch: pytest.MonkeyPatch) -> Layer:
    layer = Layer()
    monkeypatch.setattr(nudges, "get_channel_layer", lambda: layer)
    return layer


def test_a_nudge_says_the_station_and_the_seq_and_nothing_about_anybody(layer: Layer) -> None:
    Nudger().send(12, 845)
    assert layer.sent == [(GROUP, {"type": "feed.nudge", "station": 12, "seq": 845})]


def test_nudges_that_do_not_pass_are_told_once_and_once_more_when_they_pass_again(layer: Layer) -> None:
    nudger = Nudger()
    with capture_logs() as lines:
        layer.error = ConnectionRefusedError()
        for seq in range(3):
            nudger.send(12, seq)
        layer.error = None
        for seq in range(3):
            nudger.send(12, seq)
    assert [line["event"] for line in lines] == ["nudges_fail", "nudges_pass_again"]


def test_a_layer_that_hangs_is_given_up_on(monkeypatch: pytest.MonkeyPatch) -> None:
    class HangingLayer:
        async def group_send(self, _group: str, _message: object) -> None:
            await asyncio.Event().wait()

    monkeypatch.setattr(nudges, "get_channel_layer", HangingLayer)
    monkeypatch.setattr(nudges, "PATIENCE_SECONDS", 0.05)
    nudger = Nudger()
    nudger.send(12, 1)
    assert nudger.failing
