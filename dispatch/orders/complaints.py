"""How a complaint stands after each move: made, decided above the station, then asked about."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dispatch.orders.models import Complaint, Move, Resolution
from dispatch.orders.reasons import COMPLAINTS, MoveReason

DECIDED: Mapping[str, Complaint] = {
    MoveReason.COMPLAINT_UPHELD: Complaint.UPHELD,
    MoveReason.COMPLAINT_DISMISSED: Complaint.DISMISSED,
}
ANSWERED: Mapping[str, Resolution] = {
    MoveReason.RESOLVED: Resolution.RESOLVED,
    MoveReason.NOT_RESOLVED: Resolution.NOT_RESOLVED,
}
# The moves that a complaint is made of, in the order in which they come.
OF_COMPLAINTS = (Move.EVALUATE, Move.DECIDE_COMPLAINT, Move.REPORT_RESOLUTION)


@dataclass(frozen=True, slots=True)
class Case:
    """How a complaint stands, and whether it is solved in the eyes of who made it; empty before that."""

    complaint: str = ""
    resolution: str = ""

    def __str__(self) -> str:
        return f"{self.complaint or 'none'}, {self.resolution or 'none'}"

    def after(self, move: Move, reason: str) -> "Case":
        """The case after one more move, made for this reason; other moves and reasons leave it as it is."""
        if move is Move.EVALUATE and reason in COMPLAINTS:
            return replace(self, complaint=Complaint.OPEN)
        if move is Move.DECIDE_COMPLAINT:
            return replace(self, complaint=DECIDED.get(reason, self.complaint))
        if move is Move.REPORT_RESOLUTION:
            return replace(self, resolution=ANSWERED.get(reason, self.resolution))
        return self
