"""Django's registration of this app."""

from django.apps import AppConfig


class QualityConfig(AppConfig):
    """Verdicts on finished orders and their counts; it follows the log by a cursor."""

    name = "dispatch.quality"
    label = "quality"
