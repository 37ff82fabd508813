"""What is carried: boxes from the kitchen to the door, and loads that are on board from the start."""

from collections.abc import Mapping

from routing.problem import Carer, Visit
from routing.solver.master.day import DEPOT, Day, Expression
from routing.solver.model import PICKUP, TASK


def add_loads(day: Day) -> None:
    """Boxes and every dimension of loads, in every turn."""
    if any(day.node(node).kind == PICKUP for node in day.nodes):
        boxes = {node: _boxes(day, node) for node in day.nodes}
        for turn in day.turns:
            _carry(day, turn, boxes, 0, _carer(day, turn).box_capacity)
    visits = [day.model.problem.visits[visit] for visit in day.visits]
    sizes = [max(len(visit.delivered), len(visit.collected)) for visit in visits]
    for dimension in range(max(sizes, default=0)):
        _add_dimension(day, dimension)


def _carer(day: Day, turn: int) -> Carer:
    return day.model.problem.carers[day.model.turns[turn].carer]


def _boxes(day: Day, node: int) -> int:
    record = day.node(node)
    loaded_here = day.model.pickup_of[record.visit] >= 0
    return (record.boxes if record.kind == PICKUP else -record.boxes) if loaded_here else 0


def _add_dimension(day: Day, dimension: int) -> None:
    out, change = {}, {}
    for node in day.nodes:
        visit = day.model.problem.visits[day.node(node).visit]
        delivered, collected = _amounts(visit, dimension) if day.node(node).kind == TASK else (0, 0)
        out[node], change[node] = delivered, collected - delivered
    for turn in day.turns:
        capacity = _carer(day, turn).capacity
        limit = capacity[dimension] if dimension < len(capacity) else 0
        begun = sum(out[node] * day.stands[node, turn] for node in day.nodes_of(turn))
        day.sat.add(begun <= limit)
        _carry(day, turn, change, begun, limit)


def _amounts(visit: Visit, dimension: int) -> tuple[int, int]:
    rows = (visit.delivered, visit.collected)
    delivered, collected = (row[dimension] if dimension < len(row) else 0 for row in rows)
    return delivered, collected


def _carry(day: Day, turn: int, change: Mapping[int, int], begun: Expression, limit: int) -> None:
    """Loads after each stop of a turn: at least what was there before and the change, at most the limit."""
    after = {node: day.number(0, limit) for node in day.nodes_of(turn)}
    for (owner, node, other), taken in day.arcs.items():
        if owner == turn and other != DEPOT:
            before = begun if node == DEPOT else after[node]
            day.sat.add(after[other] >= before + change[other]).only_enforce_if(taken)
