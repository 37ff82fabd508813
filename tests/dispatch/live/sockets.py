"""Sockets of the feed for tests: signed in, and heard."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator
from django.conf import settings

from eldercare.websockets import sockets
from stations.people.models import Account
from tests.builders.http import signed_in

PATIENCE_SECONDS = 5


@sync_to_async
def cookie_of(account: Account) -> str:
    """A new browser session of the account, as a Cookie header."""
    return f"{settings.SESSION_COOKIE_NAME}={signed_in(account).cookies[settings.SESSION_COOKIE_NAME].value}"


class Listener:
    """One open socket."""

    def __init__(self, communicator: WebsocketCommunicator) -> None:
        self.communicator = communicator

    async def say(self, message: object) -> None:
        """Send a message, as JSON unless it is text already."""
        text = message if isinstance(message, str) else json.dumps(message)
        await self.communicator.send_to(text_data=text)

    async def follow(self, station: str, since: int = 0) -> None:
        """Subscribe to a station."""
        await self.say({"subscribe": [{"station": station, "since": since}]})

    async def hear(self) -> dict[str, Any]:
        """The next message; TimeoutError when none comes."""
        message: dict[str, Any] = json.loads(await self.communicator.receive_from(timeout=PATIENCE_SECONDS))
        return message

    async def seqs(self, count: int) -> list[int]:
        """The seqs of the next events, other messages passed over."""
        heard: list[int] = []
        while len(heard) < count:
            message = await self.hear()
            if "seq" in message:
                heard.append(message["seq"])
        return heard

    async def closed_with(self) -> int:
        """The code with which the server closes, whatever it says before; one that a real server can send."""
        while True:
            message = await self.communicator.receive_output(timeout=PATIENCE_SECONDS)
            if message["type"] == "websocket.close":
                code: int = message["code"]
                # The web server refuses all others of its own side, and the socket would stay open.
                assert code == 1000 or 3000 <= code <= 4999
                return code


@asynccontextmanager
async def socket(
    account: Account | None = None, *, cookie: str = "", token: str = ""
) -> AsyncIterator[Listener]:
    """An open socket of an account, signed in by a new session, a given cookie or a machine's token."""
    headers = [(b"host", b"testserver"), (b"origin", b"http://testserver")]
    if account is not None:
        cookie = await cookie_of(account)
    if cookie:
        headers.append((b"cookie", cookie.encode()))
    if token:
        headers = [(b"host", b"testserver"), (b"authorization", f"Bearer {token}".encode())]
    communicator = WebsocketCommunicator(sockets, "/ws/feed", headers=headers)
    connected, _ = await communicator.connect(timeout=PATIENCE_SECONDS)
    assert connected
    try:
        yield Listener(communicator)
    finally:
        await communicator.disconnect()
