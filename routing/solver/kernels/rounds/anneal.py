"""Simulated annealing over ruin and recreate, a chunk of moves at one temperature."""

import math

import numpy as np

from routing.solver.kernels.chance import fraction
from routing.solver.kernels.compiling import compiled
from routing.solver.kernels.rounds.arrays import Desk, Model, Rounds
from routing.solver.kernels.rounds.cost import total_cost
from routing.solver.kernels.rounds.recreate import recreate
from routing.solver.kernels.rounds.ruin import ruin
from routing.solver.kernels.rounds.settling import begin_move, take_back


@compiled
def anneal(
    model: Model,
    rounds: Rounds,
    desk: Desk,
    best_stops: np.ndarray,
    best_lengths: np.ndarray,
    costs: np.ndarray,
    chance: np.ndarray,
    temperature: float,
    iterations: int,
) -> None:
    """Run moves; costs[0] is the cost of `rounds`, costs[1] that of the best plan, kept in best_*."""
    for _ in range(iterations):
        begin_move(rounds, desk)
        ruin(model, rounds, desk, chance)
        cost = costs[0]
        possible = recreate(model, rounds, desk, chance)
        if possible:
            cost = total_cost(model, rounds)
        if possible and cost - costs[0] < -temperature * math.log(fraction(chance) + 1e-300):
            costs[0] = cost
            if cost < costs[1]:
                costs[1] = cost
                keep(rounds, best_stops, best_lengths)
        else:
            take_back(model, rounds, desk)


@compiled
def keep(rounds: Rounds, best_stops: np.ndarray, best_lengths: np.ndarray) -> None:
    """Copy the plan."""
    for turn in range(len(rounds.lengths)):
        best_lengths[turn] = rounds.lengths[turn]
        for place in range(rounds.lengths[turn]):
            best_stops[turn, place] = rounds.stops[turn, place]
