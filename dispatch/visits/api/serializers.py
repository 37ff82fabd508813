"""The shapes of moves, evidence and door proofs on the wire."""

import math
from datetime import datetime
from typing import Any
from uuid import UUID

from rest_framework import serializers

from dispatch.orders.delay import LONGEST_DELAY_MINUTES
from dispatch.orders.models import Move
from dispatch.orders.reasons import MoveReason
from dispatch.visits.door import DoorReport, DoorStep, Position, Proof
from dispatch.visits.models import Evidence, ProofKind
from stations.ground.choices import OneOf
from stations.ground.messages import refusal_text
from stations.places.models import Datum

MOST_ITEMS = 20
FAR_AWAY_METERS = 1_000_000


def _finite(value: float) -> None:
    """Refuse "nan" and "inf", which read as numbers and compare with nothing."""
    if not math.isfinite(value):
        raise serializers.ValidationError(refusal_text("not_a_number", {}))


class PositionInput(serializers.Serializer[Position]):
    """A fix of the device: degrees in `datum`, accuracy as a radius in meters."""

    lat = serializers.FloatField(min_value=-90, max_value=90, validators=[_finite])
    lon = serializers.FloatField(min_value=-180, max_value=180, validators=[_finite])
    accuracy_meters = serializers.FloatField(
        min_value=0, max_value=FAR_AWAY_METERS, validators=[_finite], required=False, allow_null=True
    )
    datum = OneOf(choices=Datum.choices, default=Datum.WGS84)
    mock = serializers.BooleanField(required=False, allow_null=True, default=None)

    def to_internal_value(self, data: Any) -> Position:
        """Read a position."""
        read = super().to_internal_value(data)
        return Position(
            latitude=read["lat"],
            longitude=read["lon"],
            accuracy_meters=read.get("accuracy_meters"),
            datum=Datum(read["datum"]),
            mock=read["mock"],
        )


class ProofInput(serializers.Serializer[Proof]):
    """What was read or typed at the door."""

    kind = OneOf(choices=ProofKind.choices)
    value = serializers.CharField(max_length=200, allow_blank=True, default="")

    def to_internal_value(self, data: Any) -> Proof:
        """Read a proof."""
        read = super().to_internal_value(data)
        return Proof(kind=ProofKind(read["kind"]), value=read["value"])


class ItemDone(serializers.Serializer[dict[str, Any]]):
    """One service ticked, or not, at the door."""

    service = serializers.CharField(max_length=24)
    done = serializers.BooleanField()


class CommandId(serializers.UUIDField):
    """A UUID in text: a number would read as one too, and two clients that count would hit the same."""

    def to_internal_value(self, data: Any) -> UUID:
        """Read it."""
        if not isinstance(data, str):
            self.fail("invalid", value=data)
        read: UUID = super().to_internal_value(data)
        return read


class MoveInput(serializers.Serializer[dict[str, Any]]):
    """One move: `command` is the client's own UUID, `seen` the version it was looking at."""

    command = CommandId()
    move = OneOf(choices=Move.choices)
    seen = serializers.IntegerField(min_value=0, max_value=1_000_000)
    happened_at = serializers.DateTimeField()
    caregivers = serializers.ListField(
        child=serializers.CharField(max_length=20), max_length=10, default=list
    )
    position = PositionInput(required=False, allow_null=True, default=None)
    proof = ProofInput(required=False, allow_null=True, default=None)
    items_done = serializers.ListField(child=ItemDone(), max_length=MOST_ITEMS, default=list)
    measurements = serializers.DictField(
        child=serializers.FloatField(min_value=-1000, max_value=1_000_000, validators=[_finite]), default=dict
    )
    reason = serializers.CharField(max_length=200, allow_blank=True, default="")
    reason_code = OneOf(choices=[*MoveReason], required=False, allow_null=True, default=None)
    tried = serializers.DictField(child=serializers.DateTimeField(), default=dict)
    # Tablets that waited long without signal may still send a REPORT_DELAY without it.
    delay_minutes = serializers.IntegerField(
        min_value=1, max_value=LONGEST_DELAY_MINUTES, required=False, allow_null=True, default=None
    )

    def validate_measurements(self, measurements: dict[str, float]) -> dict[str, float]:
        """Names are short words with a unit, such as food_celsius."""
        if len(measurements) > MOST_ITEMS or any(
            len(name) > 40 or not name.isidentifier() for name in measurements
        ):
            raise serializers.ValidationError(refusal_text("measurement_names_wrong", {"most": MOST_ITEMS}))
        return measurements

    def validate_tried(self, tried: dict[str, datetime]) -> dict[DoorStep, datetime]:
        """Names are the steps before a shut door."""
        if any(step not in set(DoorStep) for step in tried):
            raise serializers.ValidationError(
                refusal_text("door_step_unknown", {"steps": ", ".join(DoorStep)})
            )
        return {DoorStep(step): tried_at for step, tried_at in tried.items()}

    def arguments(self) -> dict[str, Any]:
        """The arguments of `acts.make_move` that come from the wire, caregivers still as numbers."""
        data = dict(self.validated_data)
        report = DoorReport(
            position=data.pop("position"),
            proof=data.pop("proof"),
            items_done=tuple(data.pop("items_done")),
            measurements=data.pop("measurements"),
            tried=data.pop("tried"),
        )
        code = data["reason_code"]
        told = {"reason_code": MoveReason(code) if code else None, "report": report}
        return data | {"move": Move(data["move"]), **told}


class EvidenceOutput(serializers.ModelSerializer[Evidence]):
    """One piece of evidence, for whoever may see the order."""

    caregiver = serializers.CharField(source="caregiver.number", default=None)

    class Meta:
        model = Evidence
        fields = (
            "id",
            "move",
            "caregiver",
            "distance_meters",
            "accuracy_meters",
            "source_datum",
            "mock",
            "proof_kind",
            "proof_valid",
            "items_done",
            "measurements",
            "happened_at",
            "received_at",
        )


class DoorProofInput(serializers.Serializer[dict[str, Any]]):
    """What to issue; `value` only for a card or beacon that exists already."""

    kind = OneOf(choices=ProofKind.choices)
    value = serializers.CharField(min_length=4, max_length=200, required=False)
