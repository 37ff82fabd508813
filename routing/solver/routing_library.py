"""OR-Tools' routing library on the product's rules: improves a start plan, keeps linked starts.

Copies of one visit with equal starts defeat its insertion heuristics, so visits that are linked to others
(several carers, precedence, same carer, order by hand) keep carer and start; all others move freely.
Every answer is timed and judged again outside.
"""

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from ortools.constraint_solver import pywrapcp, routing_enums_pb2

from routing.problem import Visit
from routing.solver.budget import Cancelled, never
from routing.solver.draft import Draft
from routing.solver.limits import amount, most_on_board
from routing.solver.model import BREAK, TASK, Model, Node, round_up

# Above this the tables of one carer each would take seconds to build.
MOST_TABLE_ENTRIES = 3_000_000
# Reading a start plan in took all of 40 s at 885 stops; beyond this the library begins from nothing.
MOST_STOPS_TO_START_FROM = 500


@dataclass(frozen=True)
class Numbering:
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
class Search:
    """The library's objects that belong together; `breaks` lists the break nodes of turns."""

    numbering: Numbering
    manager: Any
    routing: Any
    time: Any = None
    breaks: dict[int, list[int]] = field(default_factory=dict)


def library_sequences(draft: Draft, seconds: float, cancelled: Cancelled = never) -> list[list[int]] | None:
    """Sequences of all turns after a guided local search from the draft, or None without an answer."""
    model = draft.model
    numbering = _number(model)
    if not numbering.turns or not numbering.nodes:
        return None  # the library does not survive a model without vehicles
    begins = [numbering.begin(turn.rank) for turn in model.turns]
    ends = [numbering.end(turn.rank) for turn in model.turns]
    manager = pywrapcp.RoutingIndexManager(numbering.size, len(model.turns), begins, ends)
    search = Search(numbering, manager, pywrapcp.RoutingModel(manager))
    _travel(draft, numbering, search.routing)
    search.time = _time(model, search)
    _meals(model, numbering, search.routing)
    _stops(draft, search)
    _breaks(model, search)
    parameters = _parameters(seconds)
    solver = search.routing.solver()
    search.routing.AddSearchMonitor(solver.CustomLimit(cancelled))
    search.routing.CloseModelWithParameters(parameters)
    start = None
    if numbering.size <= MOST_STOPS_TO_START_FROM:
        start = search.routing.ReadAssignmentFromRoutes(_routes(draft, search), True)
    answer = (
        search.routing.SolveFromAssignmentWithParameters(start, parameters)
        if start is not None
        else search.routing.SolveWithParameters(parameters)
    )
    return None if answer is None else _read(model, search, answer)


def _number(model: Model) -> Numbering:
    still_open = set(model.visits_open)
    stops = [
        rank
        for rank, node in enumerate(model.nodes)
        if node.kind != BREAK and model.fixed_start[rank] < 0 and node.visit in still_open
    ]
    return Numbering(tuple(stops), {node: rank for rank, node in enumerate(stops)}, len(model.turns))


def _places(model: Model, numbering: Numbering) -> list[int]:
    places = [model.nodes[node].place for node in numbering.nodes]
    for turn in model.turns:
        places += [turn.begin_place, turn.end_place]
    return places


def _travel(draft: Draft, numbering: Numbering, routing: Any) -> None:
    """Cost of a way into a stop: travel, and the stop's own cost with this carer if tables stay small."""
    model = draft.model
    small = numbering.size**2 * len(model.turns) <= MOST_TABLE_ENTRIES
    evaluators: dict[tuple[int, int], int] = {}
    for turn in model.turns:
        key = (turn.mode, turn.carer if small else -1)
        if key not in evaluators:
            evaluators[key] = routing.RegisterTransitMatrix(_costs(draft, numbering, *key))
        routing.SetArcCostEvaluatorOfVehicle(evaluators[key], turn.rank)


def _costs(draft: Draft, numbering: Numbering, mode: int, carer: int) -> list[list[int]]:
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


def _time(model: Model, search: Search) -> Any:
    numbering, routing = search.numbering, search.routing
    places = _places(model, numbering)
    stops = [model.nodes[node] for node in numbering.nodes]
    # Setup that is part of a stop is never spared here; timed anew, stops can only end earlier.
    service = [node.service + node.setup_inside for node in stops] + [0] * (2 * numbering.turns)
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


def _meals(model: Model, numbering: Numbering, routing: Any) -> None:
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
    model: Model, numbering: Numbering, routing: Any, name: str, loads: list[int], capacity: list[int]
) -> None:
    """So much of each visit is on board from its pickup to its hand-over."""
    changes = []
    for rank in numbering.nodes:
        node = model.nodes[rank]
        load = loads[node.visit] if model.pickup_of[node.visit] >= 0 else 0
        changes.append(-load if node.kind == TASK else load)
    evaluator = routing.RegisterUnaryTransitVector(changes + [0] * (2 * numbering.turns))
    routing.AddDimensionWithVehicleCapacity(evaluator, 0, capacity, True, name)


def _stops(draft: Draft, search: Search) -> None:
    model = draft.model
    linked = linked_visits(model)
    for rank, node_rank in enumerate(search.numbering.nodes):
        index, node = search.manager.NodeToIndex(rank), model.nodes[node_rank]
        visit = model.problem.visits[node.visit]
        parts = len(model.tasks_of[node.visit]) + (model.pickup_of[node.visit] >= 0)
        drop = model.problem.objective.unserved * visit.cost_of_dropping // parts
        search.routing.AddDisjunction([index], drop)
        fixed = node.visit in linked
        lowest, highest = node.lowest, min(node.highest, model.problem.horizon_seconds)
        never = round_up(node, lowest) < 0 or lowest > highest
        if never or (fixed and draft.turn_of[node_rank] < 0):
            search.routing.ActiveVar(index).SetValue(0)
            continue
        turns = [draft.turn_of[node_rank]] if fixed else sorted(model.turns_for[node_rank])
        search.routing.VehicleVar(index).SetValues([-1, *turns])
        if fixed:
            lowest = highest = draft.start[node_rank]
        _bound_start(model, search, index, node_rank, (lowest, highest))
        if node.kind == TASK:
            _loaded_before(model, search, node_rank)


def _bound_start(model: Model, search: Search, index: int, node_rank: int, bounds: tuple[int, int]) -> None:
    node, time = model.nodes[node_rank], search.time
    time.CumulVar(index).SetRange(*bounds)
    _leave_out_gaps(time.CumulVar(index), node)
    due, weight = model.problem.visits[node.visit].due, model.problem.objective.lateness
    if node.kind == TASK and due and weight:
        until = due[-1].until - (node.service if model.problem.visits[node.visit].due_at_end else 0)
        time.SetCumulVarSoftUpperBound(index, max(0, until), weight)


def _leave_out_gaps(start: Any, node: Node) -> None:
    """Nothing starts between two of its windows."""
    for (_, closes), (opens, _) in pairwise(node.spans):
        if closes + 1 < opens:
            start.RemoveInterval(closes + 1, opens - 1)


def linked_visits(model: Model) -> frozenset[int]:
    """Visits whose starts or carers hang together with those of others."""
    linked = {
        node.visit for rank, node in enumerate(model.nodes) if model.floors[rank] or model.dependants[rank]
    }
    linked |= {visit for visit, tasks in enumerate(model.tasks_of) if len(tasks) > 1}
    linked |= {visit for visit, mates in enumerate(model.same_carer_groups) if mates}
    return frozenset(linked.union(*model.hand_made_rank))


def _loaded_before(model: Model, search: Search, task: int) -> None:
    pickup = model.pickup_of[model.nodes[task].visit]
    if pickup < 0:
        return
    rank, routing = search.numbering.rank, search.routing
    load, hand_over = (search.manager.NodeToIndex(rank[each]) for each in (pickup, task))
    routing.AddPickupAndDelivery(load, hand_over)
    routing.solver().Add(routing.VehicleVar(load) == routing.VehicleVar(hand_over))
    routing.solver().Add(search.time.CumulVar(load) <= search.time.CumulVar(hand_over))


def _breaks(model: Model, search: Search) -> None:
    numbering, solver = search.numbering, search.routing.solver()
    service = [model.nodes[node].service for node in numbering.nodes] + [0] * (2 * numbering.turns)
    by_index = [service[search.manager.IndexToNode(index)] for index in range(search.routing.Size())]
    by_index += [0] * len(model.turns)
    for turn in model.turns:
        pauses = [node for node in model.breaks_of[turn.rank] if model.nodes[node].required]
        if not pauses:
            continue
        intervals = [
            solver.FixedDurationIntervalVar(
                model.nodes[pause].lowest,
                model.nodes[pause].highest,
                model.nodes[pause].service,
                False,
                str(pause),
            )
            for pause in pauses
        ]
        for pause, interval in zip(pauses, intervals, strict=True):
            _leave_out_gaps(interval.StartExpr().Var(), model.nodes[pause])
        search.time.SetBreakIntervalsOfVehicle(intervals, turn.rank, by_index)
        search.breaks[turn.rank] = pauses


def _parameters(seconds: float) -> Any:
    parameters = pywrapcp.DefaultRoutingSearchParameters()
    strategies = routing_enums_pb2.FirstSolutionStrategy
    parameters.first_solution_strategy = strategies.PARALLEL_CHEAPEST_INSERTION
    heuristics = routing_enums_pb2.LocalSearchMetaheuristic
    parameters.local_search_metaheuristic = heuristics.GUIDED_LOCAL_SEARCH
    parameters.time_limit.FromMilliseconds(max(1, int(seconds * 1000)))
    return parameters


def _routes(draft: Draft, search: Search) -> list[list[int]]:
    rank = search.numbering.rank
    return [
        [search.manager.NodeToIndex(rank[node]) for node in sequence if node in rank]
        for sequence in draft.sequences
    ]


def _read(model: Model, search: Search, answer: Any) -> list[list[int]]:
    """Sequences of the answer, each break before the first stop that starts after it."""
    sequences = []
    intervals = answer.IntervalVarContainer()
    taken = {
        int(intervals.Element(rank).Var().Name()): intervals.Element(rank).StartValue()
        for rank in range(intervals.Size())
        if intervals.Element(rank).PerformedValue()
    }
    for turn in model.turns:
        stops, index = [], answer.Value(search.routing.NextVar(search.routing.Start(turn.rank)))
        while not search.routing.IsEnd(index):
            start = answer.Min(search.time.CumulVar(index))
            stops.append((start, search.numbering.nodes[search.manager.IndexToNode(index)]))
            index = answer.Value(search.routing.NextVar(index))
        if stops:
            for pause in search.breaks.get(turn.rank, []):
                place = sum(start <= taken.get(pause, 0) for start, _ in stops)
                stops.insert(place, (taken.get(pause, 0), pause))
        sequences.append([node for _, node in stops])
    return sequences
