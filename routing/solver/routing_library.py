"""OR-Tools' routing library on the product's rules: improves a start plan, keeps linked starts.

Copies of one visit with equal starts defeat its insertion heuristics, so visits that are linked to others
(several carers, precedence, same carer, order by hand) keep carer and start; all others move freely.
Every answer is timed and judged again outside.
"""

from itertools import pairwise
from typing import Any

from ortools.constraint_solver import pywrapcp, routing_enums_pb2

from routing.solver.budget import Cancelled, never
from routing.solver.draft import Draft
from routing.solver.model import TASK, Model, Node, round_up
from routing.solver.routing_dimensions import Library, add_meals, add_time, add_travel, number_stops

# A change, and the start itself, counts once propagation has settled every time; of the default's 0.1 s
# breaks alone take ten times as much with 500 visits and 60 carers, and then nothing ever counts.
SETTLING_SECONDS = 10


def library_sequences(draft: Draft, seconds: float, cancelled: Cancelled = never) -> list[list[int]] | None:
    """Sequences of all turns after a guided local search from the draft, or None without an answer."""
    model = draft.model
    numbering = number_stops(model)
    if not numbering.turns or not numbering.nodes:
        return None  # the library does not survive a model without vehicles
    begins = [numbering.begin(turn.rank) for turn in model.turns]
    ends = [numbering.end(turn.rank) for turn in model.turns]
    manager = pywrapcp.RoutingIndexManager(numbering.size, len(model.turns), begins, ends)
    library = Library(numbering, manager, pywrapcp.RoutingModel(manager))
    add_travel(draft, numbering, library.routing)
    library.time = add_time(model, library)
    add_meals(model, numbering, library.routing)
    _stops(draft, library)
    _breaks(model, library)
    parameters = _parameters(seconds)
    solver = library.routing.solver()
    library.routing.AddSearchMonitor(solver.CustomLimit(cancelled))
    library.routing.CloseModelWithParameters(parameters)
    start = library.routing.ReadAssignmentFromRoutes(_routes(draft, library), True)
    answer = (
        library.routing.SolveFromAssignmentWithParameters(start, parameters)
        if start is not None
        else library.routing.SolveWithParameters(parameters)
    )
    return None if answer is None else _read(model, library, answer)


def _stops(draft: Draft, library: Library) -> None:
    model = draft.model
    linked = linked_visits(model)
    for rank, node_rank in enumerate(library.numbering.nodes):
        index, node = library.manager.NodeToIndex(rank), model.nodes[node_rank]
        visit = model.problem.visits[node.visit]
        parts = len(model.tasks_of[node.visit]) + (model.pickup_of[node.visit] >= 0)
        drop = model.problem.objective.unserved * visit.cost_of_dropping // parts
        library.routing.AddDisjunction([index], drop)
        fixed = node.visit in linked
        lowest, highest = node.lowest, min(node.highest, model.problem.horizon_seconds)
        never = round_up(node, lowest) < 0 or lowest > highest
        if never or (fixed and draft.turn_of[node_rank] < 0):
            library.routing.ActiveVar(index).SetValue(0)
            continue
        turns = [draft.turn_of[node_rank]] if fixed else sorted(model.turns_for[node_rank])
        library.routing.VehicleVar(index).SetValues([-1, *turns])
        if fixed:
            lowest = highest = draft.start[node_rank]
        _bound_start(model, library, index, node_rank, (lowest, highest))
        if node.kind == TASK:
            _loaded_before(model, library, node_rank)


def _bound_start(model: Model, library: Library, index: int, node_rank: int, bounds: tuple[int, int]) -> None:
    node, time = model.nodes[node_rank], library.time
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


def _loaded_before(model: Model, library: Library, task: int) -> None:
    pickup = model.pickup_of[model.nodes[task].visit]
    if pickup < 0:
        return
    rank, routing = library.numbering.rank, library.routing
    load, hand_over = (library.manager.NodeToIndex(rank[each]) for each in (pickup, task))
    routing.AddPickupAndDelivery(load, hand_over)
    routing.solver().Add(routing.VehicleVar(load) == routing.VehicleVar(hand_over))
    routing.solver().Add(library.time.CumulVar(load) <= library.time.CumulVar(hand_over))


def _breaks(model: Model, library: Library) -> None:
    numbering, solver = library.numbering, library.routing.solver()
    service = [model.nodes[node].service for node in numbering.nodes] + [0] * (2 * numbering.turns)
    by_index = [service[library.manager.IndexToNode(index)] for index in range(library.routing.Size())]
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
        library.time.SetBreakIntervalsOfVehicle(intervals, turn.rank, by_index)
        library.breaks[turn.rank] = pauses


def _parameters(seconds: float) -> Any:
    parameters = pywrapcp.DefaultRoutingSearchParameters()
    strategies = routing_enums_pb2.FirstSolutionStrategy
    parameters.first_solution_strategy = strategies.PARALLEL_CHEAPEST_INSERTION
    heuristics = routing_enums_pb2.LocalSearchMetaheuristic
    parameters.local_search_metaheuristic = heuristics.GUIDED_LOCAL_SEARCH
    parameters.time_limit.FromMilliseconds(max(1, int(seconds * 1000)))
    parameters.lns_time_limit.FromSeconds(SETTLING_SECONDS)
    return parameters


def _routes(draft: Draft, library: Library) -> list[list[int]]:
    rank = library.numbering.rank
    return [
        [library.manager.NodeToIndex(rank[node]) for node in sequence if node in rank]
        for sequence in draft.sequences
    ]


def _read(model: Model, library: Library, answer: Any) -> list[list[int]]:
    """Sequences of the answer, each break before the first stop that starts after it."""
    sequences = []
    intervals = answer.IntervalVarContainer()
    taken = {
        int(intervals.Element(rank).Var().Name()): intervals.Element(rank).StartValue()
        for rank in range(intervals.Size())
        if intervals.Element(rank).PerformedValue()
    }
    for turn in model.turns:
        stops, index = [], answer.Value(library.routing.NextVar(library.routing.Start(turn.rank)))
        while not library.routing.IsEnd(index):
            start = answer.Min(library.time.CumulVar(index))
            stops.append((start, library.numbering.nodes[library.manager.IndexToNode(index)]))
            index = answer.Value(library.routing.NextVar(index))
        if stops:
            for pause in library.breaks.get(turn.rank, []):
                place = sum(start <= taken.get(pause, 0) for start, _ in stops)
                stops.insert(place, (taken.get(pause, 0), pause))
        sequences.append([node for _, node in stops])
    return sequences
