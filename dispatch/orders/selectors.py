"""What a person may see of orders and their log."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Prefetch, QuerySet

from dispatch.orders.models import Assignment, OrderEvent, ServiceRequest, StationFeed, WorkOrder
from stations.ground.refusal import NotFound
from stations.people.models import Account, Role
from stations.people.selectors import elders_visible_to, stations_visible_to
from stations.places.models import CareStation

# What an order's answer never shows is not even decrypted.
NOT_SHOWN = (
    "elder__id_number",
    "elder__phone",
    "elder__address",
    "elder__emergency_name",
    "elder__emergency_phone",
)


def orders_visible_to(account: Account, at: datetime) -> QuerySet[WorkOrder]:
    """The orders an account may see: its elders', its own rounds', or its stations'."""
    if account.role in (Role.ELDER, Role.FAMILY_MEMBER):
        return WorkOrder.objects.filter(elder__in=elders_visible_to(account, at))
    if account.role == Role.CAREGIVER:
        own = Assignment.objects.filter(caregiver=account.caregiver_id)
        return WorkOrder.objects.filter(pk__in=own.values("order"))
    return WorkOrder.objects.filter(station__in=stations_visible_to(account))


def order_visible_to(account: Account, number: str, at: datetime) -> WorkOrder:
    """One order by its number, with what its answer shows; raises NotFound when there is none to see."""
    order = with_what_is_shown(orders_visible_to(account, at)).filter(number=number).first()
    if order is None:
        raise NotFound(number=number)
    return order


def with_what_is_shown(orders: QuerySet[WorkOrder]) -> QuerySet[WorkOrder]:
    """Read along all that an order's answer shows, in a constant number of queries."""
    in_force = Assignment.objects.filter(ended_at__isnull=True).select_related("caregiver")
    return (
        orders.select_related("request", "station", "service", "elder__division__parent__parent")
        .defer(*NOT_SHOWN)
        .prefetch_related(Prefetch("assignments", queryset=in_force.defer("caregiver__phone")))
    )


def requests_visible_to(account: Account, at: datetime) -> QuerySet[ServiceRequest]:
    """The requests behind the orders an account may see."""
    return ServiceRequest.objects.filter(order__in=orders_visible_to(account, at)).select_related(
        "elder", "service", "order"
    )


def history_visible_to(account: Account, number: str, at: datetime) -> QuerySet[OrderEvent]:
    """An order's events; raises NotFound when the order is not there to see."""
    seen = orders_visible_to(account, at).select_related("elder").defer(*NOT_SHOWN)
    order = seen.filter(number=number).first()
    if order is None:
        raise NotFound(number=number)
    return order.events.select_related("by").order_by("version")


def events_after(station: CareStation | int, seq: int, limit: int) -> QuerySet[OrderEvent]:
    """The next rows of a station's log after `seq`, at most `limit`."""
    following = OrderEvent.objects.filter(station=station, seq__gt=seq).order_by("seq")
    return following.select_related("order", "station")[:limit]


def heads(stations: Iterable[CareStation]) -> dict[int, int]:
    """How far each station's log has come, by the station's key; a station without a log is at 0."""
    wanted = [station.pk for station in stations]
    written = dict(StationFeed.objects.filter(station__in=wanted).values_list("station_id", "last_seq"))
    return {pk: written.get(pk, 0) for pk in wanted}
