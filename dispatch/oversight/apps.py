"""Django's registration of this app."""

from django.apps import AppConfig


class OversightConfig(AppConfig):
    """Indicators, recounts and ledger checks; it reads and never changes an order."""

    name = "dispatch.oversight"
    label = "oversight"
