"""Django's registration of this app."""

from django.apps import AppConfig

from dispatch.quality.limits import limits


class QualityConfig(AppConfig):
    """Verdicts on finished orders and their counts; it follows the log by a cursor."""

    name = "dispatch.quality"
    label = "quality"

    def ready(self) -> None:
        """Fail at start, not at the first verdict, when a limit's name is wrong."""
        limits()
