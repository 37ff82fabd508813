"""Turns and carers as tables."""

from collections.abc import Iterable

import numpy as np

from routing.problem import Carer, Problem
from routing.solver.kernels.rounds.arrays import NEVER, Table
from routing.solver.kernels.rounds.tables import table
from routing.solver.modelling.numbering import Numbering


def turn_table(problem: Problem, numbering: Numbering, grades: tuple[str, ...]) -> Table:
    """One row for every turn that can still take visits."""
    turns, rank = numbering.turns, problem.place_rank
    mode = {matrix.mode: place for place, matrix in enumerate(problem.travel)}
    return table(
        {
            "carer": [numbering.carer_rank[turn.carer.id] for turn in turns],
            "mode": [mode[turn.carer.mode] for turn in turns],
            "begin_place": [rank[turn.begin_place] for turn in turns],
            "begin_at": [turn.begin_at for turn in turns],
            "end_place": [rank[turn.shift.end_place] for turn in turns],
            "opens": [turn.shift.from_ for turn in turns],
            "until": [turn.shift.until for turn in turns],
            "latest_home": [turn.shift.latest_home(problem.horizon_seconds) for turn in turns],
            "overtime_cost": [turn.carer.overtime_cost for turn in turns],
            "box_capacity": [turn.carer.box_capacity for turn in turns],
            "carried_boxes": [_carried_boxes(problem, numbering, place) for place in range(len(turns))],
            "begun": [int(turn.begun) for turn in turns],
            "grade": [grades.index(turn.carer.grade) for turn in turns],
            "service_cost": [turn.carer.service_cost for turn in turns],
        }
    )


def _carried_boxes(problem: Problem, numbering: Numbering, turn_rank: int) -> int:
    turn = numbering.turns[turn_rank]
    if turn.carer.frozen is None or turn.carer.frozen.free_at <= turn.shift.from_:
        return 0
    meals = [problem.visit_by_id[each].meal for each in turn.carer.frozen.carried]
    return sum(meal.boxes for meal in meals if meal)


def carer_table(problem: Problem, numbering: Numbering) -> Table:
    """One row for every carer: turns, limits of the day, what frozen stops have used up of them."""
    carers = problem.carers
    owner = [numbering.carer_rank[turn.carer.id] for turn in numbering.turns]
    first = np.searchsorted(owner, np.arange(len(carers) + 1)).tolist()
    return table(
        {
            "turn_begin": first[:-1],
            "turn_end": first[1:],
            "most_work": _limits(carer.maximum_work_seconds for carer in carers),
            "most_travel": _limits(carer.maximum_travel_seconds for carer in carers),
            "most_visits": _limits(carer.maximum_visits for carer in carers),
            "most_meters": _limits(carer.maximum_travel_meters for carer in carers),
            "is_limited": [int(_is_limited(carer)) for carer in carers],
            "use_cost": [carer.use_cost for carer in carers],
            "fixed_work": [_fixed_work(problem, carer) for carer in carers],
            "fixed_visits": [len(carer.frozen.stops) if carer.frozen else 0 for carer in carers],
        }
    )


def _limits(values: Iterable[int | None]) -> list[int]:
    return [NEVER if value is None else value for value in values]


def _is_limited(carer: Carer) -> bool:
    return any(each is not None for each in carer.limits_of_a_day) or bool(carer.ordered_visits)


def _fixed_work(problem: Problem, carer: Carer) -> int:
    stops = carer.frozen.stops if carer.frozen else ()
    parts = (problem.visit_by_id[stop.visit].parts[stop.part] for stop in stops)
    return sum(part.seconds_for(carer.grade) for part in parts)


def order_ranks(problem: Problem, numbering: Numbering) -> np.ndarray:
    """(carers, nodes) rank in the hand-made order, -1 where there is none; (1, 1) if nobody has one."""
    if not any(carer.ordered_visits for carer in problem.carers):
        return np.full((1, 1), -1, np.int64)
    ranks = np.full((len(problem.carers), numbering.nodes), -1, np.int64)
    for row, carer in enumerate(problem.carers):
        for place, visit in enumerate(carer.ordered_visits):
            ranks[row, numbering.nodes_of(visit)] = place
    return ranks
