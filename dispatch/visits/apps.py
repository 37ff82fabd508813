"""Django's registration of this app."""

from django.apps import AppConfig


class VisitsConfig(AppConfig):
    """What happened at the door: moves with their evidence."""

    name = "dispatch.visits"
    label = "visits"
