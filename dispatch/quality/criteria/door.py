"""Who stood at which door: the right person, the right worker, the right place."""

from collections.abc import Sequence
from datetime import date

from dispatch.orders.models import Move
from dispatch.quality.criteria.finding import Finding, Reason, fails, passes, unverified
from dispatch.quality.facts import OrderFacts
from dispatch.quality.limits import Limits
from dispatch.visits.models import Evidence, ProofKind
from stations.people.models import Credential


def right_person(facts: OrderFacts, _limits: Limits) -> Finding:
    """C1: the person served was identified by something issued to them, or confirmed by family."""
    proofs = [
        item for item in facts.shown(Move.CHECK_IN, Move.CHECK_OUT) if item.proof_kind != ProofKind.NONE
    ]
    if wrong := [item for item in proofs if item.proof_valid is False]:
        return fails(Reason.PROOF_DID_NOT_MATCH, wrong)
    if valid := [item for item in proofs if item.proof_valid]:
        return passes(Reason.PERSON_PROVEN, valid)
    return unverified(Reason.PROOF_NOT_CHECKED if proofs else Reason.NO_PROOF, proofs)


def right_worker(facts: OrderFacts, _limits: Limits) -> Finding:
    """C3: whoever reported from the door was assigned, enough of them did, each with papers valid that day.

    An order has one check-in; of two carers the second shows their presence by starting or checking out.
    """
    evidence = facts.shown(Move.CHECK_IN, Move.START_SERVICE, Move.CHECK_OUT)
    present = {item.caregiver_id for item in evidence if item.caregiver_id}
    if not present:
        return unverified(Reason.NO_CHECK_IN_EVIDENCE, evidence)
    if not present <= _assigned_at_check_in(facts):
        return fails(Reason.WORKER_NOT_ASSIGNED, evidence)
    if len(present) < facts.order.caregivers_needed:
        return fails(Reason.TOO_FEW_WORKERS, evidence)
    papers = [facts.credentials.get(caregiver, ()) for caregiver in present]
    needed = facts.order.service.credentials
    if not all(_valid_on(held, kind, facts.order.day) for held in papers for kind in needed):
        return fails(Reason.CREDENTIAL_NOT_VALID, evidence)
    return passes(Reason.WORKER_AS_ASSIGNED, evidence)


def _assigned_at_check_in(facts: OrderFacts) -> set[int]:
    check_in = facts.last(Move.CHECK_IN)
    if check_in is None:
        return set()
    at = check_in.recorded_at
    return {
        row.caregiver_id
        for row in facts.assignments
        if row.assigned_at <= at and (row.ended_at is None or row.ended_at > at)
    }


def _valid_on(held: Sequence[Credential], kind: str, day: date) -> bool:
    return any(
        paper.kind == kind
        and (paper.valid_from is None or paper.valid_from <= day)
        and day <= paper.valid_until
        for paper in held
    )


def right_place(facts: OrderFacts, limits: Limits) -> Finding:
    """C4: both fixes lie within the station's geofence of the home, are sharp enough, and are real.

    Location switched off is UNVERIFIED, never PASS; a mock position is FAIL.
    """
    evidence = facts.shown(Move.CHECK_IN, Move.CHECK_OUT)
    if mocked := [item for item in evidence if item.mock]:
        return fails(Reason.MOCK_POSITION, mocked)
    sharp = [item for item in evidence if _is_sharp(item, limits)]
    if far := [item for item in sharp if (item.distance_meters or 0) > facts.order.station.geofence_meters]:
        return fails(Reason.TOO_FAR, far)
    if doubt := _doubt(evidence, sharp):
        return unverified(doubt, evidence)
    return passes(Reason.AT_THE_HOME, evidence)


def _is_sharp(item: Evidence, limits: Limits) -> bool:
    known = item.distance_meters is not None and item.accuracy_meters is not None
    return known and (item.accuracy_meters or 0) <= limits.largest_accuracy_meters


def _doubt(evidence: list[Evidence], sharp: list[Evidence]) -> Reason | None:
    """Name what is missing from the two fixes, if anything is."""
    both_ends = {Move.CHECK_IN, Move.CHECK_OUT} <= {Move(item.move) for item in evidence}
    if not both_ends or any(item.distance_meters is None for item in evidence):
        return Reason.LOCATION_OFF
    if len(sharp) < len(evidence):
        return Reason.POSITION_TOO_ROUGH
    if any(item.mock is None for item in evidence):
        return Reason.MOCK_UNKNOWN
    return None
