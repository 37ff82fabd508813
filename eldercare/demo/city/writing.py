"""Writing a lived day into the log in bulk: the same rows, to the hash, as the acts would leave."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any
from uuid import UUID

from django.db import transaction

from dispatch.orders import log
from dispatch.orders.acts.assigning import promised_start
from dispatch.orders.complaints import Case
from dispatch.orders.models import Assignment, Move, OrderEvent, StationFeed, WorkOrder
from dispatch.orders.steps import TAKES_CAREGIVERS_BACK, state_after
from dispatch.visits.checks import at_the_door
from dispatch.visits.models import Evidence, ProofKind
from dispatch.visits.sealing import seal
from eldercare.demo.city.past import Done
from stations.places.distance import great_circle_meters
from stations.places.models import CareStation

CHANGED = ("state", "version", "changed_at", "promised_at", "state_before_exception", "complaint")


@dataclass
class Pages:
    """Rows written so far and not yet saved."""

    feed: StationFeed
    orders: dict[int, WorkOrder] = field(default_factory=dict)
    events: list[OrderEvent] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    assignments: dict[int, list[Assignment]] = field(default_factory=dict)


@transaction.atomic
def write_day(*, station: CareStation, script: Sequence[Done], seed: int) -> int:
    """Write what happened, first to last; answers how many moves."""
    if not script:
        return 0
    pages = Pages(log.lock_feed(station))
    pages.feed.station = station
    rng = Random(f"{seed}/moves/{station.code}/{script[0].order.day}")
    for done in script:
        _write(pages, done, UUID(int=rng.getrandbits(128), version=4))
    _save(pages)
    return len(script)


def _write(pages: Pages, done: Done, command: UUID) -> None:
    order = pages.orders.setdefault(done.order.pk, done.order)
    before = order.state
    order.state = state_after(done.move, state=before, before_exception=order.state_before_exception)
    order.version, order.changed_at = order.version + 1, done.at
    if done.move == Move.RAISE_EXCEPTION:
        order.state_before_exception = before
    order.complaint = Case(order.complaint).after(done.move, done.reason or "").complaint
    _hand_over(pages, done)
    evidence = _evidence(done) if at_the_door(done.move, done.by) else None
    event = _event(pages.feed, done, command, seal(evidence, command) if evidence else {})
    pages.events.append(event)
    if evidence:
        evidence.event = event
        pages.evidence.append(evidence)


def _hand_over(pages: Pages, done: Done) -> None:
    given = pages.assignments.setdefault(done.order.pk, [])
    if done.move in TAKES_CAREGIVERS_BACK:
        for assignment in given:
            assignment.ended_at = done.at
    if done.stops:
        done.order.promised_at = promised_start(done.stops)
        given += [
            Assignment(
                order=done.order,
                caregiver=stop.caregiver,
                round_position=stop.round_position,
                planned_start_at=stop.planned_start_at,
                assigned_at=done.at,
            )
            for stop in done.stops
        ]


def _facts(done: Done) -> dict[str, Any]:
    facts: dict[str, Any] = {"reason": done.reason.value} if done.reason else {}
    if done.stops:
        facts["caregivers"] = [stop.caregiver.number for stop in done.stops]
    if promised := promised_start(done.stops):
        facts["planned_start_at"] = log.written(promised)
    return facts


def _event(feed: StationFeed, done: Done, command: UUID, sealed: Mapping[str, Any]) -> OrderEvent:
    event = OrderEvent(
        station=feed.station,
        seq=feed.last_seq + 1,
        order=done.order,
        version=done.order.version,
        move=done.move,
        state=done.order.state,
        by=done.by,
        happened_at=done.at,
        recorded_at=done.at,
        command=command,
        facts=_facts(done) | dict(sealed),
        prev_hash=feed.last_hash,
    )
    event.hash = log.hash_of(event)
    feed.last_seq, feed.last_hash = event.seq, event.hash
    return event


def _evidence(done: Done) -> Evidence:
    report, elder = done.report, done.order.elder
    evidence = Evidence(
        order=done.order,
        move=done.move,
        caregiver=done.by.caregiver,
        proof_kind=report.proof.kind if report.proof else ProofKind.NONE,
        # The only codes in a script are those behind the doors.
        proof_valid=True if report.proof else None,
        items_done=[dict(item) for item in report.items_done],
        happened_at=done.at,
        received_at=done.at,
        by=done.by,
    )
    if place := report.position:
        evidence.latitude, evidence.longitude = place.latitude, place.longitude
        evidence.accuracy_meters, evidence.mock, evidence.source_datum = (
            place.accuracy_meters,
            place.mock,
            place.datum,
        )
        evidence.distance_meters = great_circle_meters(
            place.latitude, place.longitude, elder.latitude, elder.longitude
        )
    return evidence


def _save(pages: Pages) -> None:
    OrderEvent.objects.bulk_create(pages.events)
    Evidence.objects.bulk_create(pages.evidence)
    Assignment.objects.bulk_create(one for given in pages.assignments.values() for one in given)
    WorkOrder.objects.bulk_update(pages.orders.values(), CHANGED, batch_size=200)
    pages.feed.save(update_fields=("last_seq", "last_hash"))
