"""Django's registration of this app."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """A believable city and a living day in it, through the public doors only."""

    name = "eldercare.demo"
    label = "demo"
