"""Django's registration of this app."""

from django.apps import AppConfig


class LiveConfig(AppConfig):
    """The feed: every event of a station, once and in order, to whoever may see it."""

    name = "dispatch.live"
    label = "live"
