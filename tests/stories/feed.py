"""A person's open socket during a story."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed


class Listener:
    """One socket on one station that reconnects when it breaks, resuming with `since`, as the pages do."""

    def __init__(self, url: str, client: httpx.Client, station: str, since: int = 0) -> None:
        self.url = url
        self.headers = {
            "Cookie": f"sessionid={client.cookies['sessionid']}",
            "Origin": url.replace("ws", "http").split("/ws/")[0],
        }
        self.station = station
        self.since = since
        self.events: list[dict[str, Any]] = []
        self.task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> "Listener":
        """Begin to listen."""
        self.task = asyncio.create_task(self._listen())
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop listening."""
        if self.task:
            self.task.cancel()
            await asyncio.gather(self.task, return_exceptions=True)

    @property
    def seqs(self) -> list[int]:
        """Every seq received, in the order of arrival."""
        return [event["seq"] for event in self.events]

    async def until(self, enough: Callable[["Listener"], bool], seconds: float = 30) -> None:
        """Wait until what has arrived is enough; AssertionError with the last seqs when it never is."""
        for _ in range(int(seconds * 20)):
            if enough(self):
                return
            await asyncio.sleep(0.05)
        raise AssertionError(f"waited {seconds} s in vain; last seqs {self.seqs[-10:]}")

    async def _listen(self) -> None:
        while True:
            try:
                async with connect(self.url, additional_headers=self.headers) as socket:
                    await self._read(socket)
            except (ConnectionClosed, OSError):
                await asyncio.sleep(0.2)

    async def _read(self, socket: ClientConnection) -> None:
        await socket.send(json.dumps({"subscribe": [{"station": self.station, "since": self.since}]}))
        async for text in socket:
            message = json.loads(text)
            if "seq" in message:
                self.events.append(message)
                self.since = message["seq"]
