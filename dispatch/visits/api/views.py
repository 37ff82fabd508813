"""Moves, evidence and door proofs over HTTP."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import generics, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from dispatch.orders.api.answers import shown, with_order_shown
from dispatch.orders.api.serializers import WorkOrderSerializer
from dispatch.orders.refusals import MovedOn
from dispatch.visits.acts import issue_door_proof, make_move
from dispatch.visits.api.reading import read_door_proof, read_move
from dispatch.visits.api.serializers import DoorProofInput, EvidenceOutput, MoveInput
from dispatch.visits.models import Evidence
from dispatch.visits.selectors import evidence_visible_to
from stations.ground.clock import now
from stations.people.api.authentication import asking


class Moves(APIView):
    """The one door through which people move an order on."""

    @extend_schema(
        request=MoveInput,
        responses={
            200: WorkOrderSerializer,
            403: OpenApiResponse(description="not_yours"),
            409: OpenApiResponse(description="moved_on, with `order` as it is"),
            422: OpenApiResponse(description="what is wrong, by field"),
        },
    )
    def post(self, request: Request, number: str) -> Response:
        """Make one move; the same command again has the same answer and no second effect."""
        try:
            order = make_move(**read_move(request, number), by=asking(request), at=now())
        except MovedOn as refusal:
            raise with_order_shown(refusal, request) from None
        return Response(shown(order, request))


class OrderEvidence(generics.ListAPIView[Evidence]):
    """What was reported from the door of one order, first to last."""

    serializer_class = EvidenceOutput
    filter_backends = ()

    def get_queryset(self) -> QuerySet[Evidence]:
        """Only of an order that the account may see."""
        if getattr(self, "swagger_fake_view", False):
            return Evidence.objects.none()
        return evidence_visible_to(asking(self.request), self.kwargs["number"], now())


class DoorProofs(APIView):
    """What identifies an elder at the door."""

    @extend_schema(request=DoorProofInput, responses={201: DoorProofInput})
    def post(self, request: Request, number: str) -> Response:
        """Issue a proof; the answer shows its value this once."""
        asked: dict[str, Any] = read_door_proof(request, number)
        value = issue_door_proof(**asked, by=asking(request), at=now())
        return Response({"kind": asked["kind"], "value": value}, status=status.HTTP_201_CREATED)
