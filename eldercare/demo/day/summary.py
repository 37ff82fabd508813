"""What came of the day."""

from collections import Counter
from dataclasses import dataclass, field

import structlog

from eldercare.demo.day.api import Answer

log = structlog.get_logger("day")


@dataclass
class Summary:
    """Moves made and refused, requests taken, plans published."""

    made: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)

    def note(self, what: str, answer: Answer) -> None:
        """Count one answer; what was refused is also logged, by codes only."""
        if answer.good:
            self.made[what] += 1
            return
        self.refused[f"{what} {answer.status} {answer.code}"] += 1
        fields = answer.body.get("fields") if isinstance(answer.body, dict) else None
        log.info("refused", what=what, status=answer.status, code=answer.code, fields=fields)

    def __str__(self) -> str:
        made = ", ".join(f"{what} {number}" for what, number in sorted(self.made.items()))
        refused = ", ".join(f"{what} ×{number}" for what, number in sorted(self.refused.items()))
        return f"Done: {made or 'nothing'}. Refused: {refused or 'nothing'}."
