"""Divisions and stations in JSON."""

from datetime import time
from typing import Any

from rest_framework import serializers

from stations.ground.choices import OneOf
from stations.ground.named import DivisionCode, NamedBy
from stations.people.api.serializers.briefs import DivisionBrief
from stations.places.models import AdminDivision, CareStation, Datum, DivisionLevel, StationClass


class DivisionPlace(serializers.ModelSerializer[AdminDivision]):
    """A division with its parent's code."""

    # Every field has a `parent` too; the framework takes declared ones off the class, so they do not meet.
    parent = serializers.SlugRelatedField[AdminDivision](  # type: ignore[assignment]
        slug_field="code", read_only=True, allow_null=True
    )

    class Meta:
        model = AdminDivision
        fields = ("code", "name", "level", "parent", "valid_from", "valid_until")


class DivisionAsked(serializers.Serializer[dict[str, Any]]):
    """A new division."""

    code = DivisionCode()
    name = serializers.CharField(max_length=80)
    level = OneOf(choices=DivisionLevel.choices)
    parent = NamedBy(  # type: ignore[assignment]  # as above
        slug_field="code", queryset=AdminDivision.objects.all(), required=False, allow_null=True, default=None
    )
    valid_from = serializers.DateField(required=False, allow_null=True, default=None)
    valid_until = serializers.DateField(required=False, allow_null=True, default=None)


class StationPlace(serializers.ModelSerializer[CareStation]):
    """A care station with its place (WGS-84 degrees), hours and kitchen's code."""

    division = DivisionBrief()
    kitchen = serializers.SlugRelatedField[Any](slug_field="code", read_only=True, allow_null=True)

    class Meta:
        model = CareStation
        fields = (
            "code",
            "name",
            "station_class",
            "division",
            "latitude",
            "longitude",
            "service_radius_meters",
            "geofence_meters",
            "opens_at",
            "closes_at",
            "kitchen",
            "active",
        )


class StationAsked(serializers.Serializer[dict[str, Any]]):
    """A new care station; the position is in `datum`."""

    code = serializers.CharField(max_length=20)
    name = serializers.CharField(max_length=80)
    station_class = OneOf(choices=StationClass.choices, default=StationClass.B)
    division = NamedBy(slug_field="code", queryset=AdminDivision.objects.all())
    latitude = serializers.FloatField()
    longitude = serializers.FloatField()
    datum = OneOf(choices=Datum.choices, default=Datum.WGS84)
    service_radius_meters = serializers.IntegerField(min_value=1, max_value=200_000, default=1000)
    opens_at = serializers.TimeField(default=time(7))
    closes_at = serializers.TimeField(default=time(20))
    has_kitchen = serializers.BooleanField(default=False)
