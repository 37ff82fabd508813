"""One CP-SAT search: one thread, so that the same effort gives the same answer; ends when it is cancelled."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from ortools.sat.python import cp_model

from routing.solver.budget import Budget, never

LOOK_SECONDS = 0.1
LEAST_SECONDS = 0.01


def search(
    sat: cp_model.CpModel, *, effort: float, budget: Budget, seed: int, by_cores: bool = False
) -> tuple[cp_model.CpSolver, cp_model.CpSolverStatus]:
    """Solve within an effort in deterministic units, and within what is left of a budget of seconds.

    `by_cores` raises the bound from below, which suits counts of things that are left out.
    """
    solver = cp_model.CpSolver()
    solver.parameters.optimize_with_core = by_cores
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.max_deterministic_time = effort
    if budget.seconds is not None:
        solver.parameters.max_time_in_seconds = max(LEAST_SECONDS, budget.seconds - budget.elapsed)
    with _stopped_when_cancelled(solver, budget):
        status = solver.solve(sat)
    return solver, status


@contextmanager
def _stopped_when_cancelled(solver: cp_model.CpSolver, budget: Budget) -> Iterator[None]:
    if budget.cancelled is never:
        yield
        return
    done = Event()

    def watch() -> None:
        while not done.wait(LOOK_SECONDS):
            if budget.is_cancelled:
                solver.stop_search()

    watcher = Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()
