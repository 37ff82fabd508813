"""Complaints: opened by the elder's side when it rates a visit, decided by somebody above the station."""

from collections.abc import Mapping
from typing import Any

from dispatch.orders.models import Complaint, Move, WorkOrder
from dispatch.orders.reasons import COMPLAINTS, MoveReason
from stations.ground.refusal import WrongInput

DECIDED: Mapping[str, Complaint] = {
    MoveReason.COMPLAINT_UPHELD: Complaint.UPHELD,
    MoveReason.COMPLAINT_DISMISSED: Complaint.DISMISSED,
}


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
