"""Which verdicts of a list are wanted."""

from django.db.models import Q, QuerySet
from django_filters import rest_framework as filters

from dispatch.orders.models import Complaint, OrderEvent
from dispatch.quality.models import Answer, Criterion, Verdict
from stations.ground.choices import OneOfFilter, YesOrNoFilter
from stations.ground.named import is_division_code
from stations.places.selectors import code_prefix


class VerdictFilter(filters.FilterSet):
    """The way down from a figure to its orders; `until` is the first day left out."""

    division = filters.CharFilter(method="of_division", label="Division code", validators=[is_division_code])
    station = filters.CharFilter(field_name="station__code")
    service = filters.CharFilter(field_name="service__code")
    day = filters.DateFilter()
    until = filters.DateFilter(field_name="day", lookup_expr="lt")
    first_fail = OneOfFilter(choices=Criterion.choices)
    not_met = OneOfFilter(
        method="of_not_met", choices=Criterion.choices, label="Criterion not met, the first one or not"
    )
    counted = YesOrNoFilter()
    accurate = YesOrNoFilter()

    class Meta:
        model = Verdict
        fields: tuple[str, ...] = ()

    def of_division(self, verdicts: QuerySet[Verdict], _name: str, code: str) -> QuerySet[Verdict]:
        """Orders of elders in a division or below it."""
        return verdicts.filter(division__code__startswith=code_prefix(code))

    def of_not_met(self, verdicts: QuerySet[Verdict], _name: str, criterion: str) -> QuerySet[Verdict]:
        """Orders of which the criterion fails or could not be verified."""
        answered = f"answers__{criterion}__answer"
        return verdicts.filter(Q(**{answered: Answer.FAIL}) | Q(**{answered: Answer.UNVERIFIED}))


class ComplaintFilter(filters.FilterSet):
    """Complaints by how they stand, by whether it was said that they are solved, by station or order."""

    complaint = OneOfFilter(field_name="order__complaint", choices=Complaint.choices)
    answered = YesOrNoFilter(method="of_answered", label="Decided, and said whether it is solved")
    station = filters.CharFilter(field_name="station__code")
    order = filters.CharFilter(field_name="order__number")

    class Meta:
        model = OrderEvent
        fields: tuple[str, ...] = ()

    def of_answered(self, complaints: QuerySet[OrderEvent], _name: str, yes: bool) -> QuerySet[OrderEvent]:
        """Of the decided complaints those of which it was said whether they are solved, or nothing yet."""
        decided = complaints.exclude(order__complaint=Complaint.OPEN)
        return decided.exclude(order__resolution="") if yes else decided.filter(order__resolution="")


VerdictFilter.base_filters["from"] = filters.DateFilter(field_name="day", lookup_expr="gte")
