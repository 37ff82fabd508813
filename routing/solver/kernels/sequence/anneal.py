"""Simulated annealing over one order, a chunk of moves at one temperature."""

import math

import numpy as np

from routing.solver.kernels.chance import fraction
from routing.solver.kernels.compiling import compiled
from routing.solver.kernels.sequence.arrays import FIRST, Sequence, Team, Trial
from routing.solver.kernels.sequence.proposing import propose, take_back
from routing.solver.kernels.sequence.weighing import (
    TOO_DEAR,
    TOUCHED,
    UNTIL,
    note_largest,
    weigh,
)


@compiled
def anneal(
    team: Team,
    sequence: Sequence,
    trial: Trial,
    best_order: np.ndarray,
    best_carers: np.ndarray,
    costs: np.ndarray,
    chance: np.ndarray,
    temperature: float,
    moves: int,
) -> None:
    """Run moves; costs[0] is the cost of `sequence`, costs[1] that of the best, kept in best_*."""
    for _ in range(moves):
        if not propose(team, sequence, trial, chance):
            continue
        limit = costs[0] - temperature * math.log(fraction(chance) + 1e-300)
        cost = weigh(team, sequence, trial, limit)
        if cost == TOO_DEAR or cost > limit:
            take_back(sequence, trial)
            continue
        _accept(sequence, trial)
        costs[0] = cost
        if cost < costs[1]:
            costs[1] = cost
            best_order[:] = sequence.order
            best_carers[:] = sequence.carers


@compiled
def _accept(sequence: Sequence, trial: Trial) -> None:
    """Write what the move has changed into the plan."""
    first, until = trial.change[FIRST], trial.counts[UNTIL]
    for rank in range(trial.counts[TOUCHED]):
        visit = trial.touched[rank]
        sequence.at[visit] = trial.at[visit]
    for rank in range(first, until):
        visit = sequence.order[rank]
        for carer in range(sequence.where.shape[1]):
            sequence.where[rank + 1, carer] = sequence.where[rank, carer]
            sequence.free[rank + 1, carer] = sequence.free[rank, carer]
        one, two = sequence.carers[visit, 0], sequence.carers[visit, 1]
        sequence.where[rank + 1, one], sequence.free[rank + 1, one] = visit, sequence.at[visit].ends
        if two >= 0:
            sequence.where[rank + 1, two], sequence.free[rank + 1, two] = (
                visit,
                sequence.at[visit].second_ends,
            )
    sequence.sums[:] = trial.sums
    note_largest(sequence, first, until)
