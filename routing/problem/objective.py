"""What a plan costs: named terms with whole-number weights, most important first."""

from dataclasses import dataclass, fields
from typing import Self

from routing.problem.validation import require_natural


@dataclass(frozen=True)
class Objective:
    """Weight of one unit of each term; the field order is the order of importance.

    unserved: cost_of_dropping of each visit left out.
    broken_promises: visits whose promise is broken.
    lateness: seconds late, summed over parts.      largest_lateness: the largest of them.
    wishes: soft sex and language wishes not met, each part and wish one.
    continuity: parts done by somebody outside a visit's preferred carers (visits with such a list).
    travel: travel cost of every leg, seconds unless the matrix gives its own costs; + use_cost of carers,
        + their service_cost.
    waiting: seconds between arrival and start at every stop, but not right after a break that opens a round.
    largest_idle: over all shifts, used or not, the largest of
        (leaving - shift start) + waits + (shift end - home).
    missed_breaks: breaks that are not required and not taken, whether or not the carer is used.
    fairness: sum over all carers of ceil(|work - mean work|), work = service + travel seconds.
    overtime: seconds home after the end of the shift, times the carer's overtime_cost.
    """

    unserved: int = 10_000_000
    broken_promises: int = 200_000
    lateness: int = 50
    largest_lateness: int = 0
    wishes: int = 9_000
    continuity: int = 6_000
    travel: int = 10
    waiting: int = 0
    largest_idle: int = 0
    missed_breaks: int = 20_000
    fairness: int = 2
    overtime: int = 1

    def __post_init__(self) -> None:
        for each in fields(self):
            require_natural(getattr(self, each.name), f"objective.{each.name}", "")

    @classmethod
    def only(cls, **weights: int) -> Self:
        """These weights; no other term costs anything."""
        return cls(**dict.fromkeys((each.name for each in fields(cls)), 0) | weights)
