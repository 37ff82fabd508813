"""Limits that have nothing to do with the clock: boxes, loads, work, number of visits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from routing.problem import Carer, Problem
from routing.solver.model import PICKUP, TASK, Model
from routing.solver.modelling.numbering import shift_of_frozen
from routing.solver.timing import Timed

DAY_LIMITS = ("maximum_work", "maximum_travel", "maximum_visits")

if TYPE_CHECKING:
    from routing.solver.draft import Draft


def load_over_limit(model: Model, turn_rank: int, sequence: Sequence[int]) -> str:
    """Code of the rule that boxes or loads of a turn would break, or nothing."""
    return _boxes_over_limit(model, turn_rank, sequence) or _capacity_over_limit(model, turn_rank, sequence)


def _boxes_over_limit(model: Model, turn_rank: int, sequence: Sequence[int]) -> str:
    problem, carer = model.problem, model.problem.carers[model.turns[turn_rank].carer]
    inside: set[int] = set()
    boxes = 0
    turn = model.turns[turn_rank]
    if carer.frozen is not None and turn.begin_at > turn.shift_from:
        for visit in carer.frozen.carried:
            meal = problem.visit_by_id[visit].meal
            boxes += meal.boxes if meal else 0
    for rank in sequence:
        node = model.nodes[rank]
        if node.kind == PICKUP:
            inside.add(node.visit)
            boxes += node.boxes
            if boxes > carer.box_capacity:
                return "box_overfull"
        elif node.kind == TASK and problem.visits[node.visit].meal is not None:
            if model.pickup_of[node.visit] >= 0 and node.visit not in inside:
                return "meal_not_loaded"
            boxes -= node.boxes
    return ""


def _capacity_over_limit(model: Model, turn_rank: int, sequence: Sequence[int]) -> str:
    carer = model.problem.carers[model.turns[turn_rank].carer]
    tasks = [model.nodes[rank] for rank in sequence if model.nodes[rank].kind == TASK]
    visits = [model.problem.visits[node.visit] for node in tasks]
    sizes = [max(len(visit.delivered), len(visit.collected)) for visit in visits]
    dimensions = max(sizes, default=0)
    limits = room_left(model.problem, carer, model.turns[turn_rank].shift, dimensions)
    for dimension, limit in enumerate(limits):
        out = [visit.delivered[dimension] if dimension < len(visit.delivered) else 0 for visit in visits]
        back = [visit.collected[dimension] if dimension < len(visit.collected) else 0 for visit in visits]
        load = sum(out)
        if load > limit:
            return "overloaded"
        for less, more in zip(out, back, strict=True):
            load += more - less
            if load > limit:
                return "overloaded"
    return ""


def room_left(problem: Problem, carer: Carer, shift: int, dimensions: int) -> list[int]:
    """Capacity in each dimension besides what has been collected in a shift so far and stays on board."""
    room = [*carer.capacity[:dimensions], *[0] * (dimensions - len(carer.capacity))]
    for stop in carer.frozen.stops if carer.frozen else ():
        if shift_of_frozen(carer, stop.start_at) == shift:
            for dimension, load in enumerate(problem.visit_by_id[stop.visit].collected[:dimensions]):
                room[dimension] -= load
    return [max(0, each) for each in room]


def day_over_limit(
    draft: Draft, rank: int, sequence: list[int], times: Timed, changed: dict[int, list[int]]
) -> str:
    """Code of the limit on work, travel or visits that the carer's whole day would exceed, or nothing."""
    model = draft.model
    turn = model.turns[rank]
    carer = model.problem.carers[turn.carer]
    limits = (carer.maximum_work_seconds, carer.maximum_travel_seconds, carer.maximum_visits)
    if limits == (None, None, None):
        return ""
    frozen = carer.frozen.stops if carer.frozen else ()
    travel, visits = times.seconds, len(frozen)
    service = sum(model.problem.visit_by_id[stop.visit].parts[stop.part].service_seconds for stop in frozen)
    for other in model.turns_of_carer[turn.carer]:
        nodes = sequence if other == rank else changed.get(other, draft.sequences[other])
        tasks = [model.nodes[each] for each in nodes if model.nodes[each].kind == TASK]
        visits += len(tasks)
        service += sum(node.service for node in tasks)
        if other != rank:
            travel += draft.timed[other].seconds
    done = (service + travel, travel, visits)
    for code, limit, value in zip(DAY_LIMITS, limits, done, strict=True):
        if limit is not None and value > limit:
            return code
    return ""
