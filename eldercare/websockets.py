"""Every WebSocket address of the system."""

from typing import Any, cast

from channels.routing import URLRouter
from channels.security.websocket import AllowedHostsOriginValidator
from channels.sessions import SessionMiddlewareStack
from django.urls import path

from dispatch.live.consumers import FeedConsumer

# Channels routes consumers through Django's path(), whose types know only HTTP views.
feed = path("ws/feed", cast(Any, FeedConsumer.as_asgi()))
signed_in: Any = SessionMiddlewareStack(URLRouter([cast(Any, feed)]))
of_our_pages: Any = AllowedHostsOriginValidator(signed_in)


async def sockets(scope: Any, receive: Any, send: Any) -> None:
    """Let a browser in from our own pages only; a machine's bearer token needs no Origin.

    No page of another site can make a browser send that header on a socket.
    """
    authorization = dict(scope["headers"]).get(b"authorization", b"")
    bearer = authorization.lower().startswith(b"bearer ")
    await (signed_in if bearer else of_our_pages)(scope, receive, send)
