import asyncio
import contextlib
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.db import OperationalError
from pytest_django.fixtures import Settings

from dispatch.live import reader, selectors
from dispatch.live.reader import FeedReader
from dispatch.orders import nudges
from dispatch.orders.models import Move
from tests.builders.orders import Quarter, make_move, make_order

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE_SECONDS = 5.0


class BrokenLayer:
    """A channel layer whose server is gone: everything raises."""

    def __getattr__(self, _name: str) -> Any:
        async def gone(*_args: object) -> None:
            raise ConnectionRefusedError

        return gone


class MuteLayer:
    """A channel layer that takes everything and delivers nothing."""

    async def new_channel(self) -> str:
        return "mute"

    async def group_add(self, _group: str, _channel: str) -> None:
        pass

    async def group_discard(self, _group: str, _channel: str) -> None:
        pass

    async def receive(self, _channel: str) -> None:
        await asyncio.Event().wait()


class HardOfHearingLayer(MuteLayer):
    """A layer that, while it connects, takes a cancellation for a hindrance and goes on."""

    def __init__(self) -> None:
        self.connecting = asyncio.Event()

    async def group_add(self, _group: str, _channel: str) -> None:
        self.connecting.set()
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.Event().wait()


async def news_of(following: FeedReader, quarter: Quarter) -> tuple[asyncio.Event, Any]:
    news = asyncio.Event()
    return news, following.follow(quarter.station.pk, 0, news)


async def until(news: asyncio.Event, seconds: float = PATIENCE_SECONDS) -> None:
    async with asyncio.timeout(seconds):
        await news.wait()
    news.clear()


@pytest.mark.parametrize("layer", [BrokenLayer(), MuteLayer()])
async def test_without_nudges_the_timer_brings_every_row(layer: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "get_channel_layer", lambda: layer)
    quarter = await sync_to_async(Quarter)()
    following = FeedReader()
    news, tail = await news_of(following, quarter)
    await sync_to_async(make_order)(quarter)
    await until(news)
    assert tail.end == 1
    following.leave(news)


async def test_a_nudge_wakes_the_reader_long_before_the_timer(settings: Settings) -> None:
    settings.FEED_TIMER_SECONDS = 3600
    quarter = await sync_to_async(Quarter)()
    following = FeedReader()
    news, tail = await news_of(following, quarter)
    await asyncio.sleep(0.2)
    order = await sync_to_async(make_order)(quarter)
    await until(news)
    await sync_to_async(make_move)(quarter, order, Move.DISPATCH)
    await until(news)
    assert tail.end == 2
    following.leave(news)


async def test_a_database_that_fails_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    quarter = await sync_to_async(Quarter)()
    answers = selectors.new_rows
    failures = 3

    def fails_at_first(ends: dict[int, int], limit: int) -> Any:
        nonlocal failures
        if failures:
            failures -= 1
            raise OperationalError
        return answers(ends, limit)

    monkeypatch.setattr(reader, "new_rows", fails_at_first)
    following = FeedReader()
    news, tail = await news_of(following, quarter)
    await sync_to_async(make_order)(quarter)
    await until(news)
    assert (tail.end, failures) == (1, 0)
    following.leave(news)


async def test_the_last_to_leave_ends_all_work() -> None:
    quarter = await sync_to_async(Quarter)()
    following = FeedReader()
    before = asyncio.all_tasks()
    one, tail = await news_of(following, quarter)
    other, same = await news_of(following, quarter)
    assert tail is same
    following.leave(one)
    assert following.tails
    following.leave(other)
    await asyncio.sleep(0.05)
    assert not following.tails
    assert asyncio.all_tasks() == before


async def test_a_cancellation_that_the_layer_has_swallowed_ends_the_listening_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    layer = HardOfHearingLayer()
    monkeypatch.setattr(reader, "get_channel_layer", lambda: layer)
    others = asyncio.all_tasks()
    following = FeedReader()
    news, _tail = await news_of(following, await sync_to_async(Quarter)())
    await layer.connecting.wait()
    work = asyncio.all_tasks() - others
    following.leave(news)
    _ended, going_on = await asyncio.wait(work, timeout=PATIENCE_SECONDS)
    assert going_on == set()


async def test_rows_are_read_once_for_all_followers(monkeypatch: pytest.MonkeyPatch) -> None:
    quarter = await sync_to_async(Quarter)()
    read: list[int] = []
    answers = selectors.new_rows

    def counted(ends: dict[int, int], limit: int) -> Any:
        found = answers(ends, limit)
        read.extend(row.seq for rows in found.values() for row in rows)
        return found

    monkeypatch.setattr(reader, "new_rows", counted)
    following = FeedReader()
    followers = [await news_of(following, quarter) for _ in range(20)]
    await sync_to_async(make_order)(quarter)
    for news, _ in followers:
        await until(news)
    assert read == [1]
    for news, _ in followers:
        following.leave(news)


def test_a_layer_that_is_gone_does_not_hold_up_whose_move_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nudges, "get_channel_layer", lambda: BrokenLayer())
    order = make_order()
    assert order.events.count() == 1
