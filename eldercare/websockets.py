"""Every WebSocket address of the system."""

from typing import Any, cast

from channels.routing import URLRouter
from channels.security.websocket import AllowedHostsOriginValidator
from channels.sessions import SessionMiddlewareStack
from django.urls import path

from dispatch.live.consumers import FeedConsumer

# Channels routes consumers through Django's path(), whose types know only HTTP views.
feed = path("ws/feed", cast(Any, FeedConsumer.as_asgi()))
sockets = AllowedHostsOriginValidator(SessionMiddlewareStack(URLRouter([cast(Any, feed)])))
