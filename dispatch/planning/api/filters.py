"""Which runs a list shows."""

from django_filters import rest_framework as filters

from dispatch.planning.models import PlanRun, RunState
from stations.ground.choices import SomeOfFilter


class PlanFilter(filters.FilterSet):
    """By station code, day and state."""

    station = filters.CharFilter(field_name="station__code")
    day = filters.DateFilter()
    state = SomeOfFilter(choices=RunState.choices)

    class Meta:
        model = PlanRun
        fields = ("station", "day", "state")
