"""Caregivers, their credentials and shifts."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import generics, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from stations.ground.clock import today
from stations.ground.refusal import NotFound
from stations.people.acts import add_credential, add_shift, register_caregiver, withdraw_shift
from stations.people.api.authentication import asking
from stations.people.api.filters import CaregiverFilter, ShiftFilter
from stations.people.api.once import IDEMPOTENCY_KEY, once
from stations.people.api.serializers.caregivers import (
    CaregiverAsked,
    CaregiverOnStaff,
    CredentialAsked,
    ShiftAsked,
    ShiftShown,
    WithdrawalAsked,
)
from stations.people.models import Caregiver, Shift
from stations.people.selectors import caregivers_visible_to, shifts_visible_to


def shown(caregiver: Caregiver, code: int) -> Response:
    """One caregiver as an answer."""
    return Response(CaregiverOnStaff(caregiver, context={"today": today()}).data, status=code)


class Caregivers(generics.ListAPIView[Caregiver]):
    """The caregivers one may see; operators register new ones."""

    queryset = Caregiver.objects.none()
    serializer_class = CaregiverOnStaff
    filterset_class = CaregiverFilter

    def get_queryset(self) -> QuerySet[Caregiver]:
        """Only what the account may see."""
        return caregivers_visible_to(asking(self.request)).prefetch_related("credentials")

    def get_serializer_context(self) -> dict[str, Any]:
        """Say which day it is."""
        return {**super().get_serializer_context(), "today": today()}

    @extend_schema(request=CaregiverAsked, responses={201: CaregiverOnStaff}, parameters=[IDEMPOTENCY_KEY])
    def post(self, request: Request) -> Response:
        """Register a caregiver."""
        return once(request, lambda: self._register(request))

    def _register(self, request: Request) -> Response:
        asked = CaregiverAsked(data=request.data, context={"request": request})
        asked.is_valid(raise_exception=True)
        caregiver = register_caregiver(**asked.validated_data, by=asking(request))
        return shown(caregiver, status.HTTP_201_CREATED)


class Credentials(APIView):
    """The credentials of one caregiver."""

    @extend_schema(request=CredentialAsked, responses={201: CaregiverOnStaff}, parameters=[IDEMPOTENCY_KEY])
    def post(self, request: Request, number: str) -> Response:
        """Add a credential."""
        return once(request, lambda: self._add(request, number))

    def _add(self, request: Request, number: str) -> Response:
        asked = CredentialAsked(data=request.data)
        asked.is_valid(raise_exception=True)
        caregiver = caregivers_visible_to(asking(request)).filter(number=number).first()
        if caregiver is None:
            raise NotFound
        add_credential(caregiver=caregiver, **asked.validated_data, by=asking(request))
        return shown(caregiver, status.HTTP_201_CREATED)


class Shifts(generics.ListAPIView[Shift]):
    """The shifts one may see; operators add new ones."""

    queryset = Shift.objects.none()
    serializer_class = ShiftShown
    filterset_class = ShiftFilter

    def get_queryset(self) -> QuerySet[Shift]:
        """Only what the account may see."""
        return shifts_visible_to(asking(self.request))

    @extend_schema(request=ShiftAsked, responses={201: ShiftShown}, parameters=[IDEMPOTENCY_KEY])
    def post(self, request: Request) -> Response:
        """Put a caregiver on duty."""
        return once(request, lambda: self._add(request))

    def _add(self, request: Request) -> Response:
        asked = ShiftAsked(data=request.data, context={"request": request})
        asked.is_valid(raise_exception=True)
        shift = add_shift(**asked.validated_data, by=asking(request))
        return Response(ShiftShown(shift, context={"request": request}).data, status=status.HTTP_201_CREATED)


class WithdrawShift(APIView):
    """Taking a caregiver off duty."""

    @extend_schema(request=WithdrawalAsked, responses=ShiftShown)
    def post(self, request: Request, pk: int) -> Response:
        """Withdraw what is left of the shift, e.g. because the caregiver fell ill."""
        asked = WithdrawalAsked(data=request.data)
        asked.is_valid(raise_exception=True)
        shift = shifts_visible_to(asking(request)).filter(pk=pk).first()
        if shift is None:
            raise NotFound
        withdrawn = withdraw_shift(shift=shift, **asked.validated_data, by=asking(request))
        return Response(ShiftShown(withdrawn, context={"request": request}).data)
