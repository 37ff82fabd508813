"""Taking a caregiver out of what is left of a day, e.g. because they fell ill."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import F, Q, QuerySet

from dispatch.orders import log
from dispatch.orders.acts.advancing import advance
from dispatch.orders.models import Assignment, Move, State, Withdrawal, WorkOrder
from dispatch.orders.reasons import MoveReason
from dispatch.orders.refusals import CommandTaken, NothingToWithdraw
from dispatch.orders.steps import ON_SITE, ON_THE_WAY
from stations.ground.clock import local_day
from stations.ground.refusal import WrongInput
from stations.people.acts import withdraw_shift
from stations.people.authority import demand_at
from stations.people.models import Account, Caregiver, Shift
from stations.people.permissions import Right
from stations.places.models import CareStation

# Nobody else can go on with a visit whose caregiver is inside, or whose problem is still to be settled.
STAYS = (*ON_SITE, State.EXCEPTION)
# The elder's side reads this in the order's history; what the caregiver suffers from is not theirs to know.
REASON_TOLD = MoveReason.CAREGIVER_WITHDRAWN


@transaction.atomic
def withdraw_caregiver(
    *, caregiver: Caregiver, reason: str, day: date, by: Account, at: datetime, command: UUID
) -> Withdrawal:
    """Withdraw what is left of a caregiver's shifts of a day and return the visits they have not reached.

    On the day itself the shift under way ends too, though it began the evening before; the visits of a shift
    go with it on either side of midnight.
    All of it or nothing. A visit of two goes back whole; one the caregiver is at stays theirs, in `kept`.
    The same command again changes nothing and has the same answer.
    Raises NotYours, WrongInput without a reason, CommandTaken, or NothingToWithdraw.
    """
    demand_at(by, Right.DISPATCH_ORDERS, caregiver.station)
    if not reason.strip():
        raise WrongInput(fields={"reason": "reason_missing"})
    _lock_feeds(caregiver, day, at)
    if done := _already_done(caregiver, day, by, command):
        return done
    shifts, orders = list(_left_of_shifts(caregiver, day, at)), list(_carried(caregiver, day, at))
    returned = [order for order in orders if order.state in ON_THE_WAY]
    if not shifts and not returned:
        raise NothingToWithdraw
    # The shifts first: from here on neither a plan nor a hand counts on the caregiver.
    for shift in shifts:
        withdraw_shift(shift=shift, reason=reason, from_at=at, by=by)
    for order in returned:
        _return(order, caregiver, by, at, uuid5(command, order.number))
    return Withdrawal.objects.create(
        command=command,
        caregiver=caregiver,
        day=day,
        reason=reason.strip(),
        returned=_numbers(returned),
        kept=_numbers([order for order in orders if order.state in STAYS]),
        by=by,
        at=at,
    )


def _lock_feeds(caregiver: Caregiver, day: date, at: datetime) -> None:
    """Take the locks of all stations concerned before anything else, in one order for everybody."""
    of_orders = _carried(caregiver, day, at).values_list("station", flat=True)
    for station in CareStation.objects.filter(pk__in={caregiver.station_id, *of_orders}).order_by("pk"):
        log.lock_feed(station)


def _already_done(caregiver: Caregiver, day: date, by: Account, command: UUID) -> Withdrawal | None:
    done = Withdrawal.objects.filter(pk=command).first()
    if done and (done.caregiver_id, done.day, done.by_id) != (caregiver.pk, day, by.pk):
        raise CommandTaken(fields={"command": CommandTaken.code})
    return done


def _left_of_shifts(caregiver: Caregiver, day: date, at: datetime) -> QuerySet[Shift]:
    """The shifts of the day, on the day itself also any under way, of which something stands after `at`."""
    of_day = Q(day=day)
    if local_day(at) == day:
        # A night's shift carries the date of its evening.
        of_day |= Q(starts_at__lte=at)
    standing = caregiver.shifts.filter(of_day, ends_at__gt=at).exclude(withdrawn_from__lte=at)
    return standing.exclude(withdrawn_from__lte=F("starts_at"))


def _carried(caregiver: Caregiver, day: date, at: datetime) -> QuerySet[WorkOrder]:
    """What the caregiver has, alone or with somebody, of the day or of the shifts to be withdrawn."""
    wanted = Q(day=day)
    for shift in _left_of_shifts(caregiver, day, at):
        wanted |= Q(window_from__gte=shift.starts_at, window_from__lt=shift.ends_at)
    given = Assignment.objects.filter(caregiver=caregiver, ended_at__isnull=True)
    return WorkOrder.objects.filter(wanted, pk__in=given.values("order")).select_related("station")


def _return(order: WorkOrder, caregiver: Caregiver, by: Account, at: datetime, command: UUID) -> None:
    facts = {"reason": REASON_TOLD.value, "caregiver": caregiver.number}
    advance(order=order, seen=order.version, move=Move.RETURN, by=by, at=at, command=command, facts=facts)


def _numbers(orders: Sequence[WorkOrder]) -> list[str]:
    return sorted(order.number for order in orders)
