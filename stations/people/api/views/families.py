"""Family bindings of an elder."""

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from stations.ground.clock import now
from stations.ground.refusal import NotFound
from stations.people.acts import bind_family, revoke_binding
from stations.people.api.authentication import asking
from stations.people.api.once import IDEMPOTENCY_KEY, once
from stations.people.api.serializers.families import BindingAsked, BindingShown
from stations.people.api.views.elders import one_elder, seen_by
from stations.people.authority import demand_at
from stations.people.models import FamilyBinding
from stations.people.permissions import Right
from stations.people.selectors import bindings_visible_to


def shown(binding: FamilyBinding, request: Request, code: int = status.HTTP_200_OK) -> Response:
    """One binding as an answer."""
    return Response(BindingShown(binding, context=seen_by(asking(request))).data, status=code)


class Family(APIView):
    """Who is bound to an elder."""

    @extend_schema(responses=BindingShown(many=True), filters=False)
    def get(self, request: Request, number: str) -> Response:
        """List the bindings that were not revoked."""
        bindings = bindings_visible_to(asking(request), now()).filter(elder=one_elder(request, number))
        return Response(BindingShown(bindings, many=True, context=seen_by(asking(request))).data)

    @extend_schema(request=BindingAsked, responses={201: BindingShown}, parameters=[IDEMPOTENCY_KEY])
    def post(self, request: Request, number: str) -> Response:
        """Bind a family member whose papers the station has seen."""
        return once(request, lambda: self._bind(request, number))

    def _bind(self, request: Request, number: str) -> Response:
        elder = one_elder(request, number)
        # Before the account is looked up: nobody else is told whether there is one of that name.
        demand_at(asking(request), Right.REGISTER_ELDERS, elder.station)
        asked = BindingAsked(data=request.data)
        asked.is_valid(raise_exception=True)
        binding = bind_family(
            elder=elder,
            **asked.validated_data,
            verified=True,
            by=asking(request),
            at=now(),
        )
        return shown(binding, request, status.HTTP_201_CREATED)


class RevokeBinding(APIView):
    """Ending a binding."""

    @extend_schema(request=None, responses=BindingShown)
    def post(self, request: Request, pk: int) -> Response:
        """End it, as the station, the elder or the family member."""
        binding = bindings_visible_to(asking(request), now()).filter(pk=pk).first()
        if binding is None:
            raise NotFound
        return shown(revoke_binding(binding=binding, by=asking(request), at=now()), request)
