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
# A day cooled down once too slowly stays where it is; beyond so many moves a visit beginning anew finds more.
MOVES_A_VISIT = 300_000
MOST_BEGINNINGS = 8
# Share of the seconds after which it is clear how many moves the whole of them will be.
CLEAR_AFTER = 0.02


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
        self.team = team
        self.visits = len(team.visits) - 1
        self.cooling = COOLING_WITH_TOLLS if team.weights[TOLLED] else COOLING
        self.chance = seeded(seed)
        self.costs = np.zeros(2, np.int64)
        self._begin_anew()
        self.costs[1] = self.costs[0]
        self.best_keys = self.sequence.keys.copy()
        self.best_carers = carers_of(self.sequence)
        self.best_rests = self.sequence.rest_keys.copy()
        near = team.near[1:, : min(5, team.near.shape[1])]
        legs = team.travel[near, np.arange(1, self.visits + 1)[:, None]]
        self.unit = max(1.0, float(legs.mean())) * int(team.weights[0])

    def _begin_anew(self) -> None:
        """Go back to the first plan; the best found so far is kept."""
        self.sequence = started(self.team)
        self.trial = fresh_trial(self.team)
        self.arguments = (refer(self.team), refer(self.sequence), refer(self.trial))
        self.costs[0] = priced(self.team, self.sequence.sums)

    @property
    def cost(self) -> int:
        return int(self.costs[1])

    def run(self, budget: Budget) -> int:
        """Use the budget up, cooling down as often as it allows; how many iterations were made."""
        made, chunk, whole = 0, CHUNK, None if budget.iterations is None else budget.iterations // SEARCHES
        begun_anew, beginnings = 0, 1 if whole is None else self._beginnings(whole)
        is_clear = whole is not None
        while not budget.is_cancelled:
            fraction = budget.fraction if whole is None else made / max(1, whole)
            if fraction >= 1.0:
                break
            if not is_clear and fraction >= CLEAR_AFTER:
                is_clear, beginnings = True, self._beginnings(made / fraction)
            if int(fraction * beginnings) > begun_anew:
                begun_anew = int(fraction * beginnings)
                self._begin_anew()
            begun = time.monotonic()
            chunk = chunk if whole is None else min(CHUNK, whole - made)
            heat = self.cooling.at(fraction * beginnings - begun_anew)
            self._anneal(chunk * MOVES_FOR_ONE, self.unit * heat)
            made += chunk
            if whole is None:
                chunk = paced(chunk, time.monotonic() - begun)
        return made

    def _beginnings(self, iterations: float) -> int:
        """How often to cool down in so many iterations."""
        enough = MOVES_A_VISIT * max(1, self.visits)
        return min(MOST_BEGINNINGS, max(1, int(iterations * MOVES_FOR_ONE / enough)))

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
