"""Annealing over one order of all visits: two searches, two threads, the better one counts."""

import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from routing.plan import Plan
from routing.problem import Problem
from routing.solver.budget import Budget
from routing.solver.improve import SEARCHES, Report, paced
from routing.solver.kernels.chance import seeded
from routing.solver.kernels.sequence.anneal import anneal
from routing.solver.kernels.sequence.arrays import ALONE, Sequence, Team, empty_sequence, fresh_trial
from routing.solver.kernels.sequence.weighing import priced, stand, time_all
from routing.solver.search import Cooling
from routing.solver.team import written

# Measured on instances of 75, 100 and 200 patients (docs/decisions/routing-kernels.md).
COOLING = Cooling(first=3.0, last=0.05)
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
        visits, carers = len(team.visits) - 1, team.able.shape[2]
        self.team = team
        self.sequence = started(team)
        self.trial = fresh_trial(visits, carers)
        self.chance = seeded(seed)
        self.best_order = self.sequence.order.copy()
        self.best_carers = self.sequence.carers.copy()
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
            self._anneal(chunk * MOVES_FOR_ONE, self.unit * COOLING.at(fraction))
            made += chunk
            if whole is None:
                chunk = paced(chunk, time.monotonic() - begun)
        return made

    def _anneal(self, moves: int, temperature: float) -> None:
        best = (self.best_order, self.best_carers)
        anneal(self.team, self.sequence, self.trial, *best, self.costs, self.chance, temperature, moves)

    def plan(self, problem: Problem) -> Plan:
        """The best order, timed."""
        self.sequence.order[:] = self.best_order
        self.sequence.carers[:] = self.best_carers
        time_all(self.team, self.sequence)
        return written(problem, self.team, self.sequence)


def started(team: Team) -> Sequence:
    """A first plan: visits as they open, each to whom it then costs least."""
    count = team.able.shape[2]
    sequence = empty_sequence(len(team.visits) - 1, count)
    order, carers = sequence.order, sequence.carers
    where, free = np.zeros(count, np.int64), np.zeros(count, np.int64)
    order[:] = 1 + np.argsort(team.visits["opens"][1:], kind="stable")
    trial = fresh_trial(len(order), count)
    for visit in order.tolist():
        carers[visit] = min(
            _crews(team, visit), key=lambda crew: _cost(team, trial.at, where, free, visit, crew)
        )
        stand(team, trial.at, where, free, visit, *carers[visit].tolist())
    time_all(team, sequence)
    return sequence


def _crews(team: Team, visit: int) -> list[tuple[int, int]]:
    firsts = np.flatnonzero(team.able[visit, 0]).tolist()
    if team.visits[visit].kind == ALONE:
        return [(one, -1) for one in firsts]
    seconds = np.flatnonzero(team.able[visit, 1]).tolist()
    return [(one, two) for one in firsts for two in seconds if one != two]


def _cost(
    team: Team, at: np.ndarray, where: np.ndarray, free: np.ndarray, visit: int, crew: tuple[int, int]
) -> int:
    stand(team, at, where.copy(), free.copy(), visit, *crew)
    return int(team.weights[0] * at[visit].way + team.weights[1] * at[visit].late)
