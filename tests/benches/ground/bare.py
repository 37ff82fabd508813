"""The baseline of the fan-out: the plainest thing channels can do, one group and no database.

A socket that says {"times": n, "text": ...} has the text sent n times to everybody.
"""

import json
from typing import Any, cast

from channels.generic.websocket import AsyncWebsocketConsumer
from channels.routing import ProtocolTypeRouter, URLRouter
from django.urls import path


class Echo(AsyncWebsocketConsumer):
    """Everybody is in one group of the mode's own channel layer."""

    groups = ["everybody"]

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """Send a text so many times to all."""
        said = json.loads(text_data or "{}")
        for number in range(said["times"]):
            message = {"type": "bare.text", "text": said["text"], "number": number}
            await self.channel_layer.group_send("everybody", message)

    async def bare_text(self, message: dict[str, Any]) -> None:
        """Pass on what came to the group."""
        await self.send(text_data=message["text"])


bare = cast(Any, path("bare", cast(Any, Echo.as_asgi())))
application = ProtocolTypeRouter({"websocket": URLRouter([bare])})
