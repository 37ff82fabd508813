"""Complaints of the elders' side, as the log keeps them, for whoever oversees the station."""

from django.db.models import QuerySet

from dispatch.orders.models import Move, OrderEvent
from dispatch.orders.selectors import NOT_SHOWN
from dispatch.oversight.permissions import demand_oversight
from stations.people.models import Account
from stations.people.selectors import stations_visible_to


def complaints_visible_to(account: Account) -> QuerySet[OrderEvent]:
    """The ratings that were complaints, decided ones too; raises NotYours for whoever does not oversee.

    A visit is rated once, so each is the whole complaint about its order.
    """
    demand_oversight(account)
    rated = OrderEvent.objects.filter(move=Move.EVALUATE, station__in=stations_visible_to(account))
    return (
        rated.exclude(order__complaint="")
        .select_related("station", "by", "order__service", "order__elder")
        .defer(*(f"order__{name}" for name in NOT_SHOWN))
    )
