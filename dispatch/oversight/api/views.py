"""Figures and verdicts over HTTP; they are read, never written."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import generics
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from dispatch.orders.models import OrderEvent
from dispatch.oversight.api.filters import ComplaintFilter, VerdictFilter
from dispatch.oversight.api.query import AccuracyQuery, PeriodQuery
from dispatch.oversight.api.serializers import (
    AccuracySerializer,
    ComplaintSerializer,
    ThreeRatesShown,
    VerdictDetailSerializer,
    VerdictSerializer,
)
from dispatch.oversight.complaints import complaints_visible_to
from dispatch.oversight.selectors import accuracy, evidence_behind, verdict_visible_to, verdicts_visible_to
from dispatch.oversight.three_rates import three_rates
from dispatch.quality.models import Verdict
from stations.ground.clock import now
from stations.people.api.authentication import asking


class AccuracyView(APIView):
    """The service accuracy rate of a division, and a table of where it comes from."""

    @extend_schema(parameters=[AccuracyQuery], responses=AccuracySerializer)
    def get(self, request: Request) -> Response:
        """Sum the counts and answer."""
        found = accuracy(account=asking(request), **AccuracyQuery.of(request))
        return Response(AccuracySerializer(found).data)


class ThreeRatesView(APIView):
    """The response, resolution and satisfaction rates of a division."""

    @extend_schema(parameters=[PeriodQuery], responses=ThreeRatesShown)
    def get(self, request: Request) -> Response:
        """Count the log and answer."""
        found = three_rates(account=asking(request), at=now(), **PeriodQuery.of(request))
        return Response(ThreeRatesShown(found).data)


class ComplaintList(generics.ListAPIView[OrderEvent]):
    """What elders and families complained about, the first made first."""

    queryset = OrderEvent.objects.none()
    serializer_class = ComplaintSerializer
    filterset_class = ComplaintFilter

    def get_queryset(self) -> QuerySet[OrderEvent]:
        """Only of stations the account oversees."""
        return complaints_visible_to(asking(self.request))


class VerdictList(generics.ListAPIView[Verdict]):
    """The verdicts behind a figure."""

    queryset = Verdict.objects.none()
    serializer_class = VerdictSerializer
    filterset_class = VerdictFilter

    def get_queryset(self) -> QuerySet[Verdict]:
        """Only what the account oversees."""
        return verdicts_visible_to(asking(self.request))


class VerdictDetail(generics.RetrieveAPIView[Verdict]):
    """One order's verdict with its ten answers and their evidence."""

    serializer_class = VerdictDetailSerializer

    def get_object(self) -> Verdict:
        """Find it among what the account oversees."""
        return verdict_visible_to(asking(self.request), self.kwargs["number"])

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Answer with the evidence beside the answers."""
        verdict = self.get_object()
        return Response(VerdictDetailSerializer(verdict, context={"evidence": evidence_behind(verdict)}).data)
