"""Annealing over one order of all visits: two searches, two threads, the better one counts."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np

from routing.plan import Plan
from routing.problem import Problem
from routing.solver.budget import Budget
from routing.solver.improve import SEARCHES, paced
from routing.solver.kernels.chance import seeded
from routing.solver.kernels.references import refer
from routing.solver.kernels.sequence.anneal import anneal
from routing.solver.kernels.sequence.arrays import TOLLED, Sequence, Team, empty_sequence, fresh_trial
from routing.solver.kernels.sequence.beginning import begin, follow
from routing.solver.kernels.sequence.linking import NOBODY
from routing.solver.kernels.sequence.timing import priced
from routing.solver.reports import Best, Herald, Report
from routing.solver.search import Cooling
from routing.solver.team import written

# Measured on instances of 75, 100 and 200 patients (docs/decisions/routing-kernels.md).
COOLING = Cooling(first=3.0, last=0.05)
COOLING_WITH_TOLLS = Cooling(first=15.0, last=0.1)
MOVES_FOR_ONE = 200  # moves of this search that count as one iteration of the general kernel
CHUNK = 20
# One long cooling stays where it happens to end. Where there are moves enough for several, the first half
# choose a region, each from the first plan; the others warm the best plan up a little and look around it.
MOVES_A_VISIT = 60_000
MOST_COOLINGS = 8
WARMED_UP = 0.2  # of the first temperature
# Share of the seconds after which it is clear how many moves the whole of them will be.
CLEAR_AFTER = 0.02


def plan_sequence(problem: Problem, team: Team, *, budget: Budget, seed: int, report: Report) -> Plan:
    """The best plan found within the budget; with iterations each search makes half of them."""
    searches = [_Sequencing(team, SEARCHES * seed + rank) for rank in range(SEARCHES)]
    with ThreadPoolExecutor(SEARCHES) as threads:
        herald = Herald(report)
        list(threads.map(lambda search: search.run(budget, herald), searches))
    best = min(searches, key=lambda search: search.cost)
    report(best.told())
    return best.plan(problem)


class _Sequencing:
    def __init__(self, team: Team, seed: int) -> None:
        self.team = team
        self.visits = len(team.visits) - 1
        self.cooling = COOLING_WITH_TOLLS if team.weights[TOLLED] else COOLING
        self.warmed_up = replace(self.cooling, first=WARMED_UP * self.cooling.first)
        self.chance = seeded(seed)
        self.costs = np.zeros(2, np.int64)
        self._go_on_from(started(team))
        self.costs[1] = self.costs[0]
        self.best_keys = self.sequence.keys.copy()
        self.best_carers = carers_of(self.sequence)
        self.best_rests = self.sequence.rest_keys.copy()
        near = team.near[1:, : min(5, team.near.shape[1])]
        legs = team.travel[near, np.arange(1, self.visits + 1)[:, None]]
        self.unit = max(1.0, float(legs.mean())) * int(team.weights[0])

    def _go_on_from(self, sequence: Sequence) -> None:
        """Leave the plan the search is at for this one; the best found so far is kept."""
        self.sequence = sequence
        self.trial = fresh_trial(self.team)
        self.arguments = (refer(self.team), refer(self.sequence), refer(self.trial))
        self.costs[0] = priced(self.team, self.sequence.sums)

    @property
    def cost(self) -> int:
        return int(self.costs[1])

    @property
    def unserved(self) -> int:
        return int(np.count_nonzero(self.best_carers[1:, 0] == NOBODY))

    def told(self) -> Best:
        return Best(self.cost, self.unserved)

    def run(self, budget: Budget, herald: Herald) -> None:
        """Use the budget up, cooling down as often as it allows."""
        made, chunk, cooled, coolings = 0, CHUNK, 0, 0
        while not budget.is_cancelled and (fraction := _fraction(budget, made)) < 1.0:
            coolings = coolings or self._coolings(budget, made, fraction)
            part = fraction * max(1, coolings)
            if int(part) > cooled:
                cooled = int(part)
                self._go_on_from(started(self.team) if cooled < coolings // 2 else self._best())
            cooling = self.cooling if cooled < max(1, coolings // 2) else self.warmed_up
            begun = time.monotonic()
            chunk = chunk if budget.iterations is None else min(CHUNK, budget.iterations // SEARCHES - made)
            self._anneal(chunk * MOVES_FOR_ONE, self.unit * cooling.at(part - cooled))
            made += chunk
            budget.spend(chunk)
            herald.hear(self.told)
            if budget.iterations is None:
                chunk = paced(chunk, time.monotonic() - begun)

    def _coolings(self, budget: Budget, made: int, fraction: float) -> int:
        """How often to cool down in the whole of the budget; 0 while that is not clear."""
        if budget.iterations is None and fraction < CLEAR_AFTER:
            return 0
        whole = made / fraction if budget.iterations is None else budget.iterations / SEARCHES
        enough = MOVES_A_VISIT * max(1, self.visits)
        return min(MOST_COOLINGS, max(1, int(whole * MOVES_FOR_ONE / enough)))

    def _anneal(self, moves: int, temperature: float) -> None:
        best = (self.best_keys, self.best_carers, self.best_rests)
        anneal(*self.arguments, *best, self.costs, self.chance, temperature, moves)

    def plan(self, problem: Problem) -> Plan:
        """The best order, timed."""
        return written(problem, self.team, self._best())

    def _best(self) -> Sequence:
        return ordered(self.team, self.best_keys, self.best_carers, self.best_rests)


def _fraction(budget: Budget, made: int) -> float:
    """Share of the budget that a search has used with so many iterations made."""
    if budget.iterations is None:
        return budget.fraction
    whole = budget.iterations // SEARCHES
    return made / whole if whole else 1.0


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
