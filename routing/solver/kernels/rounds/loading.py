"""Setting a plan's order of stops and timing it from nothing."""

import numpy as np

from routing.solver.kernels.compiling import compiled
from routing.solver.kernels.rounds.arrays import Desk, Model, Rounds
from routing.solver.kernels.rounds.settling import begin_move, enqueue, settle


@compiled
def load(model: Model, rounds: Rounds, desk: Desk, stops: np.ndarray, lengths: np.ndarray) -> bool:
    """Replace the plan by rows of nodes; False if they break a hard rule. Jobs in no row become absent."""
    begin_move(rounds, desk)
    for node in range(len(model.nodes)):
        rounds.at[node].turn = -1
        rounds.at[node].start = 0
        rounds.at[node].own = 0
    for turn in range(len(lengths)):
        rounds.lengths[turn] = lengths[turn]
        for place in range(lengths[turn]):
            node = stops[turn, place]
            rounds.stops[turn, place] = node
            rounds.starts[turn, place] = 0
            rounds.owns[turn, place] = 0
            if model.nodes[node].job >= 0:
                rounds.at[node].turn = turn
        rounds.sums[turn, :] = 0
        enqueue(rounds, desk, turn)
    rounds.counts[0] = 0
    for job in range(len(model.jobs)):
        if rounds.at[model.jobs[job].first].turn < 0:
            rounds.absent[rounds.counts[0]] = job
            rounds.counts[0] += 1
    possible = settle(model, rounds, desk)
    begin_move(rounds, desk)
    return possible
