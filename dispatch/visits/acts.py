"""Moves made by people, with the evidence they bring, and the proofs issued for the door."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from dispatch.orders import acts as orders
from dispatch.orders import log
from dispatch.orders.models import Move, OrderEvent, WorkOrder
from dispatch.orders.permissions import reach_of
from dispatch.orders.reasons import MoveReason
from dispatch.orders.steps import GIVES_CAREGIVERS
from dispatch.visits.checks import (
    at_the_door,
    require_believable_time,
    require_delay_belongs,
    require_fit,
    require_known_services,
    require_reason_belongs,
    require_report_belongs,
)
from dispatch.visits.door import DoorReport, Position, proof_digest
from dispatch.visits.models import DoorProof, Evidence, ProofKind
from dispatch.visits.permissions import may_issue_proofs
from dispatch.visits.refusals import UnbelievableMove
from dispatch.visits.sealing import seal
from dispatch.visits.selectors import proof_holds
from stations.ground.refusal import NotYours
from stations.people.models import Account, Caregiver, Elder
from stations.places.coordinates import to_wgs84
from stations.places.distance import great_circle_meters

NOTHING_REPORTED = DoorReport()
PIN_DIGITS = 6
TOKEN_BYTES = 16


@transaction.atomic
def make_move(
    *,
    order: WorkOrder,
    seen: int,
    move: Move,
    by: Account,
    at: datetime,
    happened_at: datetime,
    command: UUID,
    report: DoorReport = NOTHING_REPORTED,
    caregivers: Sequence[Caregiver] = (),
    reason: str = "",
    reason_code: MoveReason | None = None,
    delay_minutes: int | None = None,
) -> WorkOrder:
    """Make one move on an order and keep the evidence that came with it, both or neither.

    A command sent again gets the same answer and leaves nothing twice.
    Raises UnbelievableMove, and what `orders.advance` raises.
    """
    # Before looking who is fit: somebody sent must not be withdrawn between the look and the move.
    log.lock_feed(order.station)
    is_new = not OrderEvent.objects.filter(command=command).exists()
    if is_new:
        if not reach_of(by, at).allows(move, order):
            raise NotYours
        require_believable_time(order, happened_at, at)
        require_report_belongs(move, by, report, caregivers)
        require_known_services(report)
        require_delay_belongs(move, delay_minutes)
        require_reason_belongs(move, reason_code)
        _require_fit_if_sent(order, move, caregivers)
    evidence = None
    if is_new and at_the_door(move, by):
        evidence = _evidence(order, move, report, by, happened_at=happened_at, received_at=at)
    moved = orders.advance(
        order=order,
        seen=seen,
        move=move,
        by=by,
        at=at,
        happened_at=happened_at,
        command=command,
        facts=_said(reason, reason_code, report) | (seal(evidence, command) if evidence else {}),
        caregivers=caregivers,
        delay_minutes=delay_minutes,
    )
    if evidence:
        evidence.event = OrderEvent.objects.get(command=command)
        evidence.save(force_insert=True)
    return moved


@transaction.atomic
def issue_door_proof(
    *, elder: Elder, kind: ProofKind, by: Account, at: datetime, value: str | None = None
) -> str:
    """Issue what will identify the elder at the door, and return it: this once, only its digest is kept.

    `value` is for a card or beacon that exists already. An earlier proof of the same kind ends.
    """
    if not may_issue_proofs(by, elder):
        raise NotYours
    if kind in (ProofKind.NONE, ProofKind.FAMILY_CONFIRMATION):
        raise UnbelievableMove(fields={"kind": "proof_not_issued"})
    issued = value or _new_value(kind)
    digest = proof_digest(elder, kind, issued)
    standing = DoorProof.objects.filter(elder=elder, kind=kind, revoked_at__isnull=True)
    standing.exclude(digest=digest).update(revoked_at=at)
    DoorProof.objects.update_or_create(
        elder=elder,
        kind=kind,
        digest=digest,
        defaults={"revoked_at": None},
        create_defaults={"issued_at": at},
    )
    return issued


def _require_fit_if_sent(order: WorkOrder, move: Move, caregivers: Sequence[Caregiver]) -> None:
    if move in GIVES_CAREGIVERS:
        require_fit(order, caregivers)


def _said(reason: str, reason_code: MoveReason | None, report: DoorReport) -> dict[str, Any]:
    """What the log keeps of why: a code with words beside it or words alone, and what was tried first."""
    facts: dict[str, Any] = {"reason": reason} if reason else {}
    if reason_code:
        facts = {"reason": reason_code.value, **({"note": reason} if reason else {})}
    if report.tried:
        facts["tried"] = {step: log.written(tried_at) for step, tried_at in report.tried.items()}
    return facts


def _evidence(
    order: WorkOrder,
    move: Move,
    report: DoorReport,
    by: Account,
    *,
    happened_at: datetime,
    received_at: datetime,
) -> Evidence:
    """What the tablet reported, to be kept beside the event it comes with."""
    elder, proof = order.elder, report.proof
    return Evidence(
        order=order,
        move=move,
        caregiver=by.caregiver,
        proof_kind=proof.kind if proof else ProofKind.NONE,
        proof_valid=proof_holds(elder, proof) if proof else None,
        items_done=[dict(item) for item in report.items_done],
        measurements=dict(report.measurements),
        happened_at=happened_at,
        received_at=received_at,
        by=by,
        **_place(elder, report.position),
    )


def _place(elder: Elder, position: Position | None) -> dict[str, object]:
    """The position columns in WGS-84, with the distance to the home; none when location was off."""
    if position is None:
        return {}
    latitude, longitude = to_wgs84(position.latitude, position.longitude, position.datum)
    return {
        "latitude": latitude,
        "longitude": longitude,
        "accuracy_meters": position.accuracy_meters,
        "source_datum": position.datum,
        "mock": position.mock,
        "distance_meters": great_circle_meters(latitude, longitude, elder.latitude, elder.longitude),
    }


def _new_value(kind: ProofKind) -> str:
    if kind == ProofKind.PIN:
        return f"{secrets.randbelow(10**PIN_DIGITS):0{PIN_DIGITS}d}"
    return secrets.token_hex(TOKEN_BYTES)
