"""Taking a caregiver out of what is left of a day, over HTTP."""

from typing import Any

from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from dispatch.orders.acts import withdraw_caregiver
from dispatch.orders.api.wishes import command_of
from dispatch.orders.models import Withdrawal
from stations.ground.clock import now
from stations.ground.refusal import NotFound
from stations.people.api.authentication import asking
from stations.people.api.once import IDEMPOTENCY_KEY
from stations.people.selectors import caregivers_visible_to


class CaregiverWithdrawalAsked(serializers.Serializer[dict[str, Any]]):
    """For which day a caregiver is withdrawn, and why."""

    day = serializers.DateField()
    reason = serializers.CharField(max_length=200)


class WithdrawalShown(serializers.ModelSerializer[Withdrawal]):
    """What became of the caregiver's visits: numbers of those gone back, and of those still theirs."""

    caregiver = serializers.CharField(source="caregiver.number")
    returned = serializers.ListField(child=serializers.CharField())
    kept = serializers.ListField(child=serializers.CharField())

    class Meta:
        model = Withdrawal
        fields = ("caregiver", "day", "at", "returned", "kept")
        read_only_fields = fields


class CaregiverWithdrawal(APIView):
    """A caregiver who cannot go on today."""

    @extend_schema(
        request=CaregiverWithdrawalAsked,
        responses={
            200: WithdrawalShown,
            404: OpenApiResponse(description="not_found: no such caregiver where one works"),
            409: OpenApiResponse(description="nothing_to_withdraw, or command_taken"),
        },
        parameters=[IDEMPOTENCY_KEY],
    )
    def post(self, request: Request, number: str) -> Response:
        """Withdraw what is left of the day's shifts and return the visits not reached, all or nothing."""
        asked = CaregiverWithdrawalAsked(data=request.data)
        asked.is_valid(raise_exception=True)
        caregiver = caregivers_visible_to(asking(request)).filter(number=number).first()
        if caregiver is None:
            raise NotFound(number=number)
        done = withdraw_caregiver(
            caregiver=caregiver,
            **asked.validated_data,
            by=asking(request),
            at=now(),
            command=command_of(request),
        )
        return Response(WithdrawalShown(done).data)
