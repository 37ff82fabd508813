"""HHCRSP by OR-Tools' routing library alone: the model a planner would write with it today.

Each part of a visit, one or two, is a stop; constraints tie the starts of the two and keep their carers
apart. Guided local search from a start by order of opening. The largest lateness is not in its objective:
told as a dimension with a global span, it made plans worse (docs/decisions/routing-peers.md).
"""

from dataclasses import dataclass
from typing import Any

from ortools.constraint_solver import pywrapcp, routing_enums_pb2

from routing.plan import Plan
from routing.problem import Problem, Starts, Visit
from routing.solver.assemble import assemble
from routing.solver.compile import compile_model
from routing.solver.draft import Draft
from routing.solver.model import Model
from tests.benches.ground.first_come import first_come

# See docs/decisions/routing-peers.md; its default is 0.1.
PENALTY = 0.3


@dataclass(frozen=True)
class Library:
    """The library's objects that belong together; nodes are the tasks, then begin and end of each turn."""

    model: Model
    manager: Any
    routing: Any

    def index(self, task: int) -> int:
        return int(self.manager.NodeToIndex(task))


def plan_by_library(problem: Problem, seconds: float) -> Plan | None:
    """Its best plan, timed anew by this project; None if that cannot be timed.

    The seconds are those of its search: up to 300 patients its model and start take 0.2 s more. SystemExit if
    it does not take the start, which would make it a much weaker peer.
    """
    library = _library(compile_model(problem))
    time = _add_ways_and_time(library)
    for visit in range(len(problem.visits)):
        _add_visit(library, time, visit)
    parameters = _parameters(seconds)
    library.routing.CloseModelWithParameters(parameters)
    rows = [[library.index(task) for task in row] for row in first_come(library.model)]
    start = library.routing.ReadAssignmentFromRoutes(rows, True)
    if start is None:
        raise SystemExit("OR-Tools routing does not take the start by order of opening")
    answer = library.routing.SolveFromAssignmentWithParameters(start, parameters)
    draft = Draft(library.model)
    if answer is None or not draft.rebuild(_row(library, answer, turn.rank) for turn in library.model.turns):
        return None
    return assemble(draft)


def _library(model: Model) -> Library:
    tasks, turns = len(model.nodes), len(model.turns)
    begins = [tasks + 2 * turn for turn in range(turns)]
    manager = pywrapcp.RoutingIndexManager(tasks + 2 * turns, turns, begins, [each + 1 for each in begins])
    return Library(model, manager, pywrapcp.RoutingModel(manager))


def _add_ways_and_time(library: Library) -> Any:
    """Ways cost their time; the dimension of when services start."""
    model, routing = library.model, library.routing
    places = [node.place for node in model.nodes]
    places += [place for turn in model.turns for place in (turn.begin_place, turn.end_place)]
    service = [node.service for node in model.nodes] + [0] * (2 * len(model.turns))
    ways = [[model.ways[0].seconds[here][there] for there in places] for here in places]
    works = [[lasts + way for way in row] for lasts, row in zip(service, ways, strict=True)]
    routing.SetArcCostEvaluatorOfAllVehicles(routing.RegisterTransitMatrix(ways))
    horizon = model.problem.horizon_seconds
    routing.AddDimension(routing.RegisterTransitMatrix(works), horizon, horizon, False, "time")
    return routing.GetDimensionOrDie("time")


def _add_visit(library: Library, time: Any, rank: int) -> None:
    """Who may come, from when, what lateness costs, and what ties the parts together."""
    model, routing = library.model, library.routing
    visit, tasks = model.problem.visits[rank], model.tasks_of[rank]
    for task in tasks:
        index, node = library.index(task), model.nodes[task]
        routing.VehicleVar(index).SetValues(sorted(model.turns_for[task]))
        time.CumulVar(index).SetRange(node.lowest, node.highest)
        time.SetCumulVarSoftUpperBound(index, visit.due[0].until, 1)
    if len(tasks) > 1:
        first, second = (library.index(task) for task in tasks)
        _tie(library, time, visit, first, second)


def _tie(library: Library, time: Any, visit: Visit, first: int, second: int) -> None:
    solver = library.routing.solver()
    solver.Add(library.routing.VehicleVar(first) != library.routing.VehicleVar(second))
    gap = time.CumulVar(second) - time.CumulVar(first)
    if visit.starts == Starts.TOGETHER:
        solver.Add(gap == 0)
        return
    solver.Add(gap >= visit.gap_minimum_seconds)
    if visit.gap_maximum_seconds is not None:
        solver.Add(gap <= visit.gap_maximum_seconds)


def _parameters(seconds: float) -> Any:
    parameters = pywrapcp.DefaultRoutingSearchParameters()
    heuristics = routing_enums_pb2.LocalSearchMetaheuristic
    parameters.local_search_metaheuristic = heuristics.GUIDED_LOCAL_SEARCH
    parameters.guided_local_search_lambda_coefficient = PENALTY
    parameters.time_limit.FromMilliseconds(int(seconds * 1000))
    return parameters


def _row(library: Library, answer: Any, turn: int) -> list[int]:
    """The tasks of a turn in order."""
    tasks, index = [], answer.Value(library.routing.NextVar(library.routing.Start(turn)))
    while not library.routing.IsEnd(index):
        tasks.append(library.manager.IndexToNode(index))
        index = answer.Value(library.routing.NextVar(index))
    return tasks
