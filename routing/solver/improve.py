"""Improving a plan with the compiled kernels, on two cores, as long as the budget lasts."""

import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from routing.plan import Plan
from routing.problem import Problem
from routing.solver.budget import Budget
from routing.solver.kernels.rounds.loading import load
from routing.solver.modelling.arrays import build_model
from routing.solver.modelling.numbering import Numbering
from routing.solver.modelling.plans import PlanWriter, rows_of
from routing.solver.reports import Best, Herald, Report
from routing.solver.search import Cooling, Search

SEARCHES = 2  # always as many, whatever the machine, so that the same budget gives the same plan
MEETINGS = (0.5, 0.7, 0.85, 0.95, 1.0)  # shares of the budget after which the searches compare their plans
CHUNK = 20  # moves between two looks at the budget when iterations are given
CHUNK_SECONDS = 0.05


def improve(
    problem: Problem,
    *,
    start: Plan | None,
    budget: Budget,
    seed: int,
    report: Report,
    cooling: Cooling | None = None,
) -> Plan | None:
    """The best plan found, not worse than `start`; None where nothing is left to plan.

    Two searches run beside each other (the kernels release the GIL) and at each meeting the worse goes on
    from the better one's plan. With iterations in the budget the outcome does not depend on thread timing:
    each search makes half of them.
    """
    numbering = Numbering(problem)
    if not numbering.turns or not numbering.jobs:
        return None
    searches = _begin(problem, numbering, start, seed, cooling or Cooling())
    herald = Herald(report)

    def run(search: Search, until: float) -> None:
        _run_until(search, budget, until, lambda: herald.hear(lambda: _told(numbering, search)))

    with ThreadPoolExecutor(min(SEARCHES, os.cpu_count() or 1)) as threads:
        for meeting in MEETINGS:
            if budget.is_cancelled:
                break
            runs = [threads.submit(run, search, meeting) for search in searches]
            for each in runs:
                each.result()
            _meet(searches)
            report(_told(numbering, _best(searches)))
    return _written(numbering, _best(searches))


def _begin(
    problem: Problem, numbering: Numbering, start: Plan | None, seed: int, cooling: Cooling
) -> list[Search]:
    model = build_model(problem, numbering)
    searches = [Search(model, seed=SEARCHES * seed + rank, cooling=cooling) for rank in range(SEARCHES)]
    # A plan without visits has its required breaks: no search then ends with a round that lacks one.
    rows = rows_of(start or Plan(rounds=()), numbering, searches[0].rounds.stops.shape)
    for search in searches:
        search.adopt(rows)
    return searches


def _run_until(search: Search, budget: Budget, share: float, tell: Callable[[], None]) -> None:
    """Run one search until this share of the budget is used, telling now and then."""
    if budget.iterations is not None:
        _run_moves(search, budget, round(share * budget.iterations / SEARCHES), tell)
    else:
        _run_seconds(search, budget, share, tell)


def _run_moves(search: Search, budget: Budget, until: int, tell: Callable[[], None]) -> None:
    assert budget.iterations is not None
    while search.moves < until and not budget.is_cancelled:
        chunk = min(CHUNK, until - search.moves)
        search.run(chunk, search.moves * SEARCHES / budget.iterations)
        budget.spend(chunk)
        tell()


def _run_seconds(search: Search, budget: Budget, share: float, tell: Callable[[], None]) -> None:
    # The first move fills an empty plan: it is made however late it is.
    while ((fraction := budget.fraction) < share or search.moves == 0) and not budget.is_cancelled:
        begun = time.monotonic()
        search.run(search.chunk, fraction)
        budget.spend(search.chunk)
        search.chunk = paced(search.chunk, time.monotonic() - begun)
        tell()


def paced(chunk: int, seconds: float) -> int:
    """The next chunk of moves, so that one takes about CHUNK_SECONDS."""
    if seconds < CHUNK_SECONDS / 2:
        return chunk * 2
    return max(1, chunk // 2) if seconds > CHUNK_SECONDS * 2 else chunk


def _meet(searches: list[Search]) -> None:
    """Let every search that lags behind go on from the best plan."""
    best = _best(searches)
    for search in searches:
        if search.best_cost > best.best_cost:
            search.adopt(best.rows)


def _best(searches: list[Search]) -> Search:
    return min(searches, key=lambda search: search.best_cost)


def _told(numbering: Numbering, search: Search) -> Best:
    return Best(search.best_cost, _left_out(numbering, search))


def _left_out(numbering: Numbering, search: Search) -> int:
    """How many visits the best plan of a search leaves out."""
    stops, lengths = search.rows
    planned = set(stops[np.arange(stops.shape[1]) < lengths[:, None]].tolist())
    return sum(numbering.nodes_of(visit.id)[0] not in planned for visit in numbering.visits)


def _written(numbering: Numbering, search: Search) -> Plan:
    load(*search.arguments, *search.rows)
    return PlanWriter(numbering, search.model, search.rounds).plan()
