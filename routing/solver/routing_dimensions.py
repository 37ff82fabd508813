"""What OR-Tools' routing library is told of ways, time and what is carried."""

from dataclasses import dataclass, field
from typing import Any

from routing.problem import Visit
from routing.solver.draft import Draft
from routing.solver.limits import amount, most_on_board
from routing.solver.model import BREAK, TASK, Model, Node

# Above this the tables of one carer each would take seconds to build.
MOST_TABLE_ENTRIES = 3_000_000


@dataclass(frozen=True)
class LibraryNodes:
    """Solver node = rank in `nodes` for stops, then one begin and one end node for each turn."""

    nodes: tuple[int, ...]
    rank: dict[int, int]
    turns: int

    def begin(self, turn: int) -> int:
        return len(self.nodes) + 2 * turn

    def end(self, turn: int) -> int:
        return len(self.nodes) + 2 * turn + 1

    @property
    def size(self) -> int:
        return len(self.nodes) + 2 * self.turns


@dataclass
class Library:
    """The library's objects that belong together; `breaks` lists the break nodes of turns."""

    numbering: LibraryNodes
    manager: Any
    routing: Any
    time: Any = None
    breaks: dict[int, list[int]] = field(default_factory=dict)


def number_stops(model: Model) -> LibraryNodes:
    """Everything that is still to be placed."""
    still_open = set(model.visits_open)
    stops = [
        rank
        for rank, node in enumerate(model.nodes)
        if node.kind != BREAK and model.fixed_start[rank] < 0 and node.visit in still_open
    ]
    return LibraryNodes(tuple(stops), {node: rank for rank, node in enumerate(stops)}, len(model.turns))


def _places(model: Model, numbering: LibraryNodes) -> list[int]:
    places = [model.nodes[node].place for node in numbering.nodes]
    for turn in model.turns:
        places += [turn.begin_place, turn.end_place]
    return places


def add_travel(draft: Draft, numbering: LibraryNodes, routing: Any) -> None:
    """Cost of a way into a stop: travel, and the stop's own cost with this carer if tables stay small."""
    model = draft.model
    small = numbering.size**2 * len(model.turns) <= MOST_TABLE_ENTRIES
    evaluators: dict[tuple[int, int], int] = {}
    for turn in model.turns:
        key = (turn.mode, turn.carer if small else -1)
        if key not in evaluators:
            evaluators[key] = routing.RegisterTransitMatrix(_costs(draft, numbering, *key))
        routing.SetArcCostEvaluatorOfVehicle(evaluators[key], turn.rank)


def _costs(draft: Draft, numbering: LibraryNodes, mode: int, carer: int) -> list[list[int]]:
    model, places = draft.model, _places(draft.model, numbering)
    weight, ways = model.problem.objective.travel, model.ways[mode]
    static = [0] * numbering.size
    for rank, node in enumerate(numbering.nodes):
        if carer >= 0 and model.nodes[node].kind == TASK:
            static[rank] = draft.static[node][carer]
    costs = ways.costs or ways.seconds
    return [
        [weight * costs[here][there] + extra for there, extra in zip(places, static, strict=True)]
        for here in places
    ]


def add_time(model: Model, library: Library) -> Any:
    """When stops start and turns end."""
    numbering, routing = library.numbering, library.routing
    places = _places(model, numbering)
    stops = [model.nodes[node] for node in numbering.nodes]
    # Setup that is part of a stop is never spared here, and everybody of the slowest grade; timed anew,
    # stops can only end earlier.
    service = [node.service + _most_beyond(node) for node in stops] + [0] * (2 * numbering.turns)
    # Meals loaded one after the other at one kitchen are loaded in one stop.
    kitchen = [node.kitchen for node in stops] + [-1] * (2 * numbering.turns)
    setup = [node.setup for node in stops] + [0] * (2 * numbering.turns)
    evaluators = []
    for ways in model.ways:
        matrix = [
            [
                0
                if kitchen[here] >= 0 and kitchen[here] == kitchen[there]
                else service[here] + ways.seconds[start][end] + (setup[there] if start != end else 0)
                for there, end in enumerate(places)
            ]
            for here, start in enumerate(places)
        ]
        evaluators.append(routing.RegisterTransitMatrix(matrix))
    horizon = model.problem.horizon_seconds
    by_turn = [evaluators[turn.mode] for turn in model.turns]
    routing.AddDimensionWithVehicleTransits(by_turn, horizon, horizon, False, "time")
    time = routing.GetDimensionOrDie("time")
    weight = model.problem.objective.overtime
    for turn in model.turns:
        time.CumulVar(routing.Start(turn.rank)).SetRange(turn.begin_at, turn.latest_home)
        time.CumulVar(routing.End(turn.rank)).SetRange(turn.begin_at, turn.latest_home)
        cost = weight * model.problem.carers[turn.carer].overtime_cost
        if turn.latest_home > turn.shift_until and cost:
            time.SetCumulVarSoftUpperBound(routing.End(turn.rank), turn.shift_until, cost)
    return time


def _most_beyond(node: Node) -> int:
    return max((each for pair in node.beyond for each in pair), default=0)


def add_meals(model: Model, numbering: LibraryNodes, routing: Any) -> None:
    """Boxes, and what meals take up of loads; all other loads are looked at once the answer is timed."""
    problem = model.problem
    if not any(pickup >= 0 for pickup in model.pickup_of):
        return
    capacity = [problem.carers[turn.carer].box_capacity for turn in model.turns]
    _carry(model, numbering, routing, "boxes", [_boxes(each) for each in problem.visits], capacity)
    most = [most_on_board(problem, problem.carers[turn.carer], turn.shift) for turn in model.turns]
    for dimension in range(problem.load_dimensions):
        loads = [amount(each.meal.load, dimension) if each.meal else 0 for each in problem.visits]
        if any(loads):
            capacity = [each[dimension] for each in most]
            _carry(model, numbering, routing, f"load {dimension}", loads, capacity)


def _boxes(visit: Visit) -> int:
    return visit.meal.boxes if visit.meal else 0


def _carry(
    model: Model, numbering: LibraryNodes, routing: Any, name: str, loads: list[int], capacity: list[int]
) -> None:
    """So much of each visit is on board from its pickup to its hand-over."""
    changes = []
    for rank in numbering.nodes:
        node = model.nodes[rank]
        load = loads[node.visit] if model.pickup_of[node.visit] >= 0 else 0
        changes.append(-load if node.kind == TASK else load)
    evaluator = routing.RegisterUnaryTransitVector(changes + [0] * (2 * numbering.turns))
    routing.AddDimensionWithVehicleCapacity(evaluator, 0, capacity, True, name)
