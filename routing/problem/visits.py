"""Visits: who is needed, when, for how long, and what has been promised."""

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from routing.problem.grades import ForGrade, require_grades, seconds_for
from routing.problem.places import Window, require_in_order
from routing.problem.validation import require, require_id, require_natural


class Starts(StrEnum):
    """How the starts of the parts of one visit hang together."""

    FREE = "free"
    TOGETHER = "together"
    ORDERED = "ordered"


@dataclass(frozen=True)
class Part:
    """What one carer does at a visit. `skills` and `credentials` are all needed.

    `service_by_grade`: the seconds it takes carers of these grades, everybody else `service_seconds`.
    """

    service_seconds: int
    skills: tuple[str, ...] = ()
    credentials: tuple[str, ...] = ()
    service_by_grade: tuple[ForGrade, ...] = ()

    def __post_init__(self) -> None:
        require_natural(self.service_seconds, "parts.service_seconds", "")
        require_grades(self.service_by_grade, "parts.service_by_grade", "")

    def seconds_for(self, grade: str) -> int:
        """Seconds it takes a carer of this grade."""
        return seconds_for(grade, self.service_seconds, self.service_by_grade)

    @property
    def least_seconds(self) -> int:
        """Seconds it takes carers of the quickest grade."""
        return min((self.service_seconds, *(each.seconds for each in self.service_by_grade)))


@dataclass(frozen=True)
class Wish:
    """One of these values is wanted in every carer who comes; hard, or at the cost of a wish."""

    values: tuple[str, ...]
    hard: bool = False

    def __post_init__(self) -> None:
        require(bool(self.values), "wish.values", "", "a wish names at least one value")


@dataclass(frozen=True)
class Promise:
    """What the elder has been told; broken when the start moves more than the tolerance or a carer changes.

    `carers` None: no carer was promised. `start_at` None: no time was promised.
    """

    start_at: int | None = None
    carers: tuple[str, ...] | None = None
    tolerance_seconds: int = 900

    def __post_init__(self) -> None:
        require_natural(self.start_at, "promise.start_at", "")
        require_natural(self.tolerance_seconds, "promise.tolerance_seconds", "")


@dataclass(frozen=True)
class Pin:
    """What a dispatcher has fixed by hand: the carer of each part, the start, or both. Hard."""

    carers: tuple[str, ...] | None = None
    start_at: int | None = None

    def __post_init__(self) -> None:
        require_natural(self.start_at, "pin.start_at", "")


@dataclass(frozen=True)
class Meal:
    """Boxes to be loaded at a kitchen not before `ready_at` and handed over hot.

    Hand-over is the end of service; it must be at most `limit_seconds` after `ready_at` (None: no limit).
    `load` is taken up of Carer.capacity, in each of its dimensions, from loading to hand-over; `boxes` of
    Carer.box_capacity.
    """

    kitchen: str
    ready_at: int = 0
    boxes: int = 1
    limit_seconds: int | None = 7200
    load: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        require_natural(self.ready_at, "meal.ready_at", "")
        require_natural(self.boxes, "meal.boxes", "")
        require_natural(self.limit_seconds, "meal.limit_seconds", "")
        for each in self.load:
            require_natural(each, "meal.load", "")


@dataclass(frozen=True)
class Visit:
    """One visit, done entirely or not at all; each part by another carer.

    `windows`: the start of every part lies in one of them (empty: any time).
    `due`: soft windows in order; lateness of a part is its start (its end with `due_at_end`) minus the end
    of the last of them that has opened by its start (of the first, if none has), if positive.
    `gap_minimum_seconds` .. `gap_maximum_seconds` (None: no limit): with ordered starts, each next part
    starts that much after the one before.
    `setup_seconds` is added to the way unless the carer's last visit or pickup was there too, or the round
    begins there; breaks in between change nothing (see Problem.setup_is_service). `setup_by_grade` tells what
    it takes carers of some grades.
    `delivered` is on board from the start of the round until the visit, `collected` from the visit on; both
    are loads against Carer.capacity.
    Leaving the visit out costs `drop_cost` * (1 + `priority`) units of the objective's `unserved`.
    """

    id: str
    place: str
    parts: tuple[Part, ...]
    windows: tuple[Window, ...] = ()
    due: tuple[Window, ...] = ()
    due_at_end: bool = False
    starts: Starts = Starts.TOGETHER
    gap_minimum_seconds: int = 0
    gap_maximum_seconds: int | None = None
    setup_seconds: int = 0
    setup_by_grade: tuple[ForGrade, ...] = ()
    promise: Promise | None = None
    pin: Pin | None = None
    sex: Wish | None = None
    language: Wish | None = None
    allowed_carers: tuple[str, ...] | None = None
    forbidden_carers: tuple[str, ...] = ()
    preferred_carers: tuple[str, ...] = ()
    meal: Meal | None = None
    delivered: tuple[int, ...] = ()
    collected: tuple[int, ...] = ()
    priority: int = 0
    drop_cost: int = 1

    def __post_init__(self) -> None:
        require_id(self.id, "visits.id")
        require(bool(self.parts), "visits.parts", self.id, "a visit needs at least one part")
        for name in ("gap_minimum_seconds", "gap_maximum_seconds", "setup_seconds", "priority", "drop_cost"):
            require_natural(getattr(self, name), f"visits.{name}", self.id)
        require_grades(self.setup_by_grade, "visits.setup_by_grade", self.id)
        for name in ("delivered", "collected"):
            for load in getattr(self, name):
                require_natural(load, f"visits.{name}", self.id)
        self._require_gap_makes_sense()
        self._require_windows_in_order()
        self._require_pin_fits()

    def _require_gap_makes_sense(self) -> None:
        limit = self.gap_maximum_seconds
        fits = limit is None or self.gap_minimum_seconds <= limit
        require(fits, "visits.gap_maximum_seconds", self.id, "is below gap_minimum_seconds")

    def _require_windows_in_order(self) -> None:
        require_in_order(self.windows, "visits.windows", self.id)
        for first, second in pairwise(self.due):
            in_order = first.from_ <= second.from_
            require(in_order, "visits.due", self.id, "must be in order of opening")

    def _require_pin_fits(self) -> None:
        for field, fixed in (("visits.pin", self.pin), ("visits.promise", self.promise)):
            if fixed is None or fixed.carers is None:
                continue
            require(len(fixed.carers) == len(self.parts), field, self.id, "names one carer for each part")
            require(len(set(fixed.carers)) == len(fixed.carers), field, self.id, "names one carer twice")

    def setup_for(self, grade: str) -> int:
        """Seconds of setup for a carer of this grade."""
        return seconds_for(grade, self.setup_seconds, self.setup_by_grade)

    @property
    def loads(self) -> tuple[tuple[int, ...], ...]:
        """What it takes up of a capacity, whenever that is."""
        return self.delivered, self.collected, self.meal.load if self.meal is not None else ()

    @property
    def cost_of_dropping(self) -> int:
        """What leaving it out adds to the objective's `unserved`, before its weight."""
        return self.drop_cost * (1 + self.priority)


@dataclass(frozen=True)
class Precedence:
    """`after` starts gap_minimum .. gap_maximum seconds after the END of `before`, if both are served."""

    before: str
    after: str
    gap_minimum_seconds: int = 0
    gap_maximum_seconds: int | None = None

    def __post_init__(self) -> None:
        require_natural(self.gap_minimum_seconds, "precedences.gap_minimum_seconds", self.after)
        require_natural(self.gap_maximum_seconds, "precedences.gap_maximum_seconds", self.after)
        least, most = self.gap_minimum_seconds, self.gap_maximum_seconds
        fits = most is None or least <= most
        require(fits, "precedences.gap_maximum_seconds", self.after, "is below gap_minimum_seconds")
