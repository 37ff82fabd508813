"""The problem compiled to numbered nodes and turns, as every part of the solver reads it.

Nodes: first every part of every visit (tasks), then one pickup for each meal that still has to be loaded,
then every break of every turn. A turn is one shift of one carer, from where it is still open.
"""

from dataclasses import dataclass, replace
from functools import cached_property

from routing.problem import Carer, Problem, Shift, Visit
from routing.solver.ways import Ways, ways_at_best

TASK, PICKUP, BREAK = range(3)
# Up to so many places ways by other places are looked for; it takes their number's cube.
MOST_PLACES_BETWEEN = 500
Span = tuple[int, int]


@dataclass(frozen=True)
class Turn:
    """One shift of one carer: where and when what is still open of it begins and has to end.

    `begun`: it holds frozen stops, so the way home counts even if nothing more is added. `grade` is a rank.
    """

    rank: int
    carer: int
    shift: int
    mode: int
    begin_place: int
    begin_at: int
    end_place: int
    shift_from: int
    shift_until: int
    latest_home: int
    begun: bool = False
    grade: int = 0
    service_cost: int = 0


@dataclass(frozen=True)
class Node:
    """One stop that can stand in a turn; lowest and highest bound its start, spans are its windows.

    `promised` is the earliest start that keeps a promise of time, waited for where that is possible.
    `setup` lengthens the way of who comes from elsewhere. `service` is what it takes at least; `beyond` tells
    for each grade how much longer it takes who is there already, and who comes from elsewhere.
    `most` is what may be on board at a break (None: whatever is).
    """

    kind: int
    place: int
    service: int
    lowest: int
    highest: int
    spans: tuple[Span, ...] = ()
    setup: int = 0
    beyond: tuple[tuple[int, int], ...] = ()
    visit: int = -1
    part: int = 0
    kitchen: int = -1
    boxes: int = 0
    promised: int = 0
    turn: int = -1
    at_next: bool = False
    on_the_way: bool = False
    required: bool = True
    most: tuple[int, ...] | None = None

    def beyond_for(self, grade: int, *, moved: bool) -> int:
        """Seconds it takes a carer of this grade beyond `service`; `moved` says who comes from elsewhere."""
        return self.beyond[grade][moved] if self.beyond else 0

    def without_setup(self) -> "Node":
        """As for somebody who is there already."""
        beyond = tuple((there, there) for there, _ in self.beyond)
        return replace(self, setup=0, beyond=beyond) if self.setup or self.beyond else self


def is_promised(visit: Visit) -> bool:
    """Whether the elder has been told a time, or who comes."""
    promise = visit.promise
    return promise is not None and (promise.start_at is not None or promise.carers is not None)


def round_up(node: Node, instant: int) -> int:
    """First allowed start at or after an instant, or -1."""
    if instant < node.lowest:
        instant = node.lowest
    for opens, closes in node.spans:
        if instant <= closes:
            instant = max(instant, opens)
            break
    return instant if instant <= node.highest else -1


@dataclass(frozen=True)
class Link:
    """start(this) >= start(other) + seconds."""

    other: int
    seconds: int


@dataclass(frozen=True, eq=False)
class Model:
    """Everything the solver knows; ranks are places in the tuples of the problem.

    `tasks_of[visit]`: nodes of its parts. `pickup_of[visit]`: node or -1. `breaks_of[turn]`: break nodes.
    `turns_for[task]`: turns whose carer may do it. `floors[node]`: links that bound its start from below.
    `dependants[node]`: nodes whose floors name it. `fixed_start[node]`: start of a frozen part, else -1;
    `fixed_carer[node]` likewise.
    """

    problem: Problem
    turns: tuple[Turn, ...]
    nodes: tuple[Node, ...]
    ways: tuple[Ways, ...]
    tasks_of: tuple[tuple[int, ...], ...]
    pickup_of: tuple[int, ...]
    breaks_of: tuple[tuple[int, ...], ...]
    turns_for: tuple[frozenset[int], ...]
    floors: tuple[tuple[Link, ...], ...]
    dependants: tuple[tuple[int, ...], ...]
    fixed_start: tuple[int, ...]
    fixed_carer: tuple[int, ...]

    @cached_property
    def visits_open(self) -> tuple[int, ...]:
        """Visits of which at least one part is not frozen."""
        return tuple(
            rank for rank, tasks in enumerate(self.tasks_of) if any(self.fixed_start[t] < 0 for t in tasks)
        )

    @cached_property
    def has_promises(self) -> bool:
        return any(node.promised for node in self.nodes)

    @cached_property
    def at_best(self) -> "Model":
        """The model without what one more stop can save: setups at its place, and ways longer than by it.

        No start falls below those in it, whatever is added to a plan. The model itself where no round
        depends on another.
        """
        if not any(self.floors):
            return self
        shortest = min((node.service for node in self.nodes if node.kind != BREAK), default=0)
        few = len(self.problem.places) <= MOST_PLACES_BETWEEN
        by_other_places = tuple(ways_at_best(each, shortest) for each in self.problem.travel) if few else None
        return replace(
            self,
            nodes=tuple(node.without_setup() for node in self.nodes),
            ways=by_other_places or self.ways,
        )

    @cached_property
    def work_begun(self) -> tuple[int, ...]:
        """For each carer, the service seconds of frozen stops."""
        visits = self.problem.visit_by_id
        return tuple(
            sum(visits[each.visit].parts[each.part].seconds_for(carer.grade) for each in carer.frozen.stops)
            if carer.frozen
            else 0
            for carer in self.problem.carers
        )

    @cached_property
    def turns_of_carer(self) -> tuple[tuple[int, ...], ...]:
        found: list[list[int]] = [[] for _ in self.problem.carers]
        for rank, turn in enumerate(self.turns):
            found[turn.carer].append(rank)
        return tuple(tuple(each) for each in found)

    @cached_property
    def same_carer_groups(self) -> tuple[tuple[int, ...], ...]:
        """For each visit, the other visits it shares its carers with."""
        rank = self.problem.visit_rank
        mates: list[set[int]] = [set() for _ in self.problem.visits]
        for group in self.problem.same_carer:
            for each in group:
                mates[rank[each]] |= {rank[other] for other in group if other != each}
        return tuple(tuple(sorted(each)) for each in mates)

    @cached_property
    def hand_made_rank(self) -> tuple[dict[int, int], ...]:
        """For each carer, the place of visits in the order made by hand."""
        rank = self.problem.visit_rank
        return tuple(
            {rank[visit]: place for place, visit in enumerate(carer.ordered_visits)}
            for carer in self.problem.carers
        )


def may_do(problem: Problem, carer: Carer, visit: Visit, part: int) -> str:
    """Empty when the carer may do this part of the visit, else the code of the first rule against it."""
    return next(iter(rules_against(problem, carer, visit, part)), "")


def rules_against(problem: Problem, carer: Carer, visit: Visit, part: int) -> tuple[str, ...]:
    """The codes of all rules by which a carer may not do this part of the visit."""
    need = visit.parts[part]
    reasons = {
        "pinned_carer": visit.pin is not None
        and visit.pin.carers is not None
        and visit.pin.carers[part] != carer.id,
        "skill": not set(need.skills) <= set(carer.skills),
        "credential": not all(carer.holds(kind, problem.day) for kind in need.credentials),
        "forbidden_carer": carer.id in visit.forbidden_carers,
        "carer_not_allowed": visit.allowed_carers is not None and carer.id not in visit.allowed_carers,
        "sex": visit.sex is not None and visit.sex.hard and carer.sex not in visit.sex.values,
        "language": visit.language is not None
        and visit.language.hard
        and not set(visit.language.values) & set(carer.languages),
        "box_overfull": visit.meal is not None and visit.meal.boxes > carer.box_capacity,
    }
    return tuple(code for code, stands in reasons.items() if stands)


def open_shift(carer: Carer, shift: Shift, horizon: int) -> bool:
    """Whether anything can still be added to a shift."""
    return carer.frozen is None or carer.frozen.free_at <= shift.latest_home(horizon)
