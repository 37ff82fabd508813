"""A station's orders of a day, written in bulk with their place in the log and its hash chain."""

from collections.abc import Sequence
from datetime import datetime
from random import Random
from uuid import UUID

from django.db import transaction

from dispatch.orders import log
from dispatch.orders.acts.meals import DishOrdered, cooked_at
from dispatch.orders.models import Move, OrderEvent, ServiceRequest, Source, State, StationFeed, WorkOrder
from eldercare.demo.city.wishes import Wish
from stations.catalogue.models import Dish
from stations.catalogue.pricing import price, shares
from stations.ground.clock import local_day
from stations.people.models import Account
from stations.places.models import CareStation


@transaction.atomic
def place_orders(*, station: CareStation, wishes: Sequence[Wish], by: Account, seed: int) -> list[WorkOrder]:
    """Take these requests on the phone, oldest first, as `request_service` would one by one."""
    feed = log.lock_feed(station)
    requests = ServiceRequest.objects.bulk_create(_request(wish, by) for wish in wishes)
    orders = WorkOrder.objects.bulk_create(
        _order(wish, request, station, feed.last_seq + position)
        for position, (wish, request) in enumerate(zip(wishes, requests, strict=True), start=1)
    )
    _write_log(feed, orders, wishes, by, Random(f"{seed}/commands/{station.code}/{feed.last_seq}"))
    return orders


def _request(wish: Wish, by: Account) -> ServiceRequest:
    return ServiceRequest(
        elder=wish.elder,
        service=wish.service,
        window_from=wish.window_from,
        window_until=wish.window_until,
        dishes=[_ordered(dish) for dish in wish.dishes],
        source=Source.PHONE,
        requested_by=by,
        requested_at=wish.asked_at,
    )


def _ordered(dish: Dish) -> DishOrdered:
    return DishOrdered(
        code=dish.code, name_zh=dish.name_zh, name_en=dish.name_en, price_fen=dish.price_fen, count=1
    )


def _order(wish: Wish, request: ServiceRequest, station: CareStation, seq: int) -> WorkOrder:
    price_fen = price(service=wish.service, dishes=request.dishes)
    return WorkOrder(
        number=f"WO{local_day(wish.asked_at):%y%m%d}-{station.pk}-{seq}",
        request=request,
        station=station,
        division_id=wish.elder.division_id,
        elder=wish.elder,
        service=wish.service,
        day=local_day(wish.window_from),
        window_from=wish.window_from,
        window_until=wish.window_until,
        cooked_at=cooked_at(wish.elder, wish.service, wish.window_from),
        service_minutes=wish.service.minutes,
        caregivers_needed=wish.service.caregivers_needed,
        price_fen=price_fen,
        funder_shares=shares(price_fen),
        created_at=wish.asked_at,
        changed_at=wish.asked_at,
    )


def _write_log(
    feed: StationFeed, orders: Sequence[WorkOrder], wishes: Sequence[Wish], by: Account, rng: Random
) -> None:
    events = []
    for order, wish in zip(orders, wishes, strict=True):
        event = _created(feed, order, wish.asked_at, by, UUID(int=rng.getrandbits(128), version=4))
        feed.last_seq, feed.last_hash = event.seq, event.hash
        events.append(event)
    OrderEvent.objects.bulk_create(events)
    feed.save(update_fields=("last_seq", "last_hash"))


def _created(feed: StationFeed, order: WorkOrder, at: datetime, by: Account, command: UUID) -> OrderEvent:
    event = OrderEvent(
        station=order.station,
        seq=feed.last_seq + 1,
        order=order,
        version=order.version,
        move=Move.CREATE,
        state=State.CREATED,
        by=by,
        happened_at=at,
        recorded_at=at,
        command=command,
        facts={"service": order.service.code},
        prev_hash=feed.last_hash,
    )
    event.hash = log.hash_of(event)
    return event
