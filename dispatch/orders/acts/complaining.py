"""Complaints: made with a rating, decided above the station, solved when who complained says so."""

from collections.abc import Container, Mapping
from typing import Any

from dispatch.orders.complaints import ANSWERED, DECIDED, Case
from dispatch.orders.models import Complaint, Move, WorkOrder
from dispatch.orders.permissions import WAIT_FOR_DECISION
from dispatch.orders.refusals import ComplaintOpen
from stations.ground.refusal import WrongInput

# What these moves have to say, and what is wrong with one that does not.
HAS_TO_SAY: Mapping[Move, tuple[Container[str], str]] = {
    Move.DECIDE_COMPLAINT: (DECIDED, "decision_missing"),
    Move.REPORT_RESOLUTION: (ANSWERED, "resolution_missing"),
}


def require_undisputed(order: WorkOrder, move: Move) -> None:
    """Refuse to settle or archive a visit whose complaint nobody has decided; raises ComplaintOpen."""
    if move in WAIT_FOR_DECISION and order.complaint == Complaint.OPEN:
        raise ComplaintOpen(number=order.number)


def keep_complaint(order: WorkOrder, move: Move, facts: Mapping[str, Any]) -> None:
    """Remember that somebody complained, what was decided, or whether it is solved; of other moves nothing.

    Raises WrongInput for a decision or an answer that says neither.
    """
    reason = str(facts.get("reason", ""))
    said, missing = HAS_TO_SAY.get(move, ((reason,), ""))
    if reason not in said:
        raise WrongInput(fields={"reason_code": missing})
    before = Case(order.complaint, order.resolution)
    after = before.after(move, reason)
    if after != before:
        order.complaint, order.resolution = after.complaint, after.resolution
        order.save(update_fields=("complaint", "resolution"))
