"""What the judge says."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Broken:
    """One broken rule: a stable code, whom it concerns, and a sentence for people."""

    code: str
    text: str
    visit: str = ""
    carer: str = ""


@dataclass(frozen=True)
class Verdict:
    """Every broken rule of a plan, and the objective: raw value of each term, and the weighted total."""

    broken: tuple[Broken, ...]
    terms: dict[str, int]
    total: int

    @property
    def feasible(self) -> bool:
        """Whether no rule is broken."""
        return not self.broken
