"""Why a visit is not served, or not as promised, in a form that people and programs can read."""

from dataclasses import dataclass
from enum import StrEnum


class Finding(StrEnum):
    """impossible: nobody could serve it even with an empty day. blocked_by: other visits are in the way.

    missed: it fits into the plan as it stands. not_worth_it: it fits, but costs more than leaving it
    out, or breaks more promises than may be broken.
    """

    IMPOSSIBLE = "impossible"
    BLOCKED_BY = "blocked_by"
    MISSED = "missed"
    NOT_WORTH_IT = "not_worth_it"


@dataclass(frozen=True)
class Hindrance:
    """The first rule that stands in the way of one part at one place of one carer's shift.

    `place` is the number of stops that would come before it; None: the carer is ruled out whatever the place.
    `pushed` is the visit that would come too late.
    """

    carer: str
    code: str
    part: int = 0
    shift: int | None = None
    place: int | None = None
    pushed: str = ""


@dataclass(frozen=True)
class Relaxation:
    """The smallest change found that would let the visit fit.

    `rule`: window (open that much earlier and later), overtime (of `carer`), or a rule of the visit that
    would have to be given up, then without `seconds`.
    """

    rule: str
    seconds: int | None = None
    carer: str = ""


@dataclass(frozen=True)
class Certificate:
    """The finding on a visit that is not served, or not as promised, and what it rests on.

    `blockers` is minimal, not unique.
    `rules`: of an impossible visit, the fewest rules that together forbid it, by their codes; each of them
    would have to stay for that. Empty where it cannot be told: a day that has begun, travel by the hour.
    """

    visit: str
    finding: Finding
    blockers: tuple[str, ...] = ()
    hindrances: tuple[Hindrance, ...] = ()
    relaxation: Relaxation | None = None
    rules: tuple[str, ...] = ()
