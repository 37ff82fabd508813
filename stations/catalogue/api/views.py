"""Services and menus."""

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import generics, serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from stations.catalogue.acts import add_service
from stations.catalogue.api.serializers import DishOffered, ServiceAsked, ServiceOffered
from stations.catalogue.models import MealTime, ServiceItem
from stations.catalogue.selectors import menu, services_offered
from stations.ground.accounts import demand, once, stations_seen_by
from stations.ground.choices import OneOf
from stations.ground.clock import today
from stations.ground.named import NamedWithin
from stations.places.models import CareStation


class Services(generics.ListAPIView[ServiceItem]):
    """The services that can be ordered."""

    queryset = ServiceItem.objects.none()
    serializer_class = ServiceOffered

    def get_queryset(self) -> QuerySet[ServiceItem]:
        """Those that are offered now."""
        return services_offered()

    @extend_schema(request=ServiceAsked, responses={201: ServiceOffered})
    def post(self, request: Request) -> Response:
        """Add a service of the city's own."""
        return once(request, lambda: self._add(request))

    def _add(self, request: Request) -> Response:
        demand(request.user, "manage_places")
        asked = ServiceAsked(data=request.data)
        asked.is_valid(raise_exception=True)
        service = add_service(**asked.validated_data)
        return Response(ServiceOffered(service).data, status=status.HTTP_201_CREATED)


class MenuAsked(serializers.Serializer[dict[str, object]]):
    """Which menu: a station's, on a day (today), for one meal or all."""

    station = NamedWithin(slug_field="code", queryset=CareStation.objects.all(), reach=stations_seen_by)
    day = serializers.DateField(required=False)
    meal_time = OneOf(choices=MealTime.choices, required=False)


class Menu(APIView):
    """What a station's kitchen cooks."""

    @extend_schema(parameters=[MenuAsked], responses=DishOffered(many=True), filters=False)
    def get(self, request: Request) -> Response:
        """List the dishes; an empty list when nothing is cooked that day."""
        asked = MenuAsked(data=request.query_params, context={"request": request})
        asked.is_valid(raise_exception=True)
        wanted = asked.validated_data
        dishes = menu(wanted["station"].kitchen, wanted.get("day") or today())
        if meal_time := wanted.get("meal_time"):
            dishes = dishes.filter(meal_time=meal_time)
        return Response(DishOffered(dishes, many=True).data)
