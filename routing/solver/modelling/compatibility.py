"""Who may do what, and what it costs in wishes, continuity and paid service."""

import numpy as np

from routing.problem import Carer, Problem, Visit
from routing.solver.able import Able
from routing.solver.kernels.rounds.arrays import HOPELESS
from routing.solver.modelling.durations import Durations
from routing.solver.modelling.numbering import Numbering, OpenPart

FORBIDDEN = -1
MOST_COST = HOPELESS >> 10


def compatibility(problem: Problem, numbering: Numbering, durations: Durations) -> np.ndarray:
    """(nodes, turns) weighted cost of wishes, strangers and service, FORBIDDEN where a hard rule says no."""
    table = np.full((numbering.nodes, len(numbering.turns)), FORBIDDEN, np.int64)
    able = Able(problem)
    for node, each in enumerate(numbering.parts):
        may = able.carers(each.visit, each.part)
        lasts = durations.of_part(each.visit, each.part)
        costs = [
            _cost(problem, numbering, each, carer) if may[rank] else FORBIDDEN
            for rank, carer in enumerate(problem.carers)
        ]
        for rank, carer in _paid(problem):
            if costs[rank] != FORBIDDEN:
                costs[rank] += _service_cost(problem, carer, lasts.seconds_at_least(durations.rank(carer)))
        for rank, turn in enumerate(numbering.turns):
            table[node, rank] = costs[numbering.carer_rank[turn.carer.id]]
        _only_with_carrier(numbering, table, node, each.visit)
    for offset, open_break in enumerate(numbering.breaks):
        table[len(numbering.parts) + offset, list(open_break.turns)] = 0
    return table


def _cost(problem: Problem, numbering: Numbering, part: OpenPart, carer: Carer) -> int:
    visit = part.visit
    if _does_other_part(numbering, part, carer):
        return FORBIDDEN
    if any(begun is not carer for begun in _begun_by(problem, numbering, part)):
        return FORBIDDEN
    weights = problem.objective
    unmet = 0
    if visit.sex is not None and carer.sex not in visit.sex.values:
        unmet += 1
    if visit.language is not None and not set(visit.language.values) & set(carer.languages):
        unmet += 1
    stranger = bool(visit.preferred_carers) and carer.id not in visit.preferred_carers
    return weights.wishes * unmet + weights.continuity * stranger


def _paid(problem: Problem) -> list[tuple[int, Carer]]:
    """Carers, by rank, whose seconds of service cost anything."""
    return [(rank, carer) for rank, carer in enumerate(problem.carers) if carer.service_cost]


def _service_cost(problem: Problem, carer: Carer, seconds: int) -> int:
    """What service without setup costs, within what the kernels can add up."""
    return min(MOST_COST, problem.objective.travel * carer.service_cost * seconds)


def _does_other_part(numbering: Numbering, part: OpenPart, carer: Carer) -> bool:
    """Whether the carer has already started another part of the visit."""
    return any(
        numbering.frozen.get((part.visit.id, other), (None, 0))[0] is carer
        for other in range(len(part.visit.parts))
    )


def _begun_by(problem: Problem, numbering: Numbering, part: OpenPart) -> list[Carer]:
    """Who has begun the same part of visits that are to have the same carers."""
    sisters = {each for group in problem.same_carer if part.visit.id in group for each in group}
    begun = [numbering.frozen.get((sister, part.part)) for sister in sisters]
    return [each[0] for each in begun if each is not None]


def _only_with_carrier(numbering: Numbering, table: np.ndarray, node: int, visit: Visit) -> None:
    """A meal that is in a box already can only come from that box."""
    turn = numbering.carrying_turn(visit)
    if turn >= 0:
        keep = table[node, turn]
        table[node] = FORBIDDEN
        table[node, turn] = keep
