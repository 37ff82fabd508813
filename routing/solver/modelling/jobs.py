"""What is inserted and removed as a whole: visits and breaks."""

import numpy as np

from routing.problem import Problem
from routing.solver.kernels.rounds.arrays import HOPELESS, NEVER, Table
from routing.solver.kernels.rounds.tables import table
from routing.solver.model import is_promised
from routing.solver.modelling.links import gaps
from routing.solver.modelling.numbering import Numbering

MOST_DROP_COST = HOPELESS >> 10


def job_table(
    problem: Problem,
    numbering: Numbering,
    spans: list[list[tuple[int, int]]],
    group_begins: list[int],
    group_ends: list[int],
) -> Table:
    """Jobs with their nodes, gaps and the cost of leaving them out."""
    visits, breaks = numbering.visits, numbering.breaks
    parts = [len(numbering.open_parts(visit)) for visit in visits] + [1] * len(breaks)
    first = [0, *np.cumsum(parts).tolist()[:-1]]
    between = [gaps(visit) for visit in visits] + [(-NEVER, NEVER)] * len(breaks)
    none = [0] * len(breaks)
    return table(
        {
            "first": first,
            "parts": parts,
            "gap_minimum": [least for least, _ in between],
            "gap_maximum": [most for _, most in between],
            "drop_cost": _drop_costs(problem, numbering),
            "group_begin": group_begins + none,
            "group_end": group_ends + none,
            "promised": [int(is_promised(visit)) for visit in visits] + none,
            "opens": [spans[node][0][0] if spans[node] else 0 for node in first],
        }
    )


def _drop_costs(problem: Problem, numbering: Numbering) -> list[int]:
    """Weighted cost of leaving each job out; an unserved visit also breaks its promise."""
    weights = problem.objective
    costs = []
    for visit in numbering.visits:
        cost = weights.unserved * visit.cost_of_dropping
        cost += weights.broken_promises if is_promised(visit) else 0
        costs.append(min(cost, MOST_DROP_COST))
    return costs + [HOPELESS if each.pause.required else weights.missed_breaks for each in numbering.breaks]


def promise_keepers(problem: Problem, numbering: Numbering) -> np.ndarray:
    """(jobs, carers): whether a carer is among those promised (all are, if none was promised)."""
    keepers = np.ones((numbering.jobs, len(problem.carers)), dtype=np.bool_)
    for job, visit in enumerate(numbering.visits):
        if visit.promise is not None and visit.promise.carers is not None:
            keepers[job] = [carer.id in visit.promise.carers for carer in problem.carers]
    return keepers


def broken_by_now(problem: Problem, numbering: Numbering) -> int:
    """Promises of visits that have entirely begun, and otherwise than promised."""
    broken = 0
    for visit in problem.visits:
        promise = visit.promise
        if promise is None or numbering.open_parts(visit):
            continue
        carers = {numbering.frozen[visit.id, part][0].id for part in range(len(visit.parts))}
        start_at = numbering.frozen[visit.id, 0][1]
        moved = promise.start_at is not None and abs(start_at - promise.start_at) > promise.tolerance_seconds
        broken += moved or (promise.carers is not None and set(promise.carers) != carers)
    return broken
