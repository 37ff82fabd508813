"""Requests, orders and their history over HTTP."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import generics, status
from rest_framework.request import Request
from rest_framework.response import Response

from dispatch.orders.acts import request_service
from dispatch.orders.api.answers import shown
from dispatch.orders.api.filters import WorkOrderFilter
from dispatch.orders.api.serializers import EventSerializer, ServiceRequestSerializer, WorkOrderSerializer
from dispatch.orders.api.viewer import viewer_of
from dispatch.orders.api.wishes import RequestAsked, command_of, read_request
from dispatch.orders.models import OrderEvent, ServiceRequest, WorkOrder
from dispatch.orders.permissions import AT_HOME
from dispatch.orders.selectors import (
    history_visible_to,
    order_visible_to,
    orders_visible_to,
    requests_visible_to,
    with_what_is_shown,
)
from stations.ground.clock import now
from stations.people.api.authentication import asking
from stations.people.api.once import IDEMPOTENCY_KEY, once


class ServiceRequestList(generics.ListAPIView[ServiceRequest]):
    """The requests behind the orders one may see; POST asks for a service."""

    queryset = ServiceRequest.objects.none()
    serializer_class = ServiceRequestSerializer

    def get_queryset(self) -> QuerySet[ServiceRequest]:
        """Only what the account may see."""
        return requests_visible_to(asking(self.request), now())

    def get_serializer_context(self) -> dict[str, Any]:
        """Say who reads."""
        return {**super().get_serializer_context(), "role": asking(self.request).role}

    @extend_schema(request=RequestAsked, responses={201: WorkOrderSerializer}, parameters=[IDEMPOTENCY_KEY])
    def post(self, request: Request) -> Response:
        """Ask for a service; 201 with the work order it became."""
        return once(request, lambda: self._ask(request))

    def _ask(self, request: Request) -> Response:
        order = request_service(
            **read_request(request), by=asking(request), at=now(), command=command_of(request)
        )
        return Response(shown(order, request), status=status.HTTP_201_CREATED)


class SeenByViewer(generics.GenericAPIView[WorkOrder]):
    """Work orders as the asking account sees them."""

    serializer_class = WorkOrderSerializer

    def get_serializer_context(self) -> dict[str, Any]:
        """Say who looks."""
        # The schema is generated without anybody asking.
        nobody = getattr(self, "swagger_fake_view", False)
        viewer = {} if nobody else {"viewer": viewer_of(self.request)}
        return {**super().get_serializer_context(), **viewer}


class WorkOrderList(SeenByViewer, generics.ListAPIView[WorkOrder]):
    """The work orders one may see."""

    queryset = WorkOrder.objects.none()
    filterset_class = WorkOrderFilter

    def get_queryset(self) -> QuerySet[WorkOrder]:
        """Only what the account may see, with all that is shown."""
        return with_what_is_shown(orders_visible_to(asking(self.request), now()))


class WorkOrderDetail(SeenByViewer, generics.RetrieveAPIView[WorkOrder]):
    """One work order as it is now."""

    def get_object(self) -> WorkOrder:
        """Find it among what the account may see."""
        return order_visible_to(asking(self.request), self.kwargs["number"], now())


class WorkOrderEvents(generics.ListAPIView[OrderEvent]):
    """An order's history, first event to last."""

    queryset = OrderEvent.objects.none()
    serializer_class = EventSerializer
    filter_backends = ()

    def get_serializer_context(self) -> dict[str, Any]:
        """Say whether the elder's side reads it."""
        nobody = getattr(self, "swagger_fake_view", False)
        at_home = not nobody and asking(self.request).role in AT_HOME
        return {**super().get_serializer_context(), "at_home": at_home}

    def get_queryset(self) -> QuerySet[OrderEvent]:
        """Only the history of what the account may see."""
        return history_visible_to(asking(self.request), self.kwargs["number"], now())
