"""What a change of some turns would lead to, or what stands in its way."""

from dataclasses import dataclass

from routing.solver.pricing import Price
from routing.solver.timing import Timed

Sequences = dict[int, list[int]]


@dataclass(frozen=True, slots=True)
class Obstacle:
    """The first rule that stands in the way of a change; `node` is the stop that cannot be in time, or -1."""

    code: str
    node: int = -1

    @property
    def is_late(self) -> bool:
        """Whether the clock stands in the way."""
        return self.code in ("late", "home_too_late", "linked")


class Trial:
    """What a change of some turns would lead to: new sequences, times, prices, and the change of cost."""

    __slots__ = ("cost", "prices", "sequences", "timed")

    def __init__(
        self, sequences: Sequences, timed: dict[int, Timed], prices: dict[int, Price], cost: int
    ) -> None:
        self.sequences = sequences
        self.timed = timed
        self.prices = prices
        self.cost = cost


HOME_TOO_LATE = Obstacle("home_too_late")
TOO_DEAR = Obstacle("too_dear")
UNSETTLED = Obstacle("linked")
