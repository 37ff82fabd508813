"""Many sockets on one web process: every seq once and in order on each, and how fast beside bare channels."""

import asyncio
import json
import time
from collections.abc import Callable
from contextlib import AsyncExitStack
from typing import Any

from asgiref.sync import sync_to_async
from websockets.asyncio.client import ClientConnection, connect

from tests.benches.ground.report import report
from tests.benches.ground.stage import Stage, dispatch_all, set_stage, web

SOCKETS = 500
EVENTS = 40
OPEN_AT_ONCE = 25
PATIENCE_SECONDS = 120

Heard = list[list[str]]


def main() -> None:
    """Send the same number of messages to as many sockets by the feed and by bare channels."""
    stage = set_stage(EVENTS)
    with web() as port:
        feed_seconds, heard = asyncio.run(_feed(stage, port))
    wrong = [seqs for seqs in map(_seqs, heard) if seqs != list(range(EVENTS + 1, 2 * EVENTS + 1))]
    with web("tests.benches.ground.bare:application") as port:
        bare_seconds = asyncio.run(_bare(heard[0][0], port))
    rows = [
        _row("bare channels group, no database (baseline)", bare_seconds, bare_seconds, ""),
        _row("the feed, from the first move on", feed_seconds, bare_seconds, len(wrong)),
    ]
    report("feed_fan_out", f"{EVENTS} events to {SOCKETS} sockets on one process", rows)
    if wrong:
        raise SystemExit(f"{len(wrong)} sockets missed, repeated or misordered a seq")


async def _feed(stage: Stage, port: int) -> tuple[float, Heard]:
    """Let all sockets catch up, dispatch every order, and wait until all have heard it."""
    headers = {"Authorization": f"Bearer {stage.operator}"}
    wish = json.dumps({"subscribe": [{"station": stage.station, "since": EVENTS}]})
    async with AsyncExitStack() as stack:
        sockets = await _open(stack, f"ws://127.0.0.1:{port}/ws/feed", headers)
        for socket in sockets:
            await socket.send(wish)
        await asyncio.gather(*(socket.recv() for socket in sockets))
        return await _timed(sockets, lambda: sync_to_async(dispatch_all)(stage))


async def _bare(text: str, port: int) -> float:
    """Have the same text sent as often to as many by channels alone."""
    async with AsyncExitStack() as stack:
        sockets = await _open(stack, f"ws://127.0.0.1:{port}/bare", {})
        asked = json.dumps({"times": EVENTS, "text": text})
        seconds, _ = await _timed(sockets, lambda: sockets[0].send(asked))
    return seconds


async def _open(stack: AsyncExitStack, url: str, headers: dict[str, str]) -> list[ClientConnection]:
    sockets: list[ClientConnection] = []
    while len(sockets) < SOCKETS:
        opening = [
            stack.enter_async_context(
                connect(url, additional_headers=headers, compression=None, open_timeout=60)
            )
            for _ in range(OPEN_AT_ONCE)
        ]
        sockets += await asyncio.gather(*opening)
    return sockets


async def _timed(sockets: list[ClientConnection], begin: Callable[[], Any]) -> tuple[float, Heard]:
    """Seconds from the beginning until the last socket has heard the last message, and what each heard."""
    began = time.perf_counter()
    listening = asyncio.gather(*(_hear(socket) for socket in sockets))
    await begin()
    async with asyncio.timeout(PATIENCE_SECONDS):
        heard = await listening
    return time.perf_counter() - began, list(heard)


async def _hear(socket: ClientConnection) -> list[str]:
    return [str(await socket.recv()) for _ in range(EVENTS)]


def _seqs(heard: list[str]) -> list[int]:
    return [json.loads(text)["seq"] for text in heard]


def _row(what: str, seconds: float, baseline: float, out_of_order: int | str) -> dict[str, Any]:
    return {
        "what": what,
        "seconds": round(seconds, 2),
        "messages_per_second": round(SOCKETS * EVENTS / seconds),
        "time_ratio": round(seconds / baseline, 2),
        "sockets_out_of_order": out_of_order,
    }


if __name__ == "__main__":
    main()
