"""Which number stands for which part, break, kitchen, job and turn."""

from dataclasses import dataclass
from functools import cached_property

from routing.plan import Stop, StopKind
from routing.problem import Break, Carer, Problem, Shift, Visit
from routing.solver.modelling.endings import parts_that_end_last


@dataclass(frozen=True)
class Turn:
    """One shift of one carer that can still take visits."""

    carer: Carer
    shift: Shift
    shift_rank: int
    begin_place: str
    begin_at: int
    begun: bool


@dataclass(frozen=True)
class OpenBreak:
    """A break that is still to come, and the numbers of the turns it may be taken in."""

    carer: Carer
    pause: Break
    turns: tuple[int, ...]


@dataclass(frozen=True)
class OpenPart:
    """A part of a visit that is still to come."""

    visit: Visit
    part: int


class Numbering:
    """Nodes are the open parts visit by visit, open breaks, kitchens; jobs are visits, then breaks."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.frozen = {
            (stop.visit, stop.part): (carer, stop.start_at)
            for carer in problem.carers
            for stop in (carer.frozen.stops if carer.frozen else ())
        }
        self.turns = [turn for carer in problem.carers for turn in _turns_of(problem, carer)]
        self.visits = [visit for visit in problem.visits if self.open_parts(visit)]
        self.parts = [OpenPart(visit, part) for visit in self.visits for part in self.open_parts(visit)]
        self.breaks = list(self._open_breaks())

    def open_parts(self, visit: Visit) -> list[int]:
        """Parts of a visit that have not been started."""
        return [part for part in range(len(visit.parts)) if (visit.id, part) not in self.frozen]

    @property
    def nodes(self) -> int:
        """How many nodes there are."""
        return len(self.parts) + len(self.breaks) + len(self.problem.kitchens)

    @property
    def jobs(self) -> int:
        """How many jobs there are."""
        return len(self.visits) + len(self.breaks)

    @property
    def first_kitchen(self) -> int:
        return len(self.parts) + len(self.breaks)

    @cached_property
    def kitchen_rank(self) -> dict[str, int]:
        return {kitchen.id: rank for rank, kitchen in enumerate(self.problem.kitchens)}

    @cached_property
    def carer_rank(self) -> dict[str, int]:
        return {carer.id: rank for rank, carer in enumerate(self.problem.carers)}

    @cached_property
    def node_of(self) -> dict[tuple[str, int], int]:
        """Node of (visit id, part)."""
        return {(each.visit.id, each.part): node for node, each in enumerate(self.parts)}

    @cached_property
    def break_node_of(self) -> dict[tuple[str, str], int]:
        """Node of (carer id, break id)."""
        start = len(self.parts)
        return {(each.carer.id, each.pause.id): start + rank for rank, each in enumerate(self.breaks)}

    @cached_property
    def turn_rank(self) -> dict[tuple[str, int], int]:
        """Turn of (carer id, rank of the shift)."""
        return {(turn.carer.id, turn.shift_rank): rank for rank, turn in enumerate(self.turns)}

    @cached_property
    def last_part(self) -> dict[str, int]:
        """Of visits that another has to follow within a gap, the part it is counted from."""
        return parts_that_end_last(self.problem)

    def carrying_turn(self, visit: Visit) -> int:
        """Turn whose box holds the meal of a visit already, or -1."""
        for rank, turn in enumerate(self.turns):
            frozen = turn.carer.frozen
            if frozen is not None and visit.id in frozen.carried and frozen.free_at > turn.shift.from_:
                return rank
        return -1

    def nodes_of(self, visit_id: str) -> list[int]:
        """Nodes of the open parts of a visit."""
        visit = self.problem.visit_by_id[visit_id]
        return [self.node_of[visit_id, part] for part in self.open_parts(visit)]

    def _open_breaks(self) -> list[OpenBreak]:
        found = []
        for carer in self.problem.carers:
            for pause in carer.breaks:
                turns = tuple(
                    rank
                    for rank, turn in enumerate(self.turns)
                    if turn.carer is carer and break_belongs(carer, turn.shift, pause)
                )
                if turns:
                    found.append(OpenBreak(carer, pause, turns))
        return found


def break_belongs(carer: Carer, shift: Shift, pause: Break) -> bool:
    """Whether a break that is still to come may be taken in a shift.

    A required one belongs to the shift that covers its windows, another to any shift it touches.
    """
    frozen = carer.frozen
    if frozen is not None and (pause.id in frozen.breaks_taken or frozen.free_at > pause.closes):
        return False
    if pause.required:
        return shift.from_ <= pause.opens and pause.closes <= shift.until
    return shift.from_ <= pause.closes and pause.opens < shift.until


def _turns_of(problem: Problem, carer: Carer) -> list[Turn]:
    turns = []
    for rank, shift in enumerate(carer.shifts):
        frozen = carer.frozen if carer.frozen and carer.frozen.free_at > shift.from_ else None
        place = frozen.place if frozen else shift.start_place
        begin_at = frozen.free_at if frozen else shift.from_
        if begin_at <= shift.latest_home(problem.horizon_seconds):
            turns.append(Turn(carer, shift, rank, place, begin_at, has_begun(carer, rank)))
    return turns


def has_begun(carer: Carer, shift_rank: int) -> bool:
    """Whether a shift holds frozen stops and goes on from where the carer is free."""
    frozen = carer.frozen
    if frozen is None or frozen.free_at <= carer.shifts[shift_rank].from_:
        return False
    return any(shift_of_frozen(carer, stop.start_at) == shift_rank for stop in frozen.stops)


def frozen_stops(problem: Problem, carer: Carer, shift_rank: int) -> tuple[Stop, ...]:
    """The frozen beginning of a round as stops of a plan."""
    stops = []
    for each in carer.frozen.stops if carer.frozen else ():
        if shift_of_frozen(carer, each.start_at) != shift_rank:
            continue
        visit = problem.visit_by_id[each.visit]
        end_at = each.start_at + visit.parts[each.part].seconds_for(carer.grade)
        times = (each.start_at, each.start_at, end_at)
        stops.append(Stop(StopKind.VISIT, visit.id, visit.place, *times, part=each.part, frozen=True))
    return tuple(stops)


def shift_of_frozen(carer: Carer, start_at: int) -> int:
    """Rank of the last shift that had begun when a frozen stop was started (the first if none had)."""
    begun = [rank for rank, shift in enumerate(carer.shifts) if shift.from_ <= start_at]
    return begun[-1] if begun else 0
