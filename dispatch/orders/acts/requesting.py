"""A request for a service becomes a work order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from dispatch.orders import log
from dispatch.orders.acts.meals import DishChosen, check_meal, cooked_at, dishes_as_priced
from dispatch.orders.acts.windows import check_window
from dispatch.orders.models import Move, OrderEvent, ServiceRequest, Source, State, StationFeed, WorkOrder
from dispatch.orders.permissions import may_request_for
from dispatch.orders.refusals import CommandTaken, DuplicateRequest, ElderNotActive, NobodyQualified
from stations.catalogue.models import ServiceItem
from stations.catalogue.pricing import price, shares
from stations.ground.clock import local_day
from stations.ground.refusal import NotYours, WrongInput
from stations.people.models import Account, Elder, ElderState
from stations.people.selectors import qualified_caregivers


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is asked for, by whom, for whom and when."""

    elder: Elder
    service: ServiceItem
    window_from: datetime
    window_until: datetime
    note: str
    dishes: Sequence[DishChosen]
    source: Source
    by: Account
    at: datetime


@transaction.atomic
def request_service(
    *,
    elder: Elder,
    service: ServiceItem,
    window_from: datetime,
    window_until: datetime,
    source: Source,
    by: Account,
    at: datetime,
    command: UUID,
    note: str = "",
    dishes: Sequence[DishChosen] = (),
) -> WorkOrder:
    """Take a request and make its work order, the first row of the order's history.

    [window_from, window_until) is when the service may begin. The same `command` again gives the same order.
    Raises CommandTaken when the command stands for something else, NotYours, WrongInput naming the field,
    ElderNotActive, DuplicateRequest, NobodyQualified or DishHasAllergen; a refused request leaves nothing.
    """
    wish = Wish(
        elder=elder,
        service=service,
        window_from=window_from,
        window_until=window_until,
        note=note,
        dishes=dishes,
        source=source,
        by=by,
        at=at,
    )
    feed = log.lock_feed(elder.station)
    if done := _already_done(wish, command):
        return done
    _check(wish)
    order = _create(wish, feed)
    log.append(feed, order, _first_entry(wish, command))
    return order


def _already_done(wish: Wish, command: UUID) -> WorkOrder | None:
    done = OrderEvent.objects.select_related("order__request").filter(command=command).first()
    if done is None:
        return None
    order = done.order
    if (done.move, done.by_id) != (Move.CREATE, wish.by.pk) or not _same_wish(wish, order.request):
        raise CommandTaken(fields={"command": CommandTaken.code})
    return order


def _same_wish(wish: Wish, kept: ServiceRequest) -> bool:
    asked = (wish.elder.pk, wish.service.pk, wish.window_from, wish.window_until, wish.note)
    counts = {chosen["code"]: chosen["count"] for chosen in wish.dishes}
    return asked == (
        kept.elder_id,
        kept.service_id,
        kept.window_from,
        kept.window_until,
        kept.note,
    ) and counts == {dish["code"]: dish["count"] for dish in kept.dishes}


def _check(wish: Wish) -> None:
    elder, service = wish.elder, wish.service
    if not may_request_for(wish.by, elder, wish.at):
        raise NotYours()
    if not service.active:
        raise WrongInput(fields={"service": "service_not_offered"})
    if elder.state != ElderState.ACTIVE:
        raise ElderNotActive(fields={"elder": ElderNotActive.code})
    check_window(elder.station, service, wish.window_from, wish.window_until, wish.at)
    check_meal(elder, service, wish.dishes, wish.window_from, wish.window_until)
    _check_people(elder, service, wish.window_from)
    _check_duplicate(wish)


def _check_people(elder: Elder, service: ServiceItem, window_from: datetime) -> None:
    qualified = qualified_caregivers(elder.station, service, local_day(window_from)).count()
    if qualified < service.caregivers_needed:
        raise NobodyQualified(fields={"service": NobodyQualified.code}, needed=service.caregivers_needed)


def _check_duplicate(wish: Wish) -> None:
    same = WorkOrder.objects.filter(
        elder=wish.elder,
        service=wish.service,
        window_from__lt=wish.window_until,
        window_until__gt=wish.window_from,
    ).exclude(state__in=(State.CANCELLED, State.MISSED))
    if there := same.first():
        raise DuplicateRequest(fields={"window_from": DuplicateRequest.code}, number=there.number)


def _create(wish: Wish, feed: StationFeed) -> WorkOrder:
    dishes = dishes_as_priced(wish.elder, wish.dishes, wish.window_from)
    request = ServiceRequest.objects.create(
        elder=wish.elder,
        service=wish.service,
        window_from=wish.window_from,
        window_until=wish.window_until,
        note=wish.note,
        dishes=dishes,
        source=wish.source,
        requested_by=wish.by,
        requested_at=wish.at,
    )
    price_fen = price(service=wish.service, dishes=dishes)
    return WorkOrder.objects.create(
        number=_number(feed, wish.at),
        request=request,
        station=wish.elder.station,
        division=wish.elder.division,
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
        created_at=wish.at,
        changed_at=wish.at,
    )


def _first_entry(wish: Wish, command: UUID) -> log.Entry:
    return log.Entry(
        move=Move.CREATE,
        by=wish.by,
        happened_at=wish.at,
        recorded_at=wish.at,
        command=command,
        facts={"service": wish.service.code},
    )


def _number(feed: StationFeed, at: datetime) -> str:
    """WO, the day, the station and the seq of the order's first event: unique because the feed is locked."""
    return f"WO{local_day(at):%y%m%d}-{feed.station_id}-{feed.last_seq + 1}"
