"""Elders in JSON: masked out, plain in."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from stations.ground.choices import OneOf, SomeOf
from stations.ground.named import NamedBy, NamedWithin
from stations.people.acts.privacy import REVEALABLE
from stations.people.api.serializers.briefs import DivisionBrief, NameShown, StationBrief
from stations.people.masking import masked_address, masked_phone
from stations.people.models import DisabilityLevel, Elder, ElderState, Sex
from stations.people.selectors import stations_visible_to
from stations.places.models import AdminDivision, CareStation, Datum


class ElderShown(serializers.ModelSerializer[Elder]):
    """An elder with name, phone and address masked; `context` has the keys of `own` and `orderable` ones."""

    name = NameShown()
    birth_year = serializers.SerializerMethodField()
    phone = serializers.SerializerMethodField()
    address = serializers.SerializerMethodField()
    division = DivisionBrief()
    station = StationBrief()
    special_groups = serializers.ListField(child=serializers.CharField())
    diet_tags = serializers.ListField(child=serializers.CharField())
    allergens = serializers.ListField(child=serializers.CharField())
    may_order = serializers.SerializerMethodField()

    class Meta:
        model = Elder
        fields = (
            "number",
            "name",
            "sex",
            "birth_year",
            "phone",
            "address",
            "division",
            "station",
            "state",
            "disability_level",
            "special_groups",
            "diet_tags",
            "allergens",
            "may_order",
        )

    @extend_schema_field(serializers.IntegerField(allow_null=True))
    def get_birth_year(self, elder: Elder) -> int | None:
        """The year only."""
        return elder.birth_date.year if elder.birth_date else None

    def get_phone(self, elder: Elder) -> str:
        """138****1234."""
        return masked_phone(elder.phone)

    def get_address(self, elder: Elder) -> str:
        """District and subdistrict."""
        return masked_address(elder.division)

    def get_may_order(self, elder: Elder) -> bool:
        """Whether the asking account may order for this elder."""
        return elder.pk in self.context["orderable"]


class ElderAsked(serializers.Serializer[dict[str, Any]]):
    """A new elder; the position is in `datum`."""

    name = serializers.CharField(max_length=40)
    sex = OneOf(choices=Sex.choices)
    station = NamedWithin(slug_field="code", queryset=CareStation.objects.all(), reach=stations_visible_to)
    division = NamedBy(slug_field="code", queryset=AdminDivision.objects.all())
    latitude = serializers.FloatField()
    longitude = serializers.FloatField()
    datum = OneOf(choices=Datum.choices, default=Datum.WGS84)
    birth_date = serializers.DateField(required=False, allow_null=True, default=None)
    id_number = serializers.CharField(max_length=30, required=False, allow_blank=True, default="")
    phone = serializers.CharField(max_length=30, required=False, allow_blank=True, default="")
    address = serializers.CharField(max_length=120, required=False, allow_blank=True, default="")
    disability_level = OneOf(choices=DisabilityLevel.choices, required=False, allow_blank=True, default="")
    assessed_on = serializers.DateField(required=False, allow_null=True, default=None)
    special_groups = serializers.ListField(
        child=serializers.CharField(max_length=20), max_length=20, required=False, default=list
    )
    diet_tags = serializers.ListField(
        child=serializers.CharField(max_length=20), max_length=20, required=False, default=list
    )
    allergens = serializers.ListField(
        child=serializers.CharField(max_length=20), max_length=20, required=False, default=list
    )
    emergency_name = serializers.CharField(max_length=40, required=False, allow_blank=True, default="")
    emergency_phone = serializers.CharField(max_length=30, required=False, allow_blank=True, default="")


class StateAsked(serializers.Serializer[dict[str, Any]]):
    """Whether the elder can be served at home."""

    state = OneOf(choices=ElderState.choices)


class RevealAsked(serializers.Serializer[dict[str, Any]]):
    """Which masked fields somebody wants to see, and why."""

    # The wire name; the framework takes declared fields off the class, so its own `fields` stays.
    fields = SomeOf(choices=REVEALABLE)  # type: ignore[assignment]  # likewise
    reason = serializers.CharField(max_length=200, allow_blank=True)


class Revealed(serializers.Serializer[dict[str, str]]):
    """The fields asked for, in the clear."""

    name = serializers.CharField(required=False)
    phone = serializers.CharField(required=False)
    address = serializers.CharField(required=False)
    emergency_name = serializers.CharField(required=False)
    emergency_phone = serializers.CharField(required=False)
    id_number = serializers.CharField(required=False)
