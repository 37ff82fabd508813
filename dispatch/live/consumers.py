"""The socket of the live feed."""

import asyncio
from collections.abc import Iterable
from typing import Any

import structlog
from channels.generic.websocket import AsyncWebsocketConsumer

from dispatch.live.database import FOR_SOCKETS, asked
from dispatch.live.figures import ROWS_SENT, SOCKETS
from dispatch.live.identities import Ended, SignedIn
from dispatch.live.reader import readers
from dispatch.live.selectors import Closed, Opening, has_anything_to_follow, openings
from dispatch.live.sign_in import signed_in, watches
from dispatch.live.subscription import Subscription
from dispatch.live.wire import Malformed, Wish, read_wishes, written
from stations.ground.clock import now
from stations.people.models import Account

NOT_SIGNED_IN, NOT_ALLOWED, NOT_UNDERSTOOD = 4401, 4403, 4400
# A fault of ours, and "ask anew what you may follow"; a client reconnects after both. Not 1011 and 1012, as
# daphne sends none but 1000 and 3000-4999, and leaves the socket open at any other.
BROKEN, COME_BACK = 4500, 4503
# One unreadable message may be an old page; more are not worth a socket.
MOST_MALFORMED = 3

log = structlog.get_logger("feed")


class FeedConsumer(AsyncWebsocketConsumer):
    """Sends each subscribed station's events, every seq once and in order, from `since` on."""

    # No channel of its own: sockets must open and live while the layer is down. The reader hears the nudges.
    channel_layer_alias = "unused"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account: Account | None = None
        self.subscriptions: dict[str, Subscription] = {}
        self.news = asyncio.Event()
        self.malformed = 0
        self.sending: asyncio.Task[None] | None = None

    async def connect(self) -> None:
        """Open, and close at once with 4401 or 4403 for who has nothing to see here."""
        await self.accept()
        found = await signed_in(self.scope)
        if found is None:
            await self.close(NOT_SIGNED_IN)
        elif not await asked(FOR_SOCKETS, has_anything_to_follow, found.account, now()):
            await self.close(NOT_ALLOWED)
        else:
            self._begin(found)

    def _begin(self, found: SignedIn) -> None:
        self.account = found.account
        SOCKETS.inc()
        watches.here().add(self, found.identity)
        self.sending = asyncio.create_task(self._keep_sending())

    async def disconnect(self, code: int) -> None:
        """Stop following."""
        self.account = None
        watches.here().remove(self)
        readers.here().leave(self.news)
        if self.sending is not None:
            SOCKETS.dec()
            self.sending.cancel()

    async def end(self, why: Ended) -> None:
        """Close, because nobody is signed in any more, or so that the client comes back and asks anew."""
        self.account = None
        await self.close(NOT_SIGNED_IN if why is Ended.SIGNED_OUT else COME_BACK)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """Take a subscription; what cannot be read is answered, and too much of it ends the socket."""
        if self.account is None:
            return
        try:
            wishes = read_wishes(text_data)
        except Malformed:
            await self._complain()
        else:
            await self._subscribe(self.account, wishes)

    async def _complain(self) -> None:
        await self._say({"refused": None, "code": "malformed"})
        self.malformed += 1
        if self.malformed > MOST_MALFORMED:
            # What is still on its way from the client finds nobody.
            self.account = None
            await self.close(NOT_UNDERSTOOD)

    async def _subscribe(self, account: Account, wishes: Iterable[Wish]) -> None:
        for answer in await asked(FOR_SOCKETS, openings, account, wishes, now()):
            if isinstance(answer, Closed):
                await self._refuse(answer)
            else:
                self._follow(answer)
        self.news.set()

    def _follow(self, opening: Opening) -> None:
        tail = readers.here().follow(opening.station_id, opening.head, self.news)
        self.subscriptions[opening.wish.name] = Subscription(opening, tail)

    async def _refuse(self, closed: Closed) -> None:
        head = {} if closed.head is None else {"head": closed.head}
        await self._say({"refused": closed.wish.name, "code": closed.code, **head})

    async def _keep_sending(self) -> None:
        """Send what is new until the socket closes; after a fault the client comes back with its `since`."""
        try:
            while True:
                await self.news.wait()
                self.news.clear()
                while [one for one in list(self.subscriptions.values()) if await self._send_next(one)]:
                    await asyncio.sleep(0)
        except Exception:
            log.exception("socket_broken")
            await self.close(BROKEN)

    async def _send_next(self, following: Subscription) -> bool:
        """Send the next rows of one subscription; True when there are more."""
        for row in await following.next_rows():
            if self._is_replaced(following):
                return False
            await self.send(text_data=following.text_of(row))
            ROWS_SENT.inc()
        if message := following.caught_up():
            await self._say(message)
        return following.is_behind and not self._is_replaced(following)

    def _is_replaced(self, following: Subscription) -> bool:
        """Whether the client has subscribed anew, from another seq, while we were sending."""
        return self.subscriptions[following.opening.wish.name] is not following

    async def _say(self, message: dict[str, Any]) -> None:
        await self.send(text_data=written(message))
