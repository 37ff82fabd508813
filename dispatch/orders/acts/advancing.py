"""One move in an order's life."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F

from dispatch.orders import log
from dispatch.orders.acts.assigning import Stop, assign, check_stops, end_assignments, promised_start
from dispatch.orders.acts.complaining import keep_complaint, require_undisputed
from dispatch.orders.acts.delaying import put_off
from dispatch.orders.models import Move, OrderEvent, State, WorkOrder
from dispatch.orders.permissions import reach_of
from dispatch.orders.refusals import CommandTaken, MovedOn
from dispatch.orders.steps import GIVES_CAREGIVERS, TAKES_CAREGIVERS_BACK, state_after
from stations.ground.refusal import NotYours
from stations.people.models import Account, Caregiver

# What a person says with a move. A command sent again must say the same, or its sender would believe in what
# did not happen.
SAID = ("caregivers", "delay_minutes", "reason", "note")


@transaction.atomic
def advance(
    *,
    order: WorkOrder,
    seen: int,
    move: Move,
    by: Account,
    at: datetime,
    command: UUID,
    happened_at: datetime | None = None,
    facts: Mapping[str, Any] | None = None,
    caregivers: Sequence[Caregiver] = (),
    planned: Sequence[Stop] = (),
    delay_minutes: int | None = None,
) -> WorkOrder:
    """Make one move in an order's life, write its event, and wake the feed.

    `seen` is the version the person was looking at; `happened_at` is when it happened, if told later.
    DISPATCH and TRANSFER say who will go, by hand (`caregivers`) or by plan (`planned`);
    REPORT_DELAY may say by how much.
    Raises NotYours, MovedOn, CommandTaken when the command said something else before, or what is wrong with
    the input; a refused move leaves no trace.
    """
    feed = log.lock_feed(order.station)
    stops = [*planned, *(Stop(caregiver=caregiver) for caregiver in caregivers)]
    said = {**(facts or {}), **_facts_of(stops), "delay_minutes": delay_minutes}
    # An offline tablet retries what it could not hear.
    if done := _already_done(order, move, by, command, said):
        return done
    reach = reach_of(by, at)
    order = WorkOrder.objects.select_related("station", "service", "elder").get(pk=order.pk)
    if not reach.allows(move, order):
        raise NotYours(number=order.number, move=move.value)

    require_undisputed(order, move)
    before = order.state
    _change(order, move, seen, reach.sources(move, order), at)
    _hand_over(order, move, stops, at)
    _remember_exception(order, before)
    keep_complaint(order, move, facts or {})

    told = _facts_of(stops)
    if move is Move.REPORT_DELAY and delay_minutes:
        told = put_off(order, by=by, minutes=delay_minutes, told_at=happened_at or at)
    entry = log.Entry(
        move=move,
        by=by,
        happened_at=happened_at or at,
        recorded_at=at,
        command=command,
        facts={**(facts or {}), **told},
    )
    log.append(feed, order, entry)
    return order


def _already_done(
    order: WorkOrder, move: Move, by: Account, command: UUID, said: Mapping[str, Any]
) -> WorkOrder | None:
    done = OrderEvent.objects.select_related("order").filter(command=command).first()
    if done is None:
        return None
    is_same_move = (done.order_id, done.move, done.by_id) == (order.pk, move, by.pk)
    if not is_same_move or any(done.facts.get(name) != said.get(name) for name in SAID):
        raise CommandTaken(fields={"command": CommandTaken.code})
    return done.order


def _change(order: WorkOrder, move: Move, seen: int, sources: frozenset[State], at: datetime) -> None:
    """Compare and set: two operators can press one button in the same second."""
    if order.state not in sources:
        raise MovedOn(order)
    target = state_after(move, state=order.state, before_exception=order.state_before_exception)
    as_seen = WorkOrder.objects.filter(pk=order.pk, version=seen, state=order.state)
    if not as_seen.update(state=target, version=F("version") + 1, changed_at=at):
        raise MovedOn(order)
    order.state, order.version, order.changed_at = target, seen + 1, at


def _hand_over(order: WorkOrder, move: Move, stops: Sequence[Stop], at: datetime) -> None:
    if move in TAKES_CAREGIVERS_BACK:
        end_assignments(order, at)
    if move not in GIVES_CAREGIVERS:
        return
    check_stops(order, stops)
    assign(order, stops, at)
    # Whoever goes, sent by hand, should come when the elder was told; only a plan promises another time.
    promised_at = promised_start(stops) or order.promised_at
    if order.promised_at != promised_at:
        order.promised_at = promised_at
        order.save(update_fields=("promised_at",))


def _remember_exception(order: WorkOrder, before: str) -> None:
    """Keep where the order was for as long as it is in EXCEPTION; urging leaves it there."""
    if before == order.state:
        return
    if State.EXCEPTION in (before, order.state):
        order.state_before_exception = before if order.state == State.EXCEPTION else ""
        order.save(update_fields=("state_before_exception",))


def _facts_of(stops: Sequence[Stop]) -> dict[str, Any]:
    """What the log keeps of a dispatch: who, and when they are to begin."""
    if not stops:
        return {}
    facts: dict[str, Any] = {"caregivers": [stop.caregiver.number for stop in stops]}
    if promised := promised_start(stops):
        facts["planned_start_at"] = log.written(promised)
    return facts
