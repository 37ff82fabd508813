"""Waking the feed: "station 12 is at 845", no more; whoever misses it is woken by the timer."""

import asyncio

import structlog
from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer

GROUP = "feed-nudges"
# A layer that does not answer must not hold up the person whose move is already written.
PATIENCE_SECONDS = 1.0

log = structlog.get_logger("nudges")


class Nudger:
    """Sends nudges, and says once that they do not pass and once that they do again."""

    def __init__(self) -> None:
        self.failing = False

    def send(self, station_id: int, seq: int) -> None:
        """Tell every feed reader how far a station's log has come; never raises."""
        try:
            async_to_sync(self._send)({"type": "feed.nudge", "station": station_id, "seq": seq})
        # The layer's own errors are many (redis, sockets, time-outs, a full in-memory channel) and none may
        # reach a person whose move is committed: the feed's timer does the rest.
        except Exception as error:
            self._note(failing=True, error=type(error).__name__)
        else:
            self._note(failing=False)

    async def _send(self, message: dict[str, object]) -> None:
        layer = get_channel_layer()
        if layer is not None:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await layer.group_send(GROUP, message)

    def _note(self, *, failing: bool, error: str = "") -> None:
        if failing != self.failing:
            self.failing = failing
            log.warning("nudges_fail" if failing else "nudges_pass_again", error=error)


nudger = Nudger()
