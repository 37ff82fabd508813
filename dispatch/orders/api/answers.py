"""The answer for one order after something was done to it."""

from typing import Any

from rest_framework.request import Request

from dispatch.orders.api.serializers import WorkOrderSerializer
from dispatch.orders.api.viewer import viewer_of
from dispatch.orders.models import WorkOrder
from dispatch.orders.refusals import MovedOn
from dispatch.orders.selectors import order_visible_to
from stations.people.api.authentication import asking


def shown(order: WorkOrder, request: Request) -> dict[str, Any]:
    """The answer for one order as it is now, for the asking account."""
    viewer = viewer_of(request)
    fresh = order_visible_to(asking(request), order.number, viewer.at)
    return dict(WorkOrderSerializer(fresh, context={"viewer": viewer}).data)


def with_order_shown(refusal: MovedOn, request: Request) -> MovedOn:
    """The refusal with the order as it is among its facts, as 409 `moved_on` promises."""
    refusal.facts["order"] = shown(refusal.order, request)
    return refusal
