"""The feed reader: reads each station's new rows once and holds them for all sockets of its process.

It wakes on a nudge or on a short timer, whichever comes first, so a lost nudge is a delay and never a gap.
"""

import asyncio
import contextlib
from collections import defaultdict

import structlog
from channels.layers import BaseChannelLayer, get_channel_layer
from django.conf import settings

from dispatch.live.database import FOR_READER, asked
from dispatch.live.figures import FAILING, ROWS_READ
from dispatch.live.loops import OnePerLoop
from dispatch.live.selectors import new_rows
from dispatch.live.tail import StationTail
from dispatch.orders.nudges import GROUP

# Rows of a station kept in memory; a socket further behind reads pages of the database.
LONGEST_TAIL = 512
ROWS_A_READ = 500
# How long to wait before listening to a channel layer again that has just failed.
LISTEN_AGAIN_SECONDS = 1.0

log = structlog.get_logger("feed")


class FeedReader:
    """Follows the logs of the stations that the sockets of this loop follow."""

    def __init__(self) -> None:
        self.tails: dict[int, StationTail] = {}
        self._followers: defaultdict[int, set[asyncio.Event]] = defaultdict(set)
        self._wake = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self._failing: set[str] = set()

    def follow(self, station_id: int, head: int, news: asyncio.Event) -> StationTail:
        """Set `news` whenever the station's tail grows, until `leave`; `head` is where the log stands."""
        tail = self.tails.setdefault(station_id, StationTail(head, LONGEST_TAIL))
        self._followers[station_id].add(news)
        if not self._tasks:
            self._tasks = [asyncio.create_task(self._read_on()), asyncio.create_task(self._hear_nudges())]
        self._wake.set()
        return tail

    def leave(self, news: asyncio.Event) -> None:
        """Forget a follower, the tails nobody follows any more, and with the last of them all work."""
        for station_id in [known for known, waiting in self._followers.items() if news in waiting]:
            self._followers[station_id].discard(news)
            if not self._followers[station_id]:
                del self._followers[station_id], self.tails[station_id]
        if not self._followers:
            for task in self._tasks:
                task.cancel()
            self._tasks = []

    async def _read_on(self) -> None:
        while True:
            more = False
            try:
                more = await self._read()
            # Whatever the database has come to, the next look may succeed, and no socket must notice.
            except Exception as error:
                self._note("reading", error)
            else:
                self._note("reading", None)
            if not more:
                await self._until_woken()

    async def _read(self) -> bool:
        """Read what is new; True when there is more than was read."""
        ends = {station_id: tail.end for station_id, tail in self.tails.items()}
        news = await asked(FOR_READER, new_rows, ends, ROWS_A_READ)
        for station_id, rows in news.items():
            ROWS_READ.inc(len(rows))
            # Its last follower may have left while we read.
            if tail := self.tails.get(station_id):
                tail.extend(row for row in rows if row.seq > tail.end)
                for waiting in self._followers[station_id]:
                    waiting.set()
        return any(len(rows) == ROWS_A_READ for rows in news.values())

    async def _until_woken(self) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(settings.FEED_TIMER_SECONDS):
                await self._wake.wait()
        self._wake.clear()

    async def _hear_nudges(self) -> None:
        while not _is_cancelled() and (layer := get_channel_layer()) is not None:
            try:
                await self._listen(layer)
            # A layer has many ways to fail, and the timer does its work meanwhile.
            except Exception as error:
                self._note("listening", error)
            await asyncio.sleep(LISTEN_AGAIN_SECONDS)

    async def _listen(self, layer: BaseChannelLayer) -> None:
        channel = await layer.new_channel()
        await layer.group_add(GROUP, channel)
        self._note("listening", None)
        try:
            while not _is_cancelled():
                await layer.receive(channel)
                self._wake.set()
        finally:
            # On the way out; a layer that is gone has forgotten us anyway.
            with contextlib.suppress(Exception):
                await layer.group_discard(GROUP, channel)

    def _note(self, doing: str, error: Exception | None) -> None:
        """Log once that something fails, and once that it works again."""
        if (error is not None) == (doing in self._failing):
            return
        FAILING.labels(doing).set(error is not None)
        if error is not None:
            self._failing.add(doing)
            log.warning("feed_fails", doing=doing, error=type(error).__name__)
        else:
            self._failing.discard(doing)
            log.warning("feed_works_again", doing=doing)


def _is_cancelled() -> bool:
    """Whether this task is to end; a layer that was just connecting may have swallowed the word."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


readers = OnePerLoop(FeedReader)
