"""What each part of the solver adds, with the same seconds on the same station-days."""

import os
from collections.abc import Callable
from random import Random
from typing import Any

from routing.check import check
from routing.plan import Plan
from routing.problem import Problem
from routing.solver import solve
from routing.solver.assemble import assemble
from routing.solver.budget import Budget
from routing.solver.compile import compile_model
from routing.solver.construct import construct, insert_all
from routing.solver.draft import Draft
from routing.solver.improve import improve
from routing.solver.routing_library import library_sequences
from routing.solver.ruin import ruin_and_recreate
from routing.solver.start import whole_visits
from tests.benches.ground.report import report
from tests.routing.problems import station_day

SECONDS = 5.0
STATION_SEEDS = range(6)
POOL = (7, 500, 60)
POOL_SECONDS = 60.0


def main() -> None:
    """Six station-days of 40 visits and 6 carers, then on one core a pool of 500 visits and 60 carers."""
    days = [station_day(seed, 40, 6) for seed in STATION_SEEDS]
    solve(days[0], seconds=0.5)  # kernels come from disk, not from the compiler
    parts: dict[str, Callable[[Problem, float], Plan]] = {
        "insertion alone": inserted,
        "OR-Tools routing from there (baseline)": by_library,
        "ruin and recreate in plain Python": by_python,
        "kernels alone": by_kernels,
        "everything (default)": lambda day, seconds: solve(day, seconds=seconds),
    }
    rows = [_row(name, part, days, SECONDS) for name, part in parts.items()]
    report("routing_parts", f"6 station-days of 40 visits and 6 carers, {SECONDS:.0f} s each", rows)
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})  # OR-Tools uses one core, so does everybody
    pool = [station_day(*POOL)]
    chosen = ("insertion alone", "OR-Tools routing from there (baseline)", "everything (default)")
    rows = [_row(name, parts[name], pool, POOL_SECONDS) for name in chosen]
    report("routing_pool", f"one pool of 500 visits and 60 carers, {POOL_SECONDS:.0f} s, on one core", rows)


def _row(
    name: str, part: Callable[[Problem, float], Plan], days: list[Problem], seconds: float
) -> dict[str, Any]:
    plans = [part(day, seconds) for day in days]
    verdicts = [check(day, plan) for day, plan in zip(days, plans, strict=True)]
    if not all(each.feasible for each in verdicts):
        raise SystemExit(f"the judge refused a plan of: {name}")
    return {
        "part": name,
        "unserved": sum(len(plan.unserved) for plan in plans),
        "cost": sum(each.total for each in verdicts),
        "cost without unserved": sum(
            each.total - day.objective.unserved * each.terms["unserved"]
            for day, each in zip(days, verdicts, strict=True)
        ),
    }


def inserted(day: Problem, seconds: float) -> Plan:
    return assemble(_started(day))


def by_library(day: Problem, seconds: float) -> Plan:
    draft = _started(day)
    sequences = library_sequences(draft, seconds)
    if sequences is None:
        return assemble(draft)
    better = Draft(draft.model)
    if better.rebuild(whole_visits(draft.model, dict(enumerate(sequences))).values()):
        insert_all(better, better.unserved())
    return assemble(min(draft, better, key=lambda each: each.total()))


def by_python(day: Problem, seconds: float) -> Plan:
    draft = _started(day)
    ruin_and_recreate(draft, Random(0), Budget(seconds=seconds), lambda best: None)
    return assemble(draft)


def by_kernels(day: Problem, seconds: float) -> Plan:
    plan = improve(day, start=None, budget=Budget(seconds=seconds), seed=0, report=lambda best: None)
    return plan or inserted(day, seconds)


def _started(day: Problem) -> Draft:
    draft = Draft(compile_model(day))
    construct(draft)
    return draft


if __name__ == "__main__":
    main()
