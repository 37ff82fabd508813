"""Redis is killed in mid-day and comes back: a delay for some, a gap for nobody."""

import asyncio
from typing import Any

import httpx
import pytest

from tests.stories.city import City, moved, new_order
from tests.stories.feed import Listener

pytestmark = pytest.mark.story

URGES = 5


async def urge(operator: httpx.Client, order: dict[str, Any], times: int) -> dict[str, Any]:
    """Write some events, off the loop that reads the sockets."""
    for _ in range(times):
        order = await asyncio.to_thread(moved, operator, order, "URGE")
    return order


async def test_every_client_sees_every_seq_once_and_in_order_though_redis_dies(large_city: City) -> None:
    redis = large_city.redis
    assert redis is not None
    operator = large_city.sign_in("station_operator")
    station = large_city.logins["station_operator"]["station"]
    order = new_order(large_city, operator, "redis dies")
    watchers = [Listener(large_city.socket_url, operator, station) for _ in range(4)]
    async with watchers[0], watchers[1], watchers[2], watchers[3]:
        order = await urge(operator, order, URGES)
        before = await head(operator, order)
        redis.kill()
        order = await urge(operator, order, URGES)
        during = await head(operator, order)
        for watcher in watchers:
            await watcher.until(lambda listener: listener.seqs[-1:] == [during])
        redis.start()
        order = await urge(operator, order, URGES)
        after = await head(operator, order)
        for watcher in watchers:
            await watcher.until(lambda listener: listener.seqs[-1:] == [after])

    assert (during - before, after - during) == (URGES, URGES)
    for watcher in watchers:
        assert watcher.seqs == list(range(1, after + 1))


async def head(operator: httpx.Client, order: dict[str, Any]) -> int:
    """The seq of the order's last event, which is the station's last: nobody else writes now."""
    answer = await asyncio.to_thread(operator.get, f"/work-orders/{order['number']}/events")
    events = answer.json()
    events = events if isinstance(events, list) else events["results"]
    return int(events[-1]["seq"])
