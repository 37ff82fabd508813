"""The answer: rounds of stops with times, and the visits left out."""

from dataclasses import dataclass
from enum import StrEnum

from routing.problem.validation import require_natural


class StopKind(StrEnum):
    VISIT = "visit"
    PICKUP = "pickup"
    BREAK = "break"


@dataclass(frozen=True)
class Stop:
    """One thing a carer does at one place; arrive_at <= start_at <= end_at, in seconds.

    `about` is the id of the visit, kitchen or break. `part` is the visit's part. `meals` are the visits
    whose boxes are loaded at a pickup. A break's place is that of the stop before or after it (or the
    round's start or end); of a break on the way, the place the way leads to, where the carer may be only
    after it. `frozen` stops lie in the past and are repeated unchanged.
    """

    kind: StopKind
    about: str
    place: str
    arrive_at: int
    start_at: int
    end_at: int
    part: int = 0
    meals: tuple[str, ...] = ()
    frozen: bool = False

    def __post_init__(self) -> None:
        for name in ("arrive_at", "start_at", "end_at", "part"):
            require_natural(getattr(self, name), f"stops.{name}", self.about)


@dataclass(frozen=True)
class Round:
    """What a carer does in one shift (rank in Carer.shifts): leaves, stops, is home."""

    carer: str
    shift: int
    leave_at: int
    home_at: int
    stops: tuple[Stop, ...]

    def __post_init__(self) -> None:
        for name in ("shift", "leave_at", "home_at"):
            require_natural(getattr(self, name), f"rounds.{name}", self.carer)


@dataclass(frozen=True)
class Bound:
    """What is known of all other plans, in units of the objective.

    `cost`: no plan costs less (None: not known). `proven`: this plan costs no more than that, so it is best.
    `declined`: the rule for which no bound of the cost could be told. `fewest_unserved`: no plan leaves out
    fewer visits (None: not known), whatever it costs.
    """

    cost: int | None = None
    proven: bool = False
    declined: str = ""
    fewest_unserved: int | None = None


@dataclass(frozen=True)
class Plan:
    """Rounds of all used shifts and the ids of unserved visits; `made_by` tells how it came about.

    `bound` is given by the solver on small days and where visits are unserved; nothing else vouches for it.
    """

    rounds: tuple[Round, ...]
    unserved: tuple[str, ...] = ()
    made_by: str = ""
    seed: int = 0
    problem_hash: str = ""
    bound: Bound | None = None
