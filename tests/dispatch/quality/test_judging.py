"""Who is counted, the first failing criterion, and the grade of the evidence."""

from dataclasses import replace

import pytest

from dispatch.orders.models import Move
from dispatch.quality.judging import LeftOut, has_outcome, judge
from dispatch.quality.limits import Limits
from dispatch.quality.models import Answer, Criterion, EvidenceGrade
from dispatch.visits.models import ProofKind
from stations.people.models import Role
from tests.dispatch.quality import cases
from tests.dispatch.quality.cases import TEN, health_check

LIMITS = Limits()


def test_an_order_that_meets_everything_is_accurate_on_the_word_of_the_device() -> None:
    verdict = judge(health_check(), LIMITS)
    assert (verdict.accurate, verdict.first_fail, verdict.grade) == (True, None, EvidenceGrade.DEVICE)


def test_an_order_is_counted_at_the_first_criterion_it_fails() -> None:
    facts = cases.with_evidence(health_check(), mock=True, proof_valid=False)
    assert judge(facts, LIMITS).first_fail == Criterion.C1


def test_what_cannot_be_verified_is_not_accurate() -> None:
    verdict = judge(cases.with_evidence(health_check(), distance_meters=None), LIMITS)
    assert (verdict.accurate, verdict.first_fail) == (False, Criterion.C4)


def test_an_order_never_delivered_fails_there_and_is_asked_nothing_else() -> None:
    created = cases.only(health_check(), [Move.CREATE, Move.DISPATCH])
    verdict = judge(created, LIMITS)
    assert not has_outcome(created)
    assert verdict.counted
    assert verdict.first_fail == Criterion.C0
    others = {verdict.findings[criterion].answer for criterion in Criterion if criterion != Criterion.C0}
    assert others == {Answer.NOT_APPLICABLE}


@pytest.mark.parametrize(
    ("role", "departed", "left_out"),
    [
        (Role.ELDER, False, LeftOut.CANCELLED_BEFORE_DEPARTURE),
        (Role.FAMILY_MEMBER, False, LeftOut.CANCELLED_BEFORE_DEPARTURE),
        (Role.ELDER, True, None),
        (Role.STATION_OPERATOR, False, None),
    ],
)
def test_only_a_cancellation_by_the_elders_side_before_departure_leaves_the_population(
    role: Role, departed: bool, left_out: LeftOut | None
) -> None:
    moves = [Move.CREATE, Move.DISPATCH, *([Move.DEPART] if departed else [])]
    facts = cases.followed_by(cases.only(health_check(), moves), cases.event(Move.CANCEL, at=TEN, role=role))
    assert judge(facts, LIMITS).left_out_because == left_out


def test_a_missed_order_stays_in_the_population_and_fails() -> None:
    facts = cases.followed_by(cases.only(health_check(), [Move.CREATE]), cases.event(Move.MISS, at=TEN))
    verdict = judge(facts, LIMITS)
    assert (verdict.counted, verdict.first_fail) == (True, Criterion.C0)


def test_a_test_order_is_left_out() -> None:
    facts = health_check()
    facts.order.is_test = True
    assert judge(facts, LIMITS).left_out_because == LeftOut.TEST_ORDER


@pytest.mark.parametrize(
    ("role", "left_out"), [(Role.REGULATOR, LeftOut.FORCE_MAJEURE), (Role.STATION_OPERATOR, None)]
)
def test_force_majeure_is_granted_above_the_station_or_not_at_all(
    role: Role, left_out: LeftOut | None
) -> None:
    granted = cases.event(Move.RESOLVE_EXCEPTION, at=TEN, role=role, reason="force_majeure")
    assert judge(cases.followed_by(health_check(), granted), LIMITS).left_out_because == left_out


@pytest.mark.parametrize(
    ("changes", "grade"),
    [
        ({"proof_kind": ProofKind.FAMILY_CONFIRMATION}, EvidenceGrade.FAMILY_CONFIRMED),
        ({"proof_kind": ProofKind.NONE, "proof_valid": None}, EvidenceGrade.MANUAL),
    ],
)
def test_the_grade_follows_from_the_best_proof(changes: dict[str, object], grade: EvidenceGrade) -> None:
    assert judge(cases.with_evidence(health_check(), **changes), LIMITS).grade == grade


def test_no_evidence_at_all_has_its_own_grade() -> None:
    assert judge(replace(health_check(), evidence=[]), LIMITS).grade == EvidenceGrade.NONE
