"""Annealing over one order of all visits: two searches, two threads, the better one counts."""

import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from routing.plan import Plan
from routing.problem import Problem
from routing.solver.budget import Budget
from routing.solver.improve import SEARCHES, Report, paced
from routing.solver.kernels.chance import seeded
from routing.solver.kernels.references import refer
from routing.solver.kernels.sequence.anneal import anneal
from routing.solver.kernels.sequence.arrays import TOLLED, Sequence, Team, empty_sequence, fresh_trial
from routing.solver.kernels.sequence.beginning import begin, follow
from routing.solver.kernels.sequence.timing import priced
from routing.solver.search import Cooling
from routing.solver.team import written

# Measured on instances of 75, 100 and 200 patients (docs/decisions/routing-kernels.md).
COOLING = Cooling(first=3.0, last=0.05)
COOLING_WITH_TOLLS = Cooling(first=15.0, last=0.1)
MOVES_FOR_ONE = 200  # moves of this search that count as one iteration of the general kernel
CHUNK = 20


def plan_sequence(problem: Problem, team: Team, *, budget: Budget, seed: int, report: Report) -> Plan:
    """The best plan found within the budget; with iterations each search makes half of them."""
    searches = [_Sequencing(team, SEARCHES * seed + rank) for rank in range(SEARCHES)]
    with ThreadPoolExecutor(SEARCHES) as threads:
        budget.done += sum(threads.map(lambda search: search.run(budget), searches))
    best = min(searches, key=lambda search: search.cost)
    report(best.cost)
    return best.plan(problem)


class _Sequencing:
    def __init__(self, team: Team, seed: int) -> None:
        visits = len(team.visits) - 1
        self.team = team
        self.sequence = started(team)
        self.trial = fresh_trial(team)
        self.arguments = (refer(team), refer(self.sequence), refer(self.trial))
        self.cooling = COOLING_WITH_TOLLS if team.weights[TOLLED] else COOLING
        self.chance = seeded(seed)
        self.best_keys = self.sequence.keys.copy()
        self.best_carers = carers_of(self.sequence)
        self.best_rests = self.sequence.rest_keys.copy()
        self.costs = np.full(2, priced(team, self.sequence.sums), np.int64)
        near = team.near[1:, : min(5, team.near.shape[1])]
        legs = team.travel[near, np.arange(1, visits + 1)[:, None]]
        self.unit = max(1.0, float(legs.mean())) * int(team.weights[0])

    @property
    def cost(self) -> int:
        return int(self.costs[1])

    def run(self, budget: Budget) -> int:
        """Use the budget up; how many iterations were made."""
        made, chunk, whole = 0, CHUNK, None if budget.iterations is None else budget.iterations // SEARCHES
        while not budget.is_cancelled:
            fraction = budget.fraction if whole is None else made / max(1, whole)
            if fraction >= 1.0:
                break
            begun = time.monotonic()
            chunk = chunk if whole is None else min(CHUNK, whole - made)
            self._anneal(chunk * MOVES_FOR_ONE, self.unit * self.cooling.at(fraction))
            made += chunk
            if whole is None:
                chunk = paced(chunk, time.monotonic() - begun)
        return made

    def _anneal(self, moves: int, temperature: float) -> None:
        best = (self.best_keys, self.best_carers, self.best_rests)
        anneal(*self.arguments, *best, self.costs, self.chance, temperature, moves)

    def plan(self, problem: Problem) -> Plan:
        """The best order, timed."""
        best = ordered(self.team, self.best_keys, self.best_carers, self.best_rests)
        return written(problem, self.team, best)


def started(team: Team) -> Sequence:
    """A first plan: visits as they open, each to whom it then costs least."""
    sequence = empty_sequence(team)
    begin(refer(team), refer(sequence))
    return sequence


def carers_of(sequence: Sequence) -> np.ndarray:
    """(n + 1, 2) the carers of each visit, -1 where no second one comes."""
    return sequence.stops["carer"][: 2 * len(sequence.keys)].reshape(-1, 2).copy()


def ordered(team: Team, keys: np.ndarray, carers: np.ndarray, rests: np.ndarray) -> Sequence:
    """The plan of these keys, carers and keys of breaks, timed."""
    sequence = empty_sequence(team)
    sequence.keys[:], sequence.rest_keys[:] = keys, rests
    follow(refer(team), refer(sequence), carers)
    return sequence
