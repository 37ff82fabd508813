"""Caregivers, their credentials and shifts in JSON."""

from datetime import date
from typing import Any

from rest_framework import serializers

from stations.ground.choices import OneOf
from stations.ground.named import NamedWithin
from stations.people.api.authentication import asking
from stations.people.api.serializers.briefs import CaregiverBrief, StationBrief
from stations.people.masking import masked_credential_number
from stations.people.models import Caregiver, Credential, CredentialKind, Occupation, Sex, Shift, TravelMode
from stations.people.permissions import Right, holds
from stations.people.selectors import caregivers_visible_to, stations_visible_to
from stations.places.models import CareStation


class CredentialShown(serializers.ModelSerializer[Credential]):
    """A credential, its number masked, and whether it has run out by `context["today"]`."""

    number = serializers.SerializerMethodField()
    expired = serializers.SerializerMethodField()

    class Meta:
        model = Credential
        fields = ("kind", "number", "valid_from", "valid_until", "expired")

    def get_number(self, credential: Credential) -> str:
        """Enough to tell two papers apart."""
        return masked_credential_number(credential.number)

    def get_expired(self, credential: Credential) -> bool:
        """Whether its last day is past."""
        today: date = self.context["today"]
        return credential.valid_until < today


class CaregiverOnStaff(serializers.ModelSerializer[Caregiver]):
    """A caregiver with credentials; the phone is not shown."""

    station = StationBrief()
    languages = serializers.ListField(child=serializers.CharField())
    credentials = CredentialShown(many=True)

    class Meta:
        model = Caregiver
        fields = (
            "number",
            "name",
            "sex",
            "occupation",
            "travel_mode",
            "box_capacity",
            "languages",
            "station",
            "active",
            "credentials",
        )


class CaregiverAsked(serializers.Serializer[dict[str, Any]]):
    """A new caregiver."""

    name = serializers.CharField(max_length=40)
    sex = OneOf(choices=Sex.choices)
    phone = serializers.CharField(max_length=30, required=False, allow_blank=True, default="")
    station = NamedWithin(slug_field="code", queryset=CareStation.objects.all(), reach=stations_visible_to)
    occupation = OneOf(choices=Occupation.choices)
    travel_mode = OneOf(choices=TravelMode.choices, default=TravelMode.BIKE)
    box_capacity = serializers.IntegerField(min_value=0, max_value=200, default=0)
    languages = serializers.ListField(
        child=serializers.CharField(max_length=20), max_length=10, required=False, default=list
    )


class CredentialAsked(serializers.Serializer[dict[str, Any]]):
    """A new credential, valid on both its first and last day."""

    kind = OneOf(choices=CredentialKind.choices)
    number = serializers.CharField(max_length=40, required=False, allow_blank=True, default="")
    valid_from = serializers.DateField(required=False, allow_null=True, default=None)
    valid_until = serializers.DateField()


class ShiftShown(serializers.ModelSerializer[Shift]):
    """A shift; from `withdrawn_from` on it no longer stands.

    Why, often an illness, is told to who plans with the caregiver and to themselves; to others it is empty.
    """

    caregiver = CaregiverBrief()

    class Meta:
        model = Shift
        fields = (
            "id",
            "caregiver",
            "day",
            "starts_at",
            "ends_at",
            "break_minutes",
            "break_from",
            "break_until",
            "withdrawn_from",
            "withdrawn_reason",
        )

    def to_representation(self, instance: Shift) -> dict[str, Any]:
        """Leave out what is not the reader's to know."""
        shown: dict[str, Any] = super().to_representation(instance)
        reader = asking(self.context["request"])
        if not (holds(reader, Right.MANAGE_CAREGIVERS) or reader.caregiver_id == instance.caregiver_id):
            shown["withdrawn_reason"] = ""
        return shown


class ShiftAsked(serializers.Serializer[dict[str, Any]]):
    """A new shift [starts_at, ends_at), with at most one break."""

    caregiver = NamedWithin(
        slug_field="number", queryset=Caregiver.objects.all(), reach=caregivers_visible_to
    )
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()
    break_minutes = serializers.IntegerField(min_value=0, max_value=240, default=0)
    break_from = serializers.DateTimeField(required=False, allow_null=True, default=None)
    break_until = serializers.DateTimeField(required=False, allow_null=True, default=None)


class WithdrawalAsked(serializers.Serializer[dict[str, Any]]):
    """From when a shift no longer stands, and why."""

    reason = serializers.CharField(max_length=200)
    from_at = serializers.DateTimeField()
