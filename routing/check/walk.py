"""Walk through one round, stop by stop, and note what the clock says."""

from dataclasses import dataclass
from itertools import pairwise

from routing.check.way import way_cost, way_seconds
from routing.plan import Round, Stop, StopKind
from routing.problem import Carer, Problem, Shift


@dataclass(frozen=True)
class Leg:
    """The way to one stop (None: home). `ready_at` is the earliest start: arrival plus setup.

    A break on the way may start before the way is over: its `arrive_at` is when the carer was free for it.
    `setup_inside`: seconds of setup that are part of the stop instead.
    """

    stop: Stop | None
    arrive_at: int
    ready_at: int
    seconds: int
    cost: int
    setup_inside: int

    @property
    def waiting_seconds(self) -> int:
        return max(0, self.stop.start_at - self.ready_at) if self.stop else 0


@dataclass(frozen=True)
class Walk:
    """A round with its carer and shift, and every leg after the frozen stops, the way home last.

    A round of frozen stops only, in a shift that is over, has no legs.
    """

    round: Round
    carer: Carer
    shift: Shift
    begin_place: str
    begin_at: int
    legs: tuple[Leg, ...]

    @property
    def live(self) -> tuple[Stop, ...]:
        return tuple(stop for stop in self.round.stops if not stop.frozen)

    @property
    def visits(self) -> tuple[Stop, ...]:
        return tuple(stop for stop in self.round.stops if stop.kind == StopKind.VISIT)

    @property
    def travel_seconds(self) -> int:
        return sum(leg.seconds for leg in self.legs)

    @property
    def service_seconds(self) -> int:
        return sum(stop.end_at - stop.start_at for stop in self.visits)

    @property
    def seconds_ahead(self) -> int:
        """Seconds of the visits and pickups that have not begun."""
        return sum(stop.end_at - stop.start_at for stop in self.live if stop.kind != StopKind.BREAK)


def _beginning(carer: Carer, shift: Shift) -> tuple[str, int]:
    """Place and instant at which what is still open in a shift begins."""
    if carer.frozen is not None and carer.frozen.free_at > shift.from_:
        return carer.frozen.place, carer.frozen.free_at
    return shift.start_place, shift.from_


def walk(problem: Problem, round_: Round) -> Walk:
    """Follow a round whose carer, shift, places and visits are all known to exist."""
    carer = problem.carer_by_id[round_.carer]
    shift = carer.shifts[round_.shift]
    place, begin_at = _beginning(carer, shift)
    live = [stop for stop in round_.stops if not stop.frozen]
    over = not live and shift.latest_home(problem.horizon_seconds) < begin_at
    legs = () if over else _legs(problem, carer, shift, place, round_.leave_at, live)
    return Walk(round_, carer, shift, place, begin_at, legs)


def _legs(
    problem: Problem, carer: Carer, shift: Shift, place: str, leave_at: int, stops: list[Stop]
) -> tuple[Leg, ...]:
    on_the_way = {pause.id for pause in carer.breaks if pause.on_the_way}
    here = worked_at = place
    arrives = rested_at = leave_at  # when the carer is `here`, and when the last break on the way to it ends
    legs = []
    for stop in (*stops, None):
        there = stop.place if stop else shift.end_place
        seconds = way_seconds(problem, carer.mode, here, there, arrives)
        if stop is not None and stop.kind == StopKind.BREAK and stop.about in on_the_way:
            cost = way_cost(problem, carer.mode, here, there, seconds)
            arrives += seconds
            legs.append(Leg(stop, rested_at, min(arrives, stop.start_at), seconds, cost, 0))
            here, rested_at = there, stop.end_at
            arrives = max(arrives, stop.start_at) + stop.end_at - stop.start_at
            continue
        setup = _setup_seconds(problem, carer, stop) if stop and worked_at != there else 0
        before, inside = (0, setup) if problem.setup_is_service else (setup, 0)
        cost = way_cost(problem, carer.mode, here, there, seconds)
        legs.append(Leg(stop, arrives + seconds, arrives + seconds + before, seconds, cost, inside))
        worked_at = worked_at if stop and stop.kind == StopKind.BREAK else there
        if stop is not None:
            here, arrives, rested_at = there, stop.end_at, stop.end_at
    return tuple(legs)


def _setup_seconds(problem: Problem, carer: Carer, stop: Stop) -> int:
    if stop.kind == StopKind.BREAK:
        return 0
    known = problem.visit_by_id if stop.kind == StopKind.VISIT else problem.kitchen_by_id
    return known[stop.about].setup_for(carer.grade)


def neighbours(walk_: Walk) -> list[tuple[str, Stop, Stop | None]]:
    """(place before, stop, stop after) of every stop that is not frozen."""
    live = walk_.live
    places = [walk_.begin_place, *(stop.place for stop in live)]
    after = [next_ for _, next_ in pairwise(live)]
    return list(zip(places, live, [*after, None], strict=False))
