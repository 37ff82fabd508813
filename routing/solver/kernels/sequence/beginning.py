"""A first plan."""

import numpy as np

from routing.solver.kernels.compiling import compiled
from routing.solver.kernels.sequence.arrays import ALONE, FIXED, LATE, TRAVEL, Sequence, Team
from routing.solver.kernels.sequence.linking import NOBODY, begin_of, put, take
from routing.solver.kernels.sequence.standing import stand
from routing.solver.kernels.sequence.timing import time_all


@compiled
def begin(team: Team, sequence: Sequence) -> None:
    """Visits as they open, each to whom it then costs least."""
    opens = team.visits["opens"].copy()
    opens[0] = -1
    for rank, visit in enumerate(np.argsort(opens, kind="mergesort")):
        sequence.keys[visit] = rank
        if visit > 0:
            _append(team, sequence, visit, *_cheapest(team, sequence, visit))
    time_all(team, sequence)


@compiled
def follow(team: Team, sequence: Sequence, carers: np.ndarray) -> None:
    """Fill empty rounds in the order of the keys with visits of these carers, (n + 1, 2), and time them."""
    for visit in np.argsort(sequence.keys)[1:]:
        if carers[visit, 0] != NOBODY:
            _append(team, sequence, visit, carers[visit, 0], carers[visit, 1])
    time_all(team, sequence)


@compiled
def _cheapest(team: Team, sequence: Sequence, visit: int) -> tuple[int, int]:
    """The carers to whom a visit costs least as their last."""
    carers, alone = team.able.shape[2], team.visits[visit].kind == ALONE
    least, best = np.inf, (-1, -1)
    for one in range(carers):
        for two in range(-1 if alone else 0, 0 if alone else carers):
            if not team.able[visit, 0, one] or (two >= 0 and (one == two or not team.able[visit, 1, two])):
                continue
            before = sequence.sums[TRAVEL]
            _append(team, sequence, visit, one, two)
            cost = team.weights[TRAVEL] * (sequence.sums[TRAVEL] - before)
            cost += team.weights[LATE] * sequence.at[visit].late + _overtime(team, sequence, visit)
            take(team, sequence, 2 * visit)
            if two >= 0:
                take(team, sequence, 2 * visit + 1)
            sequence.sums[FIXED] += team.visits[visit].drop_cost
            if cost < least:
                least, best = cost, (one, two)
    return best


@compiled
def _append(team: Team, sequence: Sequence, visit: int, one: int, two: int) -> None:
    """Put a visit at the end of its carers' rounds."""
    sequence.sums[FIXED] -= team.visits[visit].drop_cost
    put(team, sequence, 2 * visit, sequence.stops[begin_of(sequence, one)].previous)
    if two >= 0:
        put(team, sequence, 2 * visit + 1, sequence.stops[begin_of(sequence, two)].previous)
    stand(team, sequence, visit)


@compiled
def _overtime(team: Team, sequence: Sequence, visit: int) -> int:
    """Weighted overtime if the rounds ended with this visit."""
    cost = 0
    for stop in range(2 * visit, 2 * visit + (1 if team.visits[visit].kind == ALONE else 2)):
        carer = team.carers[sequence.stops[stop].carer]
        home = sequence.stops[stop].ends + team.travel[visit, carer.ends]
        cost += carer.overtime_cost * max(0, home - carer.until)
    return cost
