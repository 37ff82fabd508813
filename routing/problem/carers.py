"""Carers: when they work, where they start, what they may do, what they have already done."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from routing.problem.places import Window, require_in_order
from routing.problem.validation import require, require_id, require_natural, require_unique


@dataclass(frozen=True)
class Shift:
    """One stretch of work, [from_, until) seconds, with the places it starts and ends at.

    Being home after `until` is overtime, hard up to `overtime_limit_seconds` (None: no limit).
    """

    from_: int
    until: int
    start_place: str
    end_place: str
    overtime_limit_seconds: int | None = 0

    def __post_init__(self) -> None:
        require_natural(self.from_, "shifts.from", "")
        require_natural(self.until, "shifts.until", "")
        require(
            self.from_ < self.until, "shifts", "", f"ends ({self.until}) not after its start ({self.from_})"
        )
        require_natural(self.overtime_limit_seconds, "shifts.overtime_limit_seconds", "")

    def latest_home(self, horizon_seconds: int) -> int:
        """Last instant at which the carer may be home, in seconds."""
        if self.overtime_limit_seconds is None:
            return horizon_seconds
        return min(horizon_seconds, self.until + self.overtime_limit_seconds)


@dataclass(frozen=True)
class Break:
    """A pause that starts inside one of `windows`, where the carer stands or where the next stop is.

    `windows`: at least one, in order and disjoint.
    `required`: must be taken in every shift that has visits and reaches from the opening of the first window
    to the closing of the last.
    Otherwise it may be missed at the cost of the objective's `missed_breaks`.
    `at_next_visit`: only directly before a visit, at that visit's place.
    `on_the_way`: at any moment after the stop before it, in the middle of the way as well; what is left of
    the way comes after it. Not where ways depend on the time of day, nor where waiting or idle time costs.
    `maximum_load`: only while no more than this is on board in any dimension, nothing in those beyond its
    length (None: whatever is on board).
    """

    id: str
    windows: tuple[Window, ...]
    seconds: int
    required: bool = True
    at_next_visit: bool = False
    maximum_load: tuple[int, ...] | None = None
    on_the_way: bool = False

    def __post_init__(self) -> None:
        require_id(self.id, "carers.breaks.id")
        require_natural(self.seconds, "carers.breaks.seconds", self.id)
        for each in self.maximum_load or ():
            require_natural(each, "carers.breaks.maximum_load", self.id)
        text = "goes not with at_next_visit; leave one of them out"
        require(not (self.at_next_visit and self.on_the_way), "carers.breaks.on_the_way", self.id, text)
        require(bool(self.windows), "carers.breaks.windows", self.id, "a break needs at least one window")
        require_in_order(self.windows, "carers.breaks.windows", self.id)

    @property
    def opens(self) -> int:
        """The first instant at which it may start."""
        return self.windows[0].from_

    @property
    def closes(self) -> int:
        """The last instant at which it may start."""
        return self.windows[-1].until


@dataclass(frozen=True)
class Credential:
    """A certificate of some kind, valid on days of [valid_from, valid_until); None is open-ended."""

    kind: str
    valid_from: date | None = None
    valid_until: date | None = None

    def valid_on(self, day: date) -> bool:
        """Whether it holds on the day."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_until is None or day < self.valid_until)


@dataclass(frozen=True)
class FrozenStop:
    """A part of a visit that the carer has already started: carer and start can no longer change."""

    visit: str
    start_at: int
    part: int = 0


@dataclass(frozen=True)
class Frozen:
    """What a carer has done so far; the rest of the round begins at `place`, not before `free_at`.

    `carried` are visits whose meals are in the box already (loaded, not yet handed over). With what has been
    collected at `stops` their loads are on board, and never too much by themselves.
    """

    place: str
    free_at: int
    stops: tuple[FrozenStop, ...] = ()
    carried: tuple[str, ...] = ()
    breaks_taken: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require_natural(self.free_at, "carers.frozen.free_at", "")


LIMITS_OF_A_DAY = (
    "maximum_work_seconds",
    "maximum_travel_seconds",
    "maximum_visits",
    "maximum_travel_meters",
)


@dataclass(frozen=True)
class Carer:
    """One person with a travel mode.

    `maximum_work_seconds` limits service + travel over the day, `maximum_travel_seconds` travel alone,
    `maximum_travel_meters` the meters of all ways, those home included; it needs meters for the mode.
    `overtime_cost` multiplies each second of overtime. `capacity` is the load (any number of dimensions) that
    can be on board at any moment: what is still to be delivered, what has been collected, and the loads of
    meals on their way.
    `ordered_visits`: those of them in this carer's day keep this order. `use_cost` is paid once if used,
    `service_cost` for each second of the visits and pickups ahead, from their start to their end.
    `grade`: visits and kitchens may take carers of other grades longer or shorter.
    """

    id: str
    shifts: tuple[Shift, ...]
    mode: str = "bike"
    breaks: tuple[Break, ...] = ()
    skills: tuple[str, ...] = ()
    credentials: tuple[Credential, ...] = ()
    sex: str | None = None
    languages: tuple[str, ...] = ()
    box_capacity: int = 0
    capacity: tuple[int, ...] = ()
    maximum_work_seconds: int | None = None
    maximum_travel_seconds: int | None = None
    maximum_travel_meters: int | None = None
    maximum_visits: int | None = None
    overtime_cost: int = 1
    use_cost: int = 0
    service_cost: int = 0
    grade: str = ""
    ordered_visits: tuple[str, ...] = ()
    frozen: Frozen | None = None

    def __post_init__(self) -> None:
        require_id(self.id, "carers.id")
        for name in ("box_capacity", *LIMITS_OF_A_DAY):
            require_natural(getattr(self, name), f"carers.{name}", self.id)
        require_natural(self.overtime_cost, "carers.overtime_cost", self.id)
        require_natural(self.use_cost, "carers.use_cost", self.id)
        require_natural(self.service_cost, "carers.service_cost", self.id)
        for each in self.capacity:
            require_natural(each, "carers.capacity", self.id)
        require_unique((each.id for each in self.breaks), "carers.breaks.id", self.id)
        require_unique(self.ordered_visits, "carers.ordered_visits", self.id)
        self._require_shifts_in_order()

    @property
    def limits_of_a_day(self) -> tuple[int | None, ...]:
        """Most work, travel, visits and meters, as in LIMITS_OF_A_DAY; None: no limit."""
        return (
            self.maximum_work_seconds,
            self.maximum_travel_seconds,
            self.maximum_visits,
            self.maximum_travel_meters,
        )

    def _require_shifts_in_order(self) -> None:
        for first, second in pairwise(self.shifts):
            apart = first.until <= second.from_
            require(apart, "carers.shifts", self.id, "shifts must be in order and may not overlap")

    def holds(self, kind: str, day: date) -> bool:
        """Whether a credential of this kind is valid on the day."""
        return any(each.kind == kind and each.valid_on(day) for each in self.credentials)
