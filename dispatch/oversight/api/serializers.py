"""How figures and verdicts look on the wire."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from dispatch.orders.models import Complaint, OrderEvent, Resolution, WorkOrder
from dispatch.orders.reasons import COMPLAINTS
from dispatch.oversight.selectors import Accuracy
from dispatch.oversight.three_rates import ThreeRates
from dispatch.quality.models import Answer, Criterion, Verdict
from dispatch.visits.models import Evidence
from stations.catalogue.models import ServiceItem
from stations.people.masking import masked_name, masked_words
from stations.people.models import Caregiver, Role
from stations.places.models import AdminDivision, CareStation

# Where the definition stands that must be shown beside the figure.
DEFINITION = "docs/accuracy-rate.md"
RATES_DEFINITION = "docs/three-rates.md"


class CriterionSerializer(serializers.Serializer[Any]):
    """How one criterion came out; `rate` is over the orders it applies to."""

    unverified = serializers.IntegerField()
    not_applicable = serializers.IntegerField()
    rate = serializers.FloatField(allow_null=True)

    def get_fields(self) -> dict[str, Any]:
        """Add `pass`, which Python does not allow as a name, and with it `fail`."""
        counts = {"pass": serializers.IntegerField(), "fail": serializers.IntegerField()}
        return {**counts, **super().get_fields()}


class MeasuredSerializer(serializers.Serializer[Any]):
    """A rate with all that must stand beside it; rate and interval are null without a population."""

    population = serializers.IntegerField(source="share.population")
    accurate = serializers.IntegerField(source="share.hits")
    rate = serializers.FloatField(source="share.rate", allow_null=True)
    interval = serializers.ListField(
        source="share.interval", child=serializers.FloatField(), min_length=2, max_length=2, allow_null=True
    )
    first_fails = serializers.DictField(source="figures.first_fails", child=serializers.IntegerField())
    criteria = serializers.DictField(source="figures.criteria", child=CriterionSerializer())
    grades = serializers.DictField(source="figures.grades", child=serializers.IntegerField())


class RowSerializer(MeasuredSerializer):
    """One row of the table; `ranked` says whether it may be compared with others."""

    key = serializers.CharField()
    ranked = serializers.BooleanField(source="share.ranked")

    def get_fields(self) -> dict[str, Any]:
        """Call the name `label`, a word that the framework keeps for itself."""
        return {"label": serializers.CharField(source="name"), **super().get_fields()}


class DivisionNamed(serializers.ModelSerializer[AdminDivision]):
    """A division as figures name it."""

    class Meta:
        model = AdminDivision
        fields = ("code", "name", "level")


class AccuracySerializer(MeasuredSerializer):
    """The figures of a division over [from, until), and the same split into rows."""

    division = DivisionNamed(allow_null=True)
    until = serializers.DateField(source="until_day")
    definition = serializers.SerializerMethodField()
    rows = RowSerializer(many=True)

    def get_fields(self) -> dict[str, Any]:
        """Add `from`, which Python does not allow as a name."""
        return {"from": serializers.DateField(source="from_day"), **super().get_fields()}

    def get_definition(self, _accuracy: Accuracy) -> str:
        """Where the definition stands."""
        return DEFINITION


class ShareShown(serializers.Serializer[Any]):
    """So many hits out of a population; rate and interval are null without a population."""

    population = serializers.IntegerField()
    hits = serializers.IntegerField()
    rate = serializers.FloatField(allow_null=True)
    interval = serializers.ListField(
        child=serializers.FloatField(), min_length=2, max_length=2, allow_null=True
    )


class ThreeRatesShown(serializers.Serializer[Any]):
    """The three rates of a division over [from, until), with the coverage of call-backs beside them."""

    division = DivisionNamed(allow_null=True)
    until = serializers.DateField(source="until_day")
    definition = serializers.SerializerMethodField()
    response = ShareShown()
    resolution = ShareShown()
    satisfaction = ShareShown()
    call_back_coverage = ShareShown()

    def get_fields(self) -> dict[str, Any]:
        """Add `from`, which Python does not allow as a name."""
        return {"from": serializers.DateField(source="from_day"), **super().get_fields()}

    def get_definition(self, _rates: ThreeRates) -> str:
        """Where the definition stands."""
        return RATES_DEFINITION


class StationNamed(serializers.ModelSerializer[CareStation]):
    """A station as a verdict or a complaint names it."""

    class Meta:
        model = CareStation
        fields = ("code", "name")


class ServiceNamed(serializers.ModelSerializer[ServiceItem]):
    """A service as a verdict or a complaint names it."""

    class Meta:
        model = ServiceItem
        fields = ("code", "name_zh", "name_en")


SHOWN = (
    "order",
    "state",
    "day",
    "station",
    "division",
    "service",
    "counted",
    "left_out_because",
    "accurate",
    "first_fail",
    "evidence_grade",
    "as_of_seq",
    "judged_at",
)


class VerdictSerializer(serializers.ModelSerializer[Verdict]):
    """A verdict in a list."""

    order = serializers.CharField(source="order.number")
    state = serializers.CharField(source="order.state")
    station = StationNamed()
    division = DivisionNamed()
    service = ServiceNamed()
    as_of_seq = serializers.IntegerField(source="as_of.seq")

    class Meta:
        model = Verdict
        fields: tuple[str, ...] = SHOWN


class ComplaintSerializer(serializers.ModelSerializer[OrderEvent]):
    """What somebody of the elder's side complained about, with no whole name and no number of a person.

    `complaint` is how it stands, `role` that of who made it, `resolution` null until it was said
    whether it is solved.
    """

    order = serializers.CharField(source="order.number")
    complaint = serializers.ChoiceField(source="order.complaint", choices=Complaint.choices)
    resolution = serializers.SerializerMethodField()
    reason = serializers.ChoiceField(source="facts.reason", choices=sorted(COMPLAINTS))
    words = serializers.SerializerMethodField()
    made_at = serializers.DateTimeField(source="happened_at")
    role = serializers.ChoiceField(source="by.role", choices=Role.choices)
    elder = serializers.SerializerMethodField()
    station = StationNamed()
    service = ServiceNamed(source="order.service")
    window_from = serializers.DateTimeField(source="order.window_from")
    window_until = serializers.DateTimeField(source="order.window_until")

    class Meta:
        model = OrderEvent
        fields = (
            "order",
            "complaint",
            "resolution",
            "reason",
            "words",
            "made_at",
            "role",
            "elder",
            "station",
            "service",
            "window_from",
            "window_until",
        )

    def get_resolution(self, complaint: OrderEvent) -> Resolution | None:
        """Whether it is solved in the eyes of who complained."""
        return Resolution(complaint.order.resolution) if complaint.order.resolution else None

    def get_words(self, complaint: OrderEvent) -> str:
        """What was added to the reason; empty where nothing was."""
        names = (complaint.order.elder.name, complaint.by.display_name)
        return masked_words(str(complaint.facts.get("note", "")), names)

    def get_elder(self, complaint: OrderEvent) -> str:
        """The elder's masked name."""
        return masked_name(complaint.order.elder.name)


class EvidenceShown(serializers.ModelSerializer[Evidence]):
    """The evidence behind an answer: how far from the home, never where.

    It is of another order where that one's visit stands against this one's.
    """

    order = serializers.SlugRelatedField[WorkOrder](slug_field="number", read_only=True)
    caregiver = serializers.SlugRelatedField[Caregiver](slug_field="number", read_only=True)

    class Meta:
        model = Evidence
        fields = (
            "id",
            "order",
            "move",
            "caregiver",
            "happened_at",
            "received_at",
            "distance_meters",
            "accuracy_meters",
            "mock",
            "proof_kind",
            "proof_valid",
            "items_done",
            "measurements",
        )


class AnswerSerializer(serializers.Serializer[Any]):
    """One criterion's answer, the code of its reason, and its evidence."""

    criterion = serializers.ChoiceField(choices=Criterion.choices)
    answer = serializers.ChoiceField(choices=Answer.choices)
    reason = serializers.CharField()
    evidence = EvidenceShown(many=True)


class VerdictDetailSerializer(VerdictSerializer):
    """A verdict with its ten answers, C0 first, each with its evidence."""

    answers = serializers.SerializerMethodField()

    class Meta(VerdictSerializer.Meta):
        fields = (*SHOWN, "answers")

    @extend_schema_field(AnswerSerializer(many=True))
    def get_answers(self, verdict: Verdict) -> list[dict[str, Any]]:
        """The answers with their evidence."""
        evidence = {item.pk: item for item in self.context["evidence"]}
        kept = verdict.answers
        answers = [
            {
                **kept[one.value],
                "criterion": one,
                "evidence": [evidence[pk] for pk in kept[one.value]["evidence"]],
            }
            for one in Criterion
        ]
        return list(AnswerSerializer(answers, many=True).data)
