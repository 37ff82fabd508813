"""Who is behind a socket, and whether they still are."""

import asyncio
from typing import Any, Protocol

import structlog
from channels.auth import get_user
from django.db import DatabaseError

from dispatch.live.database import FOR_SOCKETS, asked
from dispatch.live.identities import Ended, Identity, SignedIn, ended, of_bearer, of_session
from dispatch.live.loops import OnePerLoop
from stations.ground.clock import now
from stations.people.models import Account

CHECK_SECONDS = 2.0
BEARER = b"bearer "

log = structlog.get_logger("feed")


class Socket(Protocol):
    """What the watch needs of a socket."""

    async def end(self, why: Ended) -> None:
        """Close."""


async def signed_in(scope: Any) -> SignedIn | None:
    """The account of a bearer token or of the browser's session; None for nobody."""
    header = dict(scope["headers"]).get(b"authorization", b"")
    if header.lower().startswith(BEARER):
        return await asked(FOR_SOCKETS, of_bearer, header[len(BEARER) :].strip(), now())
    account = await get_user(scope)
    if not isinstance(account, Account):
        return None
    return await asked(FOR_SOCKETS, of_session, account, scope["session"].session_key, now())


class SignInWatch:
    """Closes within seconds the sockets of who signed out, or of whose reach has changed."""

    def __init__(self) -> None:
        self._sockets: dict[Socket, Identity] = {}
        self._task: asyncio.Task[None] | None = None

    def add(self, socket: Socket, identity: Identity) -> None:
        """Watch a socket."""
        self._sockets[socket] = identity
        if self._task is None:
            self._task = asyncio.create_task(self._keep_checking())

    def remove(self, socket: Socket) -> None:
        """Watch it no more."""
        self._sockets.pop(socket, None)
        if not self._sockets and self._task is not None:
            self._task.cancel()
            self._task = None

    async def _keep_checking(self) -> None:
        while True:
            await asyncio.sleep(CHECK_SECONDS)
            try:
                await self._check()
            except DatabaseError as error:
                # Nobody is sent away because the database is; the next round decides.
                log.warning("sign_in_check_failed", error=type(error).__name__)

    async def _check(self) -> None:
        gone = await asked(FOR_SOCKETS, ended, set(self._sockets.values()), now())
        for socket, identity in list(self._sockets.items()):
            if identity in gone:
                await _end(socket, gone[identity])


async def _end(socket: Socket, why: Ended) -> None:
    try:
        await socket.end(why)
    # Whatever one socket fails with, the watch goes on: without it everybody else would listen for ever.
    except Exception:
        log.exception("socket_not_ended")


watches = OnePerLoop(SignInWatch)
