"""When an order is judged, whether it counts, and its verdict; pure arithmetic over facts."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from dispatch.orders.models import Move, OrderEvent, State, WorkOrder
from dispatch.orders.reasons import MoveReason
from dispatch.orders.steps import DELIVERED
from dispatch.quality.criteria import CRITERIA, Finding, Reason
from dispatch.quality.criteria.finding import not_applicable
from dispatch.quality.facts import OrderFacts
from dispatch.quality.limits import Limits
from dispatch.quality.models import Answer, Criterion, EvidenceGrade
from dispatch.visits.models import ProofKind
from stations.people.models import Role

# An order in one of these has an outcome; before, only the clock can make it a failure.
OUTCOMES = frozenset({*DELIVERED, State.CANCELLED, State.MISSED})
ASKED_FOR_BY = frozenset({Role.ELDER, Role.FAMILY_MEMBER})
ABOVE_STATION = frozenset({Role.REGULATOR, Role.ADMINISTRATOR})


class LeftOut(StrEnum):
    """Why an order is not in the population."""

    TEST_ORDER = "test_order"
    CANCELLED_BEFORE_DEPARTURE = "cancelled_before_departure"
    FORCE_MAJEURE = "force_majeure"


@dataclass(frozen=True, slots=True)
class Judgement:
    """The ten findings of one order and what follows from them."""

    findings: dict[Criterion, Finding]
    left_out_because: LeftOut | None
    grade: EvidenceGrade

    @property
    def counted(self) -> bool:
        """Whether the order is in the population D."""
        return self.left_out_because is None

    @property
    def first_fail(self) -> Criterion | None:
        """The first criterion that is not met, in order; only orders that count have one."""
        if not self.counted:
            return None
        bad = (Answer.FAIL, Answer.UNVERIFIED)
        return next((criterion for criterion in Criterion if self.findings[criterion].answer in bad), None)

    @property
    def accurate(self) -> bool:
        """Whether the order counts and meets every applicable criterion."""
        return self.counted and self.first_fail is None


def has_outcome(facts: OrderFacts) -> bool:
    """Whether the order's own events are reason enough to judge it."""
    return facts.state in OUTCOMES


def overdue_from(order: WorkOrder, limits: Limits) -> datetime:
    """The instant after which an order without an outcome is judged as not delivered."""
    longest_visit = timedelta(minutes=order.service_minutes * limits.longest_share)
    return order.window_until + longest_visit + timedelta(hours=limits.overdue_hours)


def judge(facts: OrderFacts, limits: Limits) -> Judgement:
    """Answer the ten criteria; what was not delivered is not asked who, where and how long."""
    delivery = CRITERIA[Criterion.C0](facts, limits)
    findings = {Criterion.C0: delivery}
    for criterion, question in CRITERIA.items():
        if criterion == Criterion.C0:
            continue
        met = delivery.answer == Answer.PASS
        findings[criterion] = question(facts, limits) if met else not_applicable(Reason.NOT_DELIVERED)
    return Judgement(findings, left_out(facts), grade_of(facts, findings))


def left_out(facts: OrderFacts) -> LeftOut | None:
    """Why the order is not in the population D; missed, late and provider-cancelled orders stay in."""
    if facts.order.is_test:
        return LeftOut.TEST_ORDER
    if any(_is_force_majeure(event) for event in facts.events):
        return LeftOut.FORCE_MAJEURE
    cancelled = facts.last(Move.CANCEL)
    if facts.state == State.CANCELLED and cancelled and cancelled.by.role in ASKED_FOR_BY:
        return None if facts.last(Move.DEPART) else LeftOut.CANCELLED_BEFORE_DEPARTURE
    return None


def _is_force_majeure(event: OrderEvent) -> bool:
    """Only somebody above the station may grant it."""
    granted = event.move == Move.RESOLVE_EXCEPTION and event.by.role in ABOVE_STATION
    return granted and event.facts.get("reason") == MoveReason.FORCE_MAJEURE


def grade_of(facts: OrderFacts, findings: dict[Criterion, Finding]) -> EvidenceGrade:
    """How good the evidence is: the device's, the family's word, somebody's entry, or nothing."""
    shown = facts.shown(Move.CHECK_IN, Move.CHECK_OUT)
    if not shown:
        return EvidenceGrade.NONE
    if findings[Criterion.C1].answer != Answer.PASS:
        return EvidenceGrade.MANUAL
    if any(item.proof_valid and item.proof_kind != ProofKind.FAMILY_CONFIRMATION for item in shown):
        return EvidenceGrade.DEVICE
    return EvidenceGrade.FAMILY_CONFIRMED
