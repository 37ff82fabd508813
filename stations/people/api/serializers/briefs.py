"""People and places by number, code and name, as other answers name them."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from stations.people.masking import masked_name
from stations.people.models import Caregiver, Elder
from stations.places.models import AdminDivision, CareStation


class StationBrief(serializers.ModelSerializer[CareStation]):
    """A station by code and name."""

    class Meta:
        model = CareStation
        fields = ("code", "name")


class DivisionBrief(serializers.ModelSerializer[AdminDivision]):
    """A division by code and name."""

    class Meta:
        model = AdminDivision
        fields = ("code", "name")


class DivisionLevelled(serializers.ModelSerializer[AdminDivision]):
    """A division by code, name and level."""

    class Meta:
        model = AdminDivision
        fields = ("code", "name", "level")


class CaregiverBrief(serializers.ModelSerializer[Caregiver]):
    """A caregiver by number and name; elders must know who comes, so the name is not masked."""

    class Meta:
        model = Caregiver
        fields = ("number", "name")


@extend_schema_field(str)
class NameShown(serializers.Field[Elder, Any, str, Elder]):
    """An elder's name: whole for who is in `context["own"]`, else masked."""

    def __init__(self, **options: Any) -> None:
        super().__init__(source="*", read_only=True, **options)

    def to_representation(self, value: Elder) -> str:
        """Show or mask."""
        return value.name if value.pk in self.context.get("own", ()) else masked_name(value.name)


class ElderBrief(serializers.ModelSerializer[Elder]):
    """An elder as those who may order see them."""

    name = NameShown()
    station = StationBrief()
    diet_tags = serializers.ListField(child=serializers.CharField())
    allergens = serializers.ListField(child=serializers.CharField())

    class Meta:
        model = Elder
        fields = ("number", "name", "station", "diet_tags", "allergens")
