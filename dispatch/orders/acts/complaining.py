"""Complaints: opened by the elder's side when it rates a visit, decided by somebody above the station."""

from collections.abc import Mapping
from typing import Any

from dispatch.orders.models import Complaint, Move, WorkOrder
from dispatch.orders.permissions import WAIT_FOR_DECISION
from dispatch.orders.reasons import COMPLAINTS, MoveReason
from dispatch.orders.refusals import ComplaintOpen
from stations.ground.refusal import WrongInput

DECIDED: Mapping[str, Complaint] = {
    MoveReason.COMPLAINT_UPHELD: Complaint.UPHELD,
    MoveReason.COMPLAINT_DISMISSED: Complaint.DISMISSED,
}


def require_undisputed(order: WorkOrder, move: Move) -> None:
    """Refuse to settle or archive a visit whose complaint nobody has decided; raises ComplaintOpen."""
    if move in WAIT_FOR_DECISION and order.complaint == Complaint.OPEN:
        raise ComplaintOpen(number=order.number)


def keep_complaint(order: WorkOrder, move: Move, facts: Mapping[str, Any]) -> None:
    """Remember that somebody complained, or what was decided; other moves leave it as it is.

    Raises WrongInput for a decision that says neither.
    """
    reason = str(facts.get("reason", ""))
    if move is Move.DECIDE_COMPLAINT:
        if reason not in DECIDED:
            raise WrongInput(fields={"reason_code": "decision_missing"})
        order.complaint = DECIDED[reason]
    elif move is Move.EVALUATE and reason in COMPLAINTS:
        order.complaint = Complaint.OPEN
    else:
        return
    order.save(update_fields=("complaint",))
