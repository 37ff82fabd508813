"""What is asked of the figures, read from the address."""

from datetime import date, timedelta
from typing import Any

from rest_framework import serializers
from rest_framework.request import Request

from dispatch.oversight.selectors import By
from stations.ground import clock
from stations.ground.choices import OneOf
from stations.ground.messages import refusal_text
from stations.ground.named import DivisionCode

USUAL_DAYS = 7
MOST_DAYS = 400
# Before and after these the arithmetic of days and time zones leaves the calendar.
EARLIEST, LATEST = date(2000, 1, 1), date(2999, 12, 31)


def _in_calendar(day: date) -> None:
    if not EARLIEST <= day <= LATEST:
        facts: dict[str, object] = {"earliest": EARLIEST, "latest": LATEST}
        raise serializers.ValidationError(refusal_text("day_out_of_range", facts))


class PeriodQuery(serializers.Serializer[dict[str, Any]]):
    """A division's figures over [from, until); the last seven days by default."""

    division = DivisionCode(required=False, default=None)
    until = serializers.DateField(required=False, validators=[_in_calendar])

    def get_fields(self) -> dict[str, Any]:
        """Add `from`, which Python does not allow as a name."""
        begins = serializers.DateField(required=False, validators=[_in_calendar])
        return {**super().get_fields(), "from": begins}

    @classmethod
    def of(cls, request: Request) -> dict[str, Any]:
        """What the address asks for, by the names the selectors use; raises ValidationError."""
        query = cls(data=request.query_params)
        query.is_valid(raise_exception=True)
        return dict(query.validated_data)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Fill in the days, and refuse an empty or endless period."""
        until: date = attrs.get("until") or clock.today() + timedelta(days=1)
        begins: date = attrs.get("from") or until - timedelta(days=USUAL_DAYS)
        if not 0 < (until - begins).days <= MOST_DAYS:
            raise serializers.ValidationError({"until": refusal_text("period_wrong", {"most": MOST_DAYS})})
        return {"division_code": attrs["division"], "from_day": begins, "until_day": until}


class AccuracyQuery(PeriodQuery):
    """The same, split by something."""

    by = OneOf(choices=By.choices, default=By.STATION)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Add the split to the period."""
        return {**super().validate(attrs), "by": By(attrs["by"])}
