"""Why a move was made, where the reason is one of a list; the words are in eldercare/messages/*/reasons.json.

The log keeps the code as the fact "reason", so that each reader gets it in their own language. A person's own
words stand there as they were typed, or as "note" beside a chosen reason.
"""

from collections.abc import Mapping
from enum import StrEnum

from dispatch.orders.models import Move


class MoveReason(StrEnum):
    """Every reason that has a code."""

    # Of carers who give a visit back.
    CARER_UNWELL = "carer_unwell"
    VEHICLE_BROKEN = "vehicle_broken"
    TOO_FAR_BEHIND = "too_far_behind"
    NOT_QUALIFIED = "not_qualified"
    # Of carers at the door or inside.
    NOBODY_HOME = "nobody_home"
    ELDER_UNWELL = "elder_unwell"
    SERVICE_REFUSED = "service_refused"
    UNSAFE = "unsafe"
    EQUIPMENT_MISSING = "equipment_missing"
    # Of elders and families.
    NOT_NEEDED = "not_needed"
    SATISFIED = "satisfied"
    COMPLAINT_LATE = "complaint_late"
    COMPLAINT_WRONG = "complaint_wrong"
    COMPLAINT_POOR = "complaint_poor"
    COMPLAINT_MANNERS = "complaint_manners"
    COMPLAINT_OTHER = "complaint_other"
    RESOLVED = "resolved"
    NOT_RESOLVED = "not_resolved"
    # Of the station and of those above it.
    NO_CAREGIVER_FREE = "no_caregiver_free"
    NOT_DELIVERED = "not_delivered"
    FORCE_MAJEURE = "force_majeure"
    COMPLAINT_UPHELD = "complaint_upheld"
    COMPLAINT_DISMISSED = "complaint_dismissed"
    OTHER = "other"
    # Written by the system.
    CAREGIVER_WITHDRAWN = "caregiver_withdrawn"
    NO_PLACE_IN_PLAN = "no_place_in_plan"


COMPLAINTS = frozenset(
    {
        MoveReason.COMPLAINT_LATE,
        MoveReason.COMPLAINT_WRONG,
        MoveReason.COMPLAINT_POOR,
        MoveReason.COMPLAINT_MANNERS,
        MoveReason.COMPLAINT_OTHER,
    }
)

# Which reasons a person may choose for which move; moves not named are explained in one's own words.
CHOSEN: Mapping[Move, frozenset[MoveReason]] = {
    Move.RETURN: frozenset(
        {
            MoveReason.CARER_UNWELL,
            MoveReason.VEHICLE_BROKEN,
            MoveReason.TOO_FAR_BEHIND,
            MoveReason.NOT_QUALIFIED,
            MoveReason.OTHER,
        }
    ),
    Move.RAISE_EXCEPTION: frozenset(
        {
            MoveReason.NOBODY_HOME,
            MoveReason.ELDER_UNWELL,
            MoveReason.SERVICE_REFUSED,
            MoveReason.UNSAFE,
            MoveReason.EQUIPMENT_MISSING,
            MoveReason.OTHER,
        }
    ),
    Move.CANCEL: frozenset({MoveReason.NOT_NEEDED}),
    Move.MISS: frozenset({MoveReason.NOBODY_HOME, MoveReason.NO_CAREGIVER_FREE}),
    Move.EVALUATE: COMPLAINTS | {MoveReason.SATISFIED},
    Move.CALL_BACK: frozenset({MoveReason.NOT_DELIVERED}),
    Move.RESOLVE_EXCEPTION: frozenset({MoveReason.FORCE_MAJEURE}),
    Move.DECIDE_COMPLAINT: frozenset({MoveReason.COMPLAINT_UPHELD, MoveReason.COMPLAINT_DISMISSED}),
    Move.REPORT_RESOLUTION: frozenset({MoveReason.RESOLVED, MoveReason.NOT_RESOLVED}),
}
