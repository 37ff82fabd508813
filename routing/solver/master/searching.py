"""One CP-SAT search: one thread, so that the same effort gives the same answer; ends when it is cancelled."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait

from ortools.sat.python import cp_model

from routing.solver.budget import Budget

LOOK_SECONDS = 0.1
LEAST_SECONDS = 0.01

# Called again and again with the values of all variables of the best solution so far, None before the first.
Meanwhile = Callable[[Sequence[int] | None], None]


def search(
    sat: cp_model.CpModel,
    *,
    effort: float,
    budget: Budget,
    seed: int,
    by_cores: bool = False,
    meanwhile: Meanwhile = lambda values: None,
) -> tuple[cp_model.CpSolver, cp_model.CpSolverStatus]:
    """Solve within an effort in deterministic units, and within what is left of a budget of seconds.

    `by_cores` raises the bound from below, which suits counts of things that are left out. What `meanwhile`
    raises ends the search.
    """
    solver = single_solver(effort)
    solver.parameters.optimize_with_core = by_cores
    solver.parameters.random_seed = seed
    if budget.seconds is not None:
        solver.parameters.max_time_in_seconds = max(LEAST_SECONDS, budget.seconds - budget.elapsed)
    return solver, _solved(solver, sat, budget, meanwhile)


def single_solver(effort: float) -> cp_model.CpSolver:
    """CP-SAT on one thread; Ctrl-C stays the caller's.

    By itself CP-SAT ends on Ctrl-C without a word to anybody, and afterwards leaves no handler in place, so
    that the next Ctrl-C would kill the process.
    """
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = effort
    solver.parameters.catch_sigint_signal = False
    return solver


class _Solutions(cp_model.CpSolverSolutionCallback):
    """Keeps the last solution, which is the best."""

    def __init__(self) -> None:
        super().__init__()
        self.best: Sequence[int] | None = None

    def on_solution_callback(self) -> None:
        self.best = list(self.response_proto.solution)


def _solved(
    solver: cp_model.CpSolver, sat: cp_model.CpModel, budget: Budget, meanwhile: Meanwhile
) -> cp_model.CpSolverStatus:
    """CP-SAT in a thread of its own, so that the caller's can look around and be interrupted."""
    solutions = _Solutions()
    with ThreadPoolExecutor(1) as thread:
        answer = thread.submit(solver.solve, sat, solutions)
        try:
            while wait([answer], LOOK_SECONDS).not_done:
                if budget.is_cancelled:
                    solver.stop_search()
                meanwhile(solutions.best)
        finally:
            while wait([answer], LOOK_SECONDS).not_done:
                solver.stop_search()
    return answer.result()
