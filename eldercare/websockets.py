"""Every WebSocket address of the system."""

from channels.routing import URLRouter
from channels.security.websocket import AllowedHostsOriginValidator
from channels.sessions import SessionMiddlewareStack
from django.urls import path

from dispatch.live.consumers import FeedConsumer

sockets = AllowedHostsOriginValidator(
    SessionMiddlewareStack(URLRouter([path("ws/feed", FeedConsumer.as_asgi())]))
)
