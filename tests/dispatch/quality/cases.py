"""One order's facts in memory: a lunch or a health check that went well, to be spoilt by a test."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from dispatch.orders.models import Assignment, Move, OrderEvent, State, WorkOrder
from dispatch.quality.facts import OrderFacts
from dispatch.visits.models import Evidence, ProofKind
from stations.catalogue.models import ServiceItem
from stations.people.models import Account, Caregiver, Credential, CredentialKind, Role
from stations.places.models import CareStation

DAY = date(2026, 11, 23)
TEN = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # 10:00 in the city
ELEVEN = TEN + timedelta(hours=1)
STATES = {
    Move.CREATE: State.CREATED,
    Move.DISPATCH: State.DISPATCHED,
    Move.ACCEPT: State.ACCEPTED,
    Move.DEPART: State.DEPARTED,
    Move.CHECK_IN: State.CHECKED_IN,
    Move.START_SERVICE: State.IN_SERVICE,
    Move.CHECK_OUT: State.CHECKED_OUT,
    Move.COMPLETE: State.COMPLETED,
    Move.CALL_BACK: State.CALLED_BACK,
    Move.EVALUATE: State.EVALUATED,
    Move.DECIDE_COMPLAINT: State.EVALUATED,
    Move.CANCEL: State.CANCELLED,
    Move.MISS: State.MISSED,
    Move.RAISE_EXCEPTION: State.EXCEPTION,
    Move.RESOLVE_EXCEPTION: State.COMPLETED,
}
WANG = Caregiver(pk=7, number="C7")


def health_check() -> OrderFacts:
    """A nurse came at 10:05, stayed 25 of 25 minutes, at the door, with a matching code."""
    service = ServiceItem(
        pk=2, code="health_check", minutes=25, credentials=[CredentialKind.CARE_CERTIFICATE], is_meal=False
    )
    began = TEN + timedelta(minutes=5)
    return _case(service, window=(TEN, ELEVEN), check_in_at=began, check_out_at=began + timedelta(minutes=25))


def lunch() -> OrderFacts:
    """A meal cooked at 9:40, at the door at 10:05, handed over at 10:10."""
    service = ServiceItem(
        pk=1,
        code="meal_service",
        minutes=5,
        credentials=[CredentialKind.HEALTH_CERTIFICATE],
        is_meal=True,
        hot_limit_minutes=120,
    )
    arrived = TEN + timedelta(minutes=5)
    facts = _case(
        service, window=(TEN, ELEVEN), check_in_at=arrived, check_out_at=arrived + timedelta(minutes=5)
    )
    facts.order.cooked_at = TEN - timedelta(minutes=20)
    return facts


def _case(
    service: ServiceItem, *, window: tuple[datetime, datetime], check_in_at: datetime, check_out_at: datetime
) -> OrderFacts:
    order = WorkOrder(
        pk=1,
        number="WO1",
        station=CareStation(pk=1, geofence_meters=200),
        service=service,
        state=State.COMPLETED,
        day=DAY,
        window_from=window[0],
        window_until=window[1],
        service_minutes=service.minutes,
        price_fen=1800,
        funder_shares=[{"funder": "elder", "fen": 1500}, {"funder": "city", "fen": 300}],
    )
    times = {Move.CHECK_IN: check_in_at, Move.CHECK_OUT: check_out_at}
    moves = (Move.CREATE, Move.DISPATCH, Move.DEPART, Move.CHECK_IN, Move.CHECK_OUT, Move.COMPLETE)
    events = [event(move, at=times.get(move, TEN - timedelta(hours=1))) for move in moves]
    evidence = [shown(Move.CHECK_IN, pk=11, at=check_in_at), shown(Move.CHECK_OUT, pk=12, at=check_out_at)]
    evidence[1].items_done = [{"service": service.code, "done": True}]
    papers = [
        Credential(caregiver=WANG, kind=kind, valid_from=date(2025, 1, 1), valid_until=date(2027, 1, 1))
        for kind in service.credentials
    ]
    assigned = Assignment(caregiver=WANG, assigned_at=TEN - timedelta(hours=2))
    return OrderFacts(order, events, evidence, [assigned], {WANG.pk: papers})


def event(move: Move, *, at: datetime, role: Role = Role.CAREGIVER, **facts: object) -> OrderEvent:
    """A line of the log, written when it happened."""
    return OrderEvent(
        move=move,
        state=STATES[move],
        happened_at=at,
        recorded_at=at,
        by=Account(role=role),
        facts=dict(facts),
    )


def shown(move: Move, *, pk: int, at: datetime, **changes: Any) -> Evidence:
    """Good evidence of a move: a sharp, real fix 30 m from the home and a matching code."""
    good: dict[str, Any] = {
        "caregiver": WANG,
        "latitude": 39.8,
        "longitude": 109.9,
        "accuracy_meters": 12.0,
        "mock": False,
        "distance_meters": 30.0,
        "proof_kind": ProofKind.QR_CODE,
        "proof_valid": True,
        "received_at": at,
    }
    return Evidence(pk=pk, move=move, happened_at=at, **(good | changes))


def with_evidence(facts: OrderFacts, **changes: Any) -> OrderFacts:
    """Change the same fields of all evidence."""
    for item in facts.evidence:
        for name, value in changes.items():
            setattr(item, name, value)
    return facts


def moved(facts: OrderFacts, move: Move, *, to: datetime) -> OrderFacts:
    """Let a move and its evidence have happened, and been received, at another time."""
    for line in facts.events:
        if line.move == move:
            line.happened_at = line.recorded_at = to
    for item in facts.shown(move):
        item.happened_at = item.received_at = to
    return facts


def followed_by(facts: OrderFacts, *events: OrderEvent) -> OrderFacts:
    """Add lines at the end of the log."""
    return replace(facts, events=[*facts.events, *events])


def only(facts: OrderFacts, moves: Sequence[Move]) -> OrderFacts:
    """Keep only these moves and what came with them."""
    return replace(
        facts,
        events=[line for line in facts.events if line.move in moves],
        evidence=[item for item in facts.evidence if item.move in moves],
    )
