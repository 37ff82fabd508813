"""What one criterion comes to: the answer, the reason and the evidence it stands on."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from dispatch.quality.models import Answer
from dispatch.visits.models import Evidence


class Reason(StrEnum):
    """Why a criterion came out as it did; the sentences are in eldercare/messages/*/criteria.json."""

    DELIVERED = "delivered"
    NOT_DELIVERED = "not_delivered"
    MISSED = "missed"
    CANCELLED_BY_PROVIDER = "cancelled_by_provider"
    CANCELLED_TOO_LATE = "cancelled_too_late"
    PERSON_PROVEN = "person_proven"
    PROOF_DID_NOT_MATCH = "proof_did_not_match"
    PROOF_NOT_CHECKED = "proof_not_checked"
    NO_PROOF = "no_proof"
    SERVICE_AS_ORDERED = "service_as_ordered"
    OTHER_SERVICE_DONE = "other_service_done"
    SERVICE_NOT_DONE = "service_not_done"
    NO_CHECKLIST = "no_checklist"
    WORKER_AS_ASSIGNED = "worker_as_assigned"
    WORKER_NOT_ASSIGNED = "worker_not_assigned"
    TOO_FEW_WORKERS = "too_few_workers"
    CREDENTIAL_NOT_VALID = "credential_not_valid"
    NO_CHECK_IN_EVIDENCE = "no_check_in_evidence"
    AT_THE_HOME = "at_the_home"
    MOCK_POSITION = "mock_position"
    TOO_FAR = "too_far"
    LOCATION_OFF = "location_off"
    POSITION_TOO_ROUGH = "position_too_rough"
    MOCK_UNKNOWN = "mock_unknown"
    ON_TIME = "on_time"
    TOO_EARLY = "too_early"
    TOO_LATE = "too_late"
    MEAL_TOO_OLD = "meal_too_old"
    COOKING_TIME_UNKNOWN = "cooking_time_unknown"
    START_UNKNOWN = "start_unknown"
    DURATION_AS_PLANNED = "duration_as_planned"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    DURATION_UNKNOWN = "duration_unknown"
    NOT_FOR_MEALS = "not_for_meals"
    EVIDENCE_COMPLETE = "evidence_complete"
    EVIDENCE_INCOMPLETE = "evidence_incomplete"
    TIMES_OUT_OF_ORDER = "times_out_of_order"
    FROM_THE_FUTURE = "from_the_future"
    REPORTED_TOO_LATE = "reported_too_late"
    AT_TWO_DOORS = "at_two_doors"
    CONFIRMED = "confirmed"
    NO_OBJECTION = "no_objection"
    DENIED_BY_ELDER = "denied_by_elder"
    RATED_GOOD = "rated_good"
    COMPLAINT_OPEN = "complaint_open"
    COMPLAINT_UPHELD = "complaint_upheld"
    COMPLAINT_DISMISSED = "complaint_dismissed"
    CHARGE_ADDS_UP = "charge_adds_up"
    CHARGE_DOES_NOT_ADD_UP = "charge_does_not_add_up"
    NO_CHARGE_RECORDED = "no_charge_recorded"


@dataclass(frozen=True, slots=True)
class Finding:
    """One criterion's answer, why, and the ids of the evidence rows behind it."""

    answer: Answer
    reason: Reason
    evidence: tuple[int, ...] = ()


def passes(reason: Reason, evidence: Iterable[Evidence] = ()) -> Finding:
    """The criterion is met."""
    return Finding(Answer.PASS, reason, tuple(item.pk for item in evidence))


def fails(reason: Reason, evidence: Iterable[Evidence] = ()) -> Finding:
    """The criterion is shown not to be met."""
    return Finding(Answer.FAIL, reason, tuple(item.pk for item in evidence))


def unverified(reason: Reason, evidence: Iterable[Evidence] = ()) -> Finding:
    """Nobody can tell; in the headline this counts as a failure."""
    return Finding(Answer.UNVERIFIED, reason, tuple(item.pk for item in evidence))


def not_applicable(reason: Reason) -> Finding:
    """The question has no meaning for this order."""
    return Finding(Answer.NOT_APPLICABLE, reason)
