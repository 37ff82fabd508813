"""Limits that have nothing to do with the clock: boxes, loads, work, travel, number of visits.

Travel is limited in seconds and in meters.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from routing.problem import Carer, Problem
from routing.solver.model import BREAK, PICKUP, TASK, Model, Node, Turn
from routing.solver.modelling.numbering import shift_of_frozen
from routing.solver.timing import Timed, is_one_stop, seconds_beyond

if TYPE_CHECKING:
    from routing.solver.draft import Draft

DAY_LIMITS = ("maximum_work", "maximum_travel", "maximum_visits", "maximum_travel_meters")


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
    problem, turn = model.problem, model.turns[turn_rank]
    if not problem.load_dimensions:
        return ""
    nodes = [model.nodes[rank] for rank in sequence]
    begun = begun_load(problem, problem.carers[turn.carer], turn.shift)
    limits = most_on_board(problem, problem.carers[turn.carer], turn.shift)
    for dimension, limit in enumerate(limits):
        load = begun[dimension]
        load += sum(
            amount(problem.visits[node.visit].delivered, dimension) for node in nodes if node.kind == TASK
        )
        if load > limit:
            return "overloaded"
        for node in nodes:
            load += _change(problem, node, dimension)
            if load > limit:
                return "overloaded"
            if node.most is not None and load > amount(node.most, dimension):
                return "break_load"
    return ""


def _change(problem: Problem, node: Node, dimension: int) -> int:
    """How much more is on board after a stop."""
    if node.kind == BREAK:
        return 0
    visit = problem.visits[node.visit]
    meal = amount(visit.meal.load, dimension) if visit.meal is not None else 0
    if node.kind == PICKUP:
        return meal
    return amount(visit.collected, dimension) - amount(visit.delivered, dimension) - meal


def most_on_board(problem: Problem, carer: Carer, shift: int) -> list[int]:
    """Capacity in each dimension; what is on board already is never too much by itself."""
    begun = begun_load(problem, carer, shift)
    return [max(amount(carer.capacity, dimension), load) for dimension, load in enumerate(begun)]


def begun_load(problem: Problem, carer: Carer, shift: int) -> list[int]:
    """What is on board in each dimension when a shift can be changed: collected so far, or loaded."""
    load = [0] * problem.load_dimensions
    if carer.frozen is None:
        return load
    visits = problem.visit_by_id
    done = [stop for stop in carer.frozen.stops if shift_of_frozen(carer, stop.start_at) == shift]
    on_board = [visits[stop.visit].collected for stop in done]
    if carer.frozen.free_at > carer.shifts[shift].from_:
        meals = [visits[visit].meal for visit in carer.frozen.carried]
        on_board += [meal.load for meal in meals if meal is not None]
    for each in on_board:
        for dimension, more in enumerate(each):
            load[dimension] += more
    return load


def amount(load: tuple[int, ...], dimension: int) -> int:
    """A load in one dimension, nothing where it has not so many."""
    return load[dimension] if dimension < len(load) else 0


def day_over_limit(
    draft: Draft, rank: int, sequence: list[int], times: Timed, changed: dict[int, list[int]]
) -> str:
    """Code of the limit that the carer's whole day would exceed, or nothing.

    Limits are those on work, travel in seconds and in meters, and number of visits.
    """
    model = draft.model
    turn = model.turns[rank]
    carer = model.problem.carers[turn.carer]
    limits = carer.limits_of_a_day
    if all(limit is None for limit in limits):
        return ""
    frozen = carer.frozen.stops if carer.frozen else ()
    travel, visits, meters = times.seconds, len(frozen), 0
    service = model.work_begun[turn.carer]
    for other in model.turns_of_carer[turn.carer]:
        nodes = sequence if other == rank else changed.get(other, draft.sequences[other])
        tasks = [model.nodes[each] for each in nodes if model.nodes[each].kind == TASK]
        visits += len(tasks)
        service += sum(node.service for node in tasks)
        if model.problem.setup_is_service:
            service += seconds_beyond(model, model.turns[other], nodes)
        if other != rank:
            travel += draft.timed[other].seconds
        if carer.maximum_travel_meters is not None:
            meters += _meters(model, model.turns[other], nodes)
    done = (service + travel, travel, visits, meters)
    for code, limit, value in zip(DAY_LIMITS, limits, done, strict=True):
        if limit is not None and value > limit:
            return code
    return ""


def _meters(model: Model, turn: Turn, sequence: Sequence[int]) -> int:
    """Meters from stop to stop and home; a break lies on the way."""
    meters = model.problem.travel[turn.mode].meters
    stops = [node for node in (model.nodes[each] for each in sequence) if node.kind != BREAK]
    if meters is None or not (stops or turn.begun):
        return 0
    apart = [two for one, two in pairwise(stops) if not is_one_stop(one, two)]
    way = [turn.begin_place, *(node.place for node in (*stops[:1], *apart)), turn.end_place]
    return sum(int(meters[here, there]) for here, there in pairwise(way))
