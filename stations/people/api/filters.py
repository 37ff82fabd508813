"""What lists can be asked for."""

from datetime import UTC, date

import django_filters as filters
from django.db.models import QuerySet

from stations.ground.choices import OneOfFilter
from stations.ground.clock import day_bounds
from stations.people.models import Caregiver, Elder, ElderState, Shift
from stations.people.selectors import elders_matching
from stations.places.models import AdminDivision, CareStation, DivisionLevel
from stations.places.selectors import code_prefix


class ElderFilter(filters.FilterSet):
    """By station, state, and exactly by number, name, phone or identity number."""

    station = filters.CharFilter(field_name="station__code")
    state = OneOfFilter(choices=ElderState.choices)
    search = filters.CharFilter(method="matching", label="Number, or whole name, phone or identity number")

    class Meta:
        model = Elder
        fields = ("station", "state", "search")

    def matching(self, elders: QuerySet[Elder], _name: str, words: str) -> QuerySet[Elder]:
        """Sealed text is found whole or not at all."""
        return elders_matching(elders, words)


class CaregiverFilter(filters.FilterSet):
    """By station, occupation and whether still employed."""

    station = filters.CharFilter(field_name="station__code")

    class Meta:
        model = Caregiver
        fields = ("station", "occupation", "active")


class ShiftFilter(filters.FilterSet):
    """By station, caregiver, and the day they begin on or last on."""

    station = filters.CharFilter(field_name="caregiver__station__code")
    caregiver = filters.CharFilter(field_name="caregiver__number")
    on = filters.DateFilter(method="lasting_on", label="Lasting on this day, also from the evening before")

    class Meta:
        model = Shift
        fields = ("station", "day", "on", "caregiver")

    def lasting_on(self, shifts: QuerySet[Shift], _name: str, day: date) -> QuerySet[Shift]:
        """Shifts of which some part lies on the day."""
        try:
            begins, ends = (bound.astimezone(UTC) for bound in day_bounds(day))
        except OverflowError:
            # No shift lasts on the first or the last day of the calendar.
            return shifts.none()
        return shifts.filter(starts_at__lt=ends, ends_at__gt=begins)


class DivisionFilter(filters.FilterSet):
    """By parent and level."""

    parent = filters.CharFilter(field_name="parent__code")
    level = OneOfFilter(choices=DivisionLevel.choices)

    class Meta:
        model = AdminDivision
        fields = ("parent", "level")


class StationFilter(filters.FilterSet):
    """By division, everything below it included."""

    division = filters.CharFilter(method="under", label="Code of a division; stations below it count")

    class Meta:
        model = CareStation
        fields = ("division", "active")

    def under(self, stations: QuerySet[CareStation], _name: str, code: str) -> QuerySet[CareStation]:
        """Stations of the division and of all below it; none for what is no code."""
        if not (code.isascii() and code.isdecimal() and len(code) == 12):
            return stations.none()
        return stations.filter(division__code__startswith=code_prefix(code))
