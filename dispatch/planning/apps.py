"""Django's registration of this app."""

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    """Rows become a problem, the problem a plan, the plan rounds; the only door to routing."""

    name = "dispatch.planning"
    label = "planning"
