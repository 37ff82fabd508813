"""The shapes of plans on the wire."""

from typing import Any

from rest_framework import serializers

from dispatch.orders.models import WorkOrder
from dispatch.planning.acts.asking import DEFAULT_SECONDS, LONGEST_SECONDS
from dispatch.planning.models import PlanRun
from dispatch.planning.reasons import FINDINGS, worded_certificate, worded_left_out
from dispatch.planning.showing import ShownBound, ShownUnserved
from stations.ground.arguments import LARGEST_SEED
from stations.people.models import Caregiver

MOST_KEPT = 1000


class PlanInput(serializers.Serializer[dict[str, Any]]):
    """Which station-day to plan, how long the solver may search, and its seed."""

    station = serializers.CharField(max_length=20)
    day = serializers.DateField()
    seconds = serializers.IntegerField(min_value=1, max_value=LONGEST_SECONDS, default=DEFAULT_SECONDS)
    seed = serializers.IntegerField(min_value=0, max_value=LARGEST_SEED, default=0)


class PublishInput(serializers.Serializer[dict[str, Any]]):
    """Numbers of orders that stay with whoever has them, though the plan finds no place for them."""

    keep = serializers.ListField(
        child=serializers.CharField(max_length=24), max_length=MOST_KEPT, default=list
    )


class PlanRow(serializers.ModelSerializer[PlanRun]):
    """A run in a list: where it is, without its rounds."""

    station = serializers.CharField(source="station.code")

    class Meta:
        model = PlanRun
        fields: tuple[str, ...] = (
            "id",
            "station",
            "day",
            "state",
            "seconds",
            "seed",
            "progress",
            "best_cost",
            "unplaced",
            "failure",
            "attempts",
            "summary",
            "requested_at",
            "finished_at",
            "published_at",
        )
        read_only_fields = fields


class RoundCaregiver(serializers.ModelSerializer[Caregiver]):
    """A caregiver as a round names them."""

    class Meta:
        model = Caregiver
        fields = ("number", "name")


class StopShown(serializers.Serializer[Any]):
    """One stop: a visit to an order, a break, or loading meals."""

    kind = serializers.ChoiceField(choices=["visit", "break", "pickup"])
    order = serializers.CharField(source="order.number", default=None, allow_null=True)
    service = serializers.CharField(source="order.service.code", default=None, allow_null=True)
    start_at = serializers.DateTimeField()
    end_at = serializers.DateTimeField()
    arrive_at = serializers.DateTimeField()
    travel_seconds = serializers.IntegerField()
    window_from = serializers.DateTimeField(source="order.window_from", default=None, allow_null=True)
    window_until = serializers.DateTimeField(source="order.window_until", default=None, allow_null=True)


class RoundShown(serializers.Serializer[Any]):
    """One caregiver's round."""

    caregiver = RoundCaregiver()
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()
    travel_seconds = serializers.IntegerField()
    stops = StopShown(many=True)


class ReasonShown(serializers.Serializer[Any]):
    """Why one caregiver cannot take an order; without a caregiver it holds for all."""

    caregiver = serializers.CharField(allow_null=True)
    code = serializers.CharField()
    text = serializers.CharField()


class RelaxationShown(serializers.Serializer[Any]):
    """The smallest change that would let an order fit; `seconds` and `caregiver` where it has them."""

    code = serializers.CharField()
    text = serializers.CharField()
    seconds = serializers.IntegerField(allow_null=True)
    caregiver = serializers.CharField(allow_null=True)


class RuleShown(serializers.Serializer[Any]):
    """One of the rules that together forbid an order, whoever would go and whatever else is planned."""

    code = serializers.CharField()
    text = serializers.CharField()


class UnservedShown(serializers.Serializer[Any]):
    """An order in no round, and what stands in the way."""

    order = serializers.CharField()
    service = serializers.CharField()
    window_from = serializers.DateTimeField()
    window_until = serializers.DateTimeField()
    verdict = serializers.ChoiceField(choices=FINDINGS)
    blocked_by = serializers.ListField(child=serializers.CharField())
    reasons = ReasonShown(many=True)
    relaxation = RelaxationShown(allow_null=True)
    # Of an order that is impossible: the fewest rules that forbid it together, none where that is not known.
    rules = RuleShown(many=True)
    # Who has it all the same, and whether publishing takes it from them.
    held_by = RoundCaregiver(many=True)
    goes_back = serializers.BooleanField()

    def to_representation(self, instance: ShownUnserved) -> dict[str, Any]:
        """Word the certificate in the reader's language."""
        why = (
            worded_left_out(instance.left_out)
            if instance.left_out
            else worded_certificate(instance.certificate)
        )
        held = {
            "held_by": RoundCaregiver(instance.held_by, many=True).data,
            "goes_back": instance.goes_back,
        }
        return _order_of(instance.order) | why | held


class BoundShown(serializers.Serializer[ShownBound]):
    """What is known of every other plan for the same orders.

    `proven`: none is better. `fewest_unserved`: each leaves out at least so many orders. `cost`: none costs
    less, in units of the objective; `declined` names the rule for which that could not be told.
    """

    proven = serializers.BooleanField()
    fewest_unserved = serializers.IntegerField()
    cost = serializers.IntegerField(allow_null=True)
    declined = serializers.CharField(allow_blank=True)


class PlanShown(PlanRow):
    """A run with its rounds, what was left out, and what is known of every other plan."""

    rounds = RoundShown(many=True)
    unserved = UnservedShown(many=True)
    bound = BoundShown(allow_null=True)

    class Meta(PlanRow.Meta):
        fields: tuple[str, ...] = (*PlanRow.Meta.fields, "rounds", "unserved", "bound")
        read_only_fields = fields


def _order_of(order: WorkOrder) -> dict[str, Any]:
    moment = serializers.DateTimeField()
    return {
        "order": order.number,
        "service": order.service.code,
        "window_from": moment.to_representation(order.window_from),
        "window_until": moment.to_representation(order.window_until),
    }
