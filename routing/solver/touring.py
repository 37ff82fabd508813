"""Annealing on the fast path: one search, one thread."""

import time

import numpy as np

from routing.plan import Plan
from routing.solver.budget import Budget
from routing.solver.fleet import Fleet, written
from routing.solver.kernels.chance import seeded
from routing.solver.kernels.tours.anneal import ABSENCE, anneal
from routing.solver.kernels.tours.arrays import empty_tours, fresh_undo
from routing.solver.reports import Best, Report
from routing.solver.search import Cooling

# Hotter than linked rounds: many short routes re-form quickly. Measured on the open half of the benchmark.
COOLING = Cooling(first=6.0, last=0.02)
CHUNK = 50
CHUNK_SECONDS = 0.03
REPORTS = 20
NEAR = 6


def plan_tours(fleet: Fleet, *, budget: Budget, seed: int, report: Report) -> Plan:
    """The best tours found within the budget."""
    touring = _Touring(fleet, seed)
    told = 0
    while budget.goes_on():
        fraction, begun = budget.fraction, time.monotonic()
        chunk = touring.chunk
        if budget.iterations is not None:
            chunk = min(CHUNK, budget.iterations - budget.done)
        touring.run(chunk, fraction)
        budget.spend(chunk)
        if budget.iterations is None:
            touring.pace(time.monotonic() - begun)
        if fraction * REPORTS >= told:
            told += 1
            report(touring.best)
    report(touring.best)
    return written(fleet, touring.tours())


class _Touring:
    def __init__(self, fleet: Fleet, seed: int) -> None:
        self.customers = fleet.customers
        self.weight, self.drop_cost = fleet.problem.objective.travel, fleet.drop_cost
        self.state = empty_tours(self.customers, fleet.vehicles)
        self.undo = fresh_undo(self.customers, fleet.vehicles)
        self.best_stops = self.state.stops.copy()
        self.best_lengths = self.state.lengths.copy()
        self.costs = np.full(2, ABSENCE * (len(self.customers.demand) - 1), np.int64)
        self.chance = seeded(seed)
        near = self.customers.near[:, 1:NEAR]
        here = np.arange(len(near))[:, None]
        self.unit = max(1.0, float(self.customers.distance[here, near].mean())) if near.size else 1.0
        self.chunk = 1

    @property
    def best(self) -> Best:
        unserved = len(self.customers.demand) - 1 - int(self.best_lengths.sum())
        travel = int(self.costs[1]) - ABSENCE * unserved
        return Best(travel * self.weight + unserved * self.drop_cost, unserved)

    def run(self, moves: int, fraction: float) -> None:
        """So many moves at the temperature of this fraction of the budget."""
        best, temperature = (self.best_stops, self.best_lengths), self.unit * COOLING.at(fraction)
        anneal(self.customers, self.state, self.undo, *best, self.costs, self.chance, temperature, moves)

    def pace(self, seconds: float) -> None:
        """Keep chunks short enough to stop in time and long enough not to matter."""
        if seconds < CHUNK_SECONDS / 2:
            self.chunk *= 2
        elif seconds > CHUNK_SECONDS * 2:
            self.chunk = max(1, self.chunk // 2)

    def tours(self) -> list[list[int]]:
        """Customer numbers of the best plan, tour by tour."""
        lengths = self.best_lengths.tolist()
        return [self.best_stops[tour, 1 : length + 1].tolist() for tour, length in enumerate(lengths)]
