"""Divisions and stations as an account may see and change them."""

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import generics, status
from rest_framework.request import Request
from rest_framework.response import Response

from stations.people.api.authentication import asking
from stations.people.api.filters import DivisionFilter, StationFilter
from stations.people.api.once import IDEMPOTENCY_KEY, once
from stations.people.api.serializers.places import DivisionAsked, DivisionPlace, StationAsked, StationPlace
from stations.people.authority import demand
from stations.people.permissions import Right
from stations.people.selectors import stations_visible_to
from stations.places.acts import add_division, open_station
from stations.places.models import AdminDivision, CareStation


class Divisions(generics.ListAPIView[AdminDivision]):
    """The tree of divisions, which everybody signed in may read."""

    queryset = AdminDivision.objects.select_related("parent")
    serializer_class = DivisionPlace
    filterset_class = DivisionFilter

    @extend_schema(request=DivisionAsked, responses={201: DivisionPlace}, parameters=[IDEMPOTENCY_KEY])
    def post(self, request: Request) -> Response:
        """Add a division."""
        return once(request, lambda: self._add(request))

    def _add(self, request: Request) -> Response:
        demand(asking(request), Right.MANAGE_PLACES)
        asked = DivisionAsked(data=request.data)
        asked.is_valid(raise_exception=True)
        division = add_division(**asked.validated_data)
        return Response(DivisionPlace(division).data, status=status.HTTP_201_CREATED)


class Stations(generics.ListAPIView[CareStation]):
    """The stations one may see; administrators open new ones."""

    queryset = CareStation.objects.none()
    serializer_class = StationPlace
    filterset_class = StationFilter

    def get_queryset(self) -> QuerySet[CareStation]:
        """Only what the account may see."""
        return stations_visible_to(asking(self.request)).select_related("division", "kitchen")

    @extend_schema(request=StationAsked, responses={201: StationPlace}, parameters=[IDEMPOTENCY_KEY])
    def post(self, request: Request) -> Response:
        """Open a station."""
        return once(request, lambda: self._open(request))

    def _open(self, request: Request) -> Response:
        demand(asking(request), Right.MANAGE_PLACES)
        asked = StationAsked(data=request.data)
        asked.is_valid(raise_exception=True)
        station = open_station(**asked.validated_data)
        return Response(StationPlace(station).data, status=status.HTTP_201_CREATED)
