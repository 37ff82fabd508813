"""From a carer's press to another person's screen, beside the plain HTTP answer to the same press."""

import asyncio
import json
import time
from typing import Any
from uuid import uuid4

import httpx
from websockets.asyncio.client import ClientConnection, connect

from tests.benches.ground.report import percentile, report
from tests.benches.ground.stage import Stage, set_stage, web

ORDERS = 40
WARM_UP = 3
LIFE = ("ACCEPT", "DEPART", "CHECK_IN", "START_SERVICE", "CHECK_OUT", "COMPLETE")


def main() -> None:
    """Move every order through its life while another account's socket watches."""
    stage = set_stage(ORDERS)
    with web() as port:
        answered, seen = asyncio.run(_measure(stage, port))
    rows = [
        _row("HTTP answer to the move (baseline)", answered, answered),
        _row("move seen on another socket", seen, answered),
    ]
    report("feed_latency", f"{len(seen)} moves, each from the press on", rows)


async def _measure(stage: Stage, port: int) -> tuple[list[float], list[float]]:
    """Milliseconds from each press to its HTTP answer and to its event on the socket."""
    answered: list[float] = []
    seen: list[float] = []
    async with (
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}/api/v1", timeout=30) as http,
        _board(stage, port) as socket,
    ):
        await socket.send(json.dumps({"subscribe": [{"station": stage.station}]}))
        arrivals: dict[tuple[str, int], float] = {}
        listening = asyncio.create_task(_listen(socket, arrivals))
        for order in stage.orders:
            version = 1
            for name in ("DISPATCH", *LIFE):
                pressed = time.perf_counter()
                version = await _press(http, stage, order.number, name, version)
                answered.append((time.perf_counter() - pressed) * 1000)
                seen.append((await _arrival(arrivals, (order.number, version)) - pressed) * 1000)
        listening.cancel()
    skipped = WARM_UP * (len(LIFE) + 1)
    return answered[skipped:], seen[skipped:]


def _board(stage: Stage, port: int) -> connect:
    headers = {"Authorization": f"Bearer {stage.operator}"}
    return connect(f"ws://127.0.0.1:{port}/ws/feed", additional_headers=headers)


async def _listen(socket: ClientConnection, arrivals: dict[tuple[str, int], float]) -> None:
    async for text in socket:
        message = json.loads(text)
        if "seq" in message:
            arrivals[message["order"], message["version"]] = time.perf_counter()


async def _press(http: httpx.AsyncClient, stage: Stage, number: str, name: str, seen: int) -> int:
    """Make one move over HTTP; the order's version after it."""
    body: dict[str, Any] = {
        "command": str(uuid4()),
        "move": name,
        "seen": seen,
        "happened_at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
    }
    if name == "DISPATCH":
        body["caregivers"] = [stage.quarter.caregiver.number]
    token = stage.operator if name == "DISPATCH" else stage.carer
    answer = await http.post(
        f"/work-orders/{number}/moves", json=body, headers={"Authorization": f"Bearer {token}"}
    )
    if answer.status_code != 200:
        raise RuntimeError(f"{name} of {number}: {answer.status_code} {answer.text}")
    version: int = answer.json()["version"]
    return version


async def _arrival(arrivals: dict[tuple[str, int], float], key: tuple[str, int]) -> float:
    """When the event arrived; it may have been before the HTTP answer."""
    async with asyncio.timeout(10):
        while key not in arrivals:
            await asyncio.sleep(0.0005)
    return arrivals[key]


def _row(what: str, milliseconds: list[float], baseline: list[float]) -> dict[str, Any]:
    median, late = percentile(milliseconds, 0.5), percentile(milliseconds, 0.99)
    return {
        "what": what,
        "median_milliseconds": round(median, 2),
        "p99_milliseconds": round(late, 2),
        "median_ratio": round(median / percentile(baseline, 0.5), 2),
        "p99_ratio": round(late / percentile(baseline, 0.99), 2),
    }


if __name__ == "__main__":
    main()
