"""Simulated annealing over one order, a chunk of moves at one temperature."""

import math

import numpy as np

from routing.solver.kernels.chance import fraction
from routing.solver.kernels.compiling import compiled
from routing.solver.kernels.sequence.arrays import ROUNDS, Sequence, Team, Trial
from routing.solver.kernels.sequence.linking import put_back
from routing.solver.kernels.sequence.proposing import propose
from routing.solver.kernels.sequence.timing import TOO_DEAR, forget, weigh

MOVES_BEFORE_COUNTING = 2000  # keys are fractions: counted anew before they come too close to each other


@compiled
def anneal(
    team: Team,
    sequence: Sequence,
    trial: Trial,
    best_keys: np.ndarray,
    best_carers: np.ndarray,
    best_rests: np.ndarray,
    costs: np.ndarray,
    chance: np.ndarray,
    temperature: float,
    moves: int,
) -> None:
    """Run moves; costs[0] is the cost of `sequence`, costs[1] that of the best, kept in best_*."""
    for move in range(moves):
        if move % MOVES_BEFORE_COUNTING == 0:
            _count_keys(sequence)
        _begin_move(sequence, trial)
        if not propose(team, sequence, trial, chance):
            continue
        limit = costs[0] - temperature * math.log(fraction(chance) + 1e-300)
        cost = weigh(team, sequence, trial, limit)
        if cost == TOO_DEAR or cost > limit:
            forget(sequence, trial)
            put_back(team, sequence, trial)
            sequence.sums[:] = trial.sums
            continue
        costs[0] = cost
        if cost < costs[1]:
            costs[1] = cost
            best_keys[:] = sequence.keys
            best_rests[:] = sequence.rest_keys
            for visit in range(1, len(best_carers)):
                best_carers[visit, 0] = sequence.stops[2 * visit].carer
                best_carers[visit, 1] = sequence.stops[2 * visit + 1].carer


@compiled
def _begin_move(sequence: Sequence, trial: Trial) -> None:
    for rank in range(trial.counts[ROUNDS]):
        trial.reached[trial.rounds[rank]] = 0
    trial.counts[:] = 0
    trial.sums[:] = sequence.sums


@compiled
def _count_keys(sequence: Sequence) -> None:
    """Make the keys whole numbers 0 .. n, and those of breaks halves, without changing their order."""
    order = np.argsort(sequence.keys)
    for carer in range(len(sequence.rest_keys)):
        lower = 0
        while lower < len(order) and sequence.keys[order[lower]] < sequence.rest_keys[carer]:
            lower += 1
        sequence.rest_keys[carer] = lower - 0.5
    for rank in range(len(order)):
        sequence.keys[order[rank]] = rank
