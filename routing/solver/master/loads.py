"""What is carried: boxes from the kitchen to the door, and loads in all their dimensions."""

from collections.abc import Mapping

from ortools.sat.python import cp_model

from routing.problem import Carer
from routing.solver.limits import amount
from routing.solver.master.day import DEPOT, Day, Expression
from routing.solver.model import PICKUP, TASK


def add_loads(day: Day) -> None:
    """Boxes and every dimension of loads, in every turn."""
    if any(day.node(node).kind == PICKUP for node in day.nodes):
        boxes = {node: _boxes(day, node) for node in day.nodes}
        for turn in day.turns:
            _carry(day, turn, boxes, 0, _carer(day, turn).box_capacity)
    for dimension in range(day.model.problem.load_dimensions):
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
        delivered, collected, loaded = (amount(each, dimension) for each in visit.loads)
        is_task = day.node(node).kind == TASK
        out[node] = delivered if is_task else 0
        change[node] = collected - delivered - loaded if is_task else loaded
    for turn in day.turns:
        limit = amount(_carer(day, turn).capacity, dimension)
        begun = sum(out[node] * day.stands[node, turn] for node in day.nodes_of(turn))
        day.sat.add(begun <= limit)
        kept = sum((out[node] + change[node]) * day.stands[node, turn] for node in day.nodes_of(turn))
        after = _carry(day, turn, change, begun, limit)
        before = {node: load - change[node] for node, load in after.items()}
        _limit_at_breaks(day, turn, dimension, {DEPOT: kept, **before}, {DEPOT: begun, **after})


def _limit_at_breaks(
    day: Day, turn: int, dimension: int, before: Mapping[int, Expression], after: Mapping[int, Expression]
) -> None:
    """No more than a break allows is on board right before or after the stop where it lies."""
    for rank in day.model.breaks_of[turn]:
        most, pause = day.node(rank).most, day.pauses[rank]
        if most is None:
            continue
        for spots, loads in ((pause.before, before), (pause.after, after)):
            for node, here in spots.items():
                day.sat.add(loads[node] <= amount(most, dimension)).only_enforce_if(here)


def _carry(
    day: Day, turn: int, change: Mapping[int, int], begun: Expression, limit: int
) -> dict[int, cp_model.IntVar]:
    """Loads after each stop of a turn: at least what was there before and the change, at most the limit."""
    after = {node: day.number(0, limit) for node in day.nodes_of(turn)}
    for (owner, node, other), taken in day.arcs.items():
        if owner == turn and other != DEPOT:
            before = begun if node == DEPOT else after[node]
            day.sat.add(after[other] >= before + change[other]).only_enforce_if(taken)
    return after
