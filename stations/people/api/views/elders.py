"""Elders: find, register, reveal."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import generics, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from stations.ground.clock import now
from stations.ground.refusal import NotFound
from stations.people.acts import record_elder_state, register_elder, reveal
from stations.people.api.authentication import asking
from stations.people.api.filters import ElderFilter
from stations.people.api.once import IDEMPOTENCY_KEY, once
from stations.people.api.serializers.elders import ElderAsked, ElderShown, RevealAsked, Revealed, StateAsked
from stations.people.models import Account, Elder
from stations.people.selectors import elders_visible_to, orderable_elder_ids, own_elder_ids


def seen_by(account: Account) -> dict[str, Any]:
    """What showing elders to an account depends on, read once a request."""
    at = now()
    return {"own": own_elder_ids(account, at), "orderable": orderable_elder_ids(account, at)}


def one_elder(request: Request, number: str) -> Elder:
    """One elder among those the account may see; raises NotFound."""
    elder = elders_visible_to(asking(request), now()).filter(number=number).first()
    if elder is None:
        raise NotFound
    return elder


class Elders(generics.ListAPIView[Elder]):
    """The elders one may see, masked; operators register new ones."""

    queryset = Elder.objects.none()
    serializer_class = ElderShown
    filterset_class = ElderFilter

    def get_queryset(self) -> QuerySet[Elder]:
        """Only what the account may see."""
        return elders_visible_to(asking(self.request), now())

    def get_serializer_context(self) -> dict[str, Any]:
        """Say whose eyes these are."""
        return {**super().get_serializer_context(), **seen_by(asking(self.request))}

    @extend_schema(request=ElderAsked, responses={201: ElderShown}, parameters=[IDEMPOTENCY_KEY])
    def post(self, request: Request) -> Response:
        """Register an elder."""
        return once(request, lambda: self._register(request))

    def _register(self, request: Request) -> Response:
        asked = ElderAsked(data=request.data, context={"request": request})
        asked.is_valid(raise_exception=True)
        elder = register_elder(**asked.validated_data, by=asking(request), at=now())
        return Response(
            ElderShown(elder, context=seen_by(asking(request))).data, status=status.HTTP_201_CREATED
        )


class OneElder(APIView):
    """One elder, masked."""

    @extend_schema(responses=ElderShown)
    def get(self, request: Request, number: str) -> Response:
        """Show the elder if the account may see them."""
        return Response(ElderShown(one_elder(request, number), context=seen_by(asking(request))).data)


class StateOfElder(APIView):
    """Whether an elder can be served at home."""

    @extend_schema(request=StateAsked, responses=ElderShown)
    def post(self, request: Request, number: str) -> Response:
        """Record that the elder is active, in hospital, has moved away or has died."""
        asked = StateAsked(data=request.data)
        asked.is_valid(raise_exception=True)
        elder = record_elder_state(
            elder=one_elder(request, number), **asked.validated_data, by=asking(request)
        )
        return Response(ElderShown(elder, context=seen_by(asking(request))).data)


class RevealElder(APIView):
    """Masked fields in the clear, for a reason, on record."""

    @extend_schema(request=RevealAsked, responses=Revealed)
    def post(self, request: Request, number: str) -> Response:
        """Answer the fields asked for; who, which, when and why is written down."""
        asked = RevealAsked(data=request.data)
        asked.is_valid(raise_exception=True)
        wanted = asked.validated_data
        return Response(
            reveal(
                elder=one_elder(request, number),
                fields=sorted(wanted["fields"]),
                reason=wanted["reason"],
                by=asking(request),
                at=now(),
            )
        )
