"""Signing in, and who one is."""

from datetime import datetime
from typing import Any, TypedDict

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from stations.ground import clock
from stations.ground.choices import OneOf
from stations.people.api.serializers.briefs import CaregiverBrief, DivisionLevelled, ElderBrief, StationBrief
from stations.people.models import Account, Role
from stations.people.permissions import RIGHTS, Right
from stations.places.models import CareStation


class Credentials(serializers.Serializer[dict[str, str]]):
    """What is typed to sign in; `otp` when the account has a second factor."""

    username = serializers.CharField(max_length=60)
    password = serializers.CharField(max_length=200, trim_whitespace=False)
    otp = serializers.CharField(max_length=10, required=False, allow_blank=True, default="")


class Preference(serializers.Serializer[dict[str, str]]):
    """What an account chooses for itself."""

    language = OneOf(choices=["zh-CN", "en"])


class NewPassword(serializers.Serializer[dict[str, str]]):
    """The password as it was, and as it shall be."""

    old = serializers.CharField(max_length=200, trim_whitespace=False)
    new = serializers.CharField(max_length=200, trim_whitespace=False)


class ClockReading(TypedDict):
    """The system's instant, and how many of its seconds pass in a real one."""

    now: datetime
    speed: float


class Me(serializers.ModelSerializer[Account]):
    """Who is signed in, what they may do, and whom they order for (`context["elders"]`)."""

    rights = serializers.SerializerMethodField()
    station = serializers.SerializerMethodField()
    division = DivisionLevelled(allow_null=True)
    elder = ElderBrief(allow_null=True)
    elders = serializers.SerializerMethodField()
    caregiver = CaregiverBrief(allow_null=True)
    clock = serializers.SerializerMethodField()

    class Meta:
        model = Account
        fields = (
            "username",
            "display_name",
            "role",
            "language",
            "rights",
            "station",
            "division",
            "elder",
            "elders",
            "caregiver",
            "clock",
        )

    @extend_schema_field(serializers.ListField(child=serializers.ChoiceField(choices=Right.choices)))
    def get_rights(self, account: Account) -> list[str]:
        """Every right of the role, in one order."""
        return sorted(RIGHTS[Role(account.role)])

    @extend_schema_field(StationBrief(allow_null=True))
    def get_station(self, account: Account) -> Any:
        """The operator's station, or the one of the caregiver or elder behind the account."""
        station = _own_station(account)
        return StationBrief(station).data if station else None

    @extend_schema_field(ElderBrief(many=True))
    def get_elders(self, account: Account) -> Any:
        """The elders at whose side the account is: self, or the family's."""
        return ElderBrief(self.context["elders"], many=True, context=self.context).data

    def get_clock(self, _account: Account) -> ClockReading:
        """The instant, which in a demonstration is not the real one."""
        return ClockReading(now=clock.now(), speed=clock.speed())


def _own_station(account: Account) -> CareStation | None:
    if account.caregiver is not None:
        return account.caregiver.station
    if account.elder is not None:
        return account.elder.station
    return account.station
