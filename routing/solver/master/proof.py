"""Proof that a plan is the best there is, or at least how much better another could be."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from routing.check import check
from routing.plan import Plan
from routing.problem import Problem
from routing.solver.budget import Budget
from routing.solver.compile import compile_model
from routing.solver.draft import OVER_BUDGET
from routing.solver.master.building import build
from routing.solver.master.coverage import uncovered
from routing.solver.master.day import Day
from routing.solver.master.hints import hint
from routing.solver.master.reading import Answer, as_answered, timed_anew
from routing.solver.master.searching import search
from routing.solver.reports import Best, Herald, Report

# Beyond this a bound told as a floating point number is not exact.
MOST_EXACT = 2**52


@dataclass(frozen=True)
class Proof:
    """The best plan known and a bound: no plan costs less. `declined` says why there is none."""

    plan: Plan
    bound: int | None = None
    declined: str = ""
    effort: float = 0.0

    def proves(self, problem: Problem) -> bool:
        """Whether no plan is cheaper than this one, by the judge's own count."""
        verdict = check(problem, self.plan)
        return self.bound is not None and verdict.feasible and verdict.total <= self.bound


def prove(
    problem: Problem,
    plan: Plan,
    *,
    effort: float,
    budget: Budget,
    seed: int,
    report: Report = lambda best: None,
) -> Proof:
    """Look for the cheapest plan there is, beginning with this one, telling of the best about once a second.

    `effort` is in CP-SAT's deterministic units, about seconds of a processor; the same effort gives the same
    answer. A budget of seconds ends the search as well.
    """
    if reason := uncovered(problem):
        return Proof(plan, declined=reason)
    model = compile_model(problem)
    day = build(model)
    if day.sat.validate():
        return Proof(plan, declined="numbers too large")
    verdict = check(problem, plan)
    if verdict.feasible and hint(day, plan) != verdict.total:
        return Proof(plan, declined="the model counts otherwise than the judge")
    herald = Herald(report)

    def tell(values: Sequence[int] | None) -> None:
        herald.hear(lambda: best_of(problem, [plan, *_on_the_way(day, values)]))

    solver, status = search(day.sat, effort=effort, budget=budget, seed=seed, meanwhile=tell)
    return _proof(problem, day, plan, solver, status)


def _proof(
    problem: Problem, day: Day, plan: Plan, solver: cp_model.CpSolver, status: cp_model.CpSolverStatus
) -> Proof:
    spent = solver.response_proto.deterministic_time
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Proof(plan, declined="no answer", effort=spent)
    found = _best(problem, plan, Answer(day, solver.response_proto.solution))
    bound = math.ceil(solver.best_objective_bound - 1e-6)
    exact = abs(bound) < MOST_EXACT
    return Proof(found, bound if exact else None, "" if exact else "numbers too large", spent)


def _on_the_way(day: Day, values: Sequence[int] | None) -> list[Plan]:
    """The last solution with its very starts: timed anew it may be cheaper than what the proof ends with."""
    return [] if values is None else [as_answered(Answer(day, values))]


def best_of(problem: Problem, plans: Sequence[Plan]) -> Best:
    """What the best of these plans costs by the judge; beyond all else one that he refuses."""
    judged = [(check(problem, each), each) for each in plans]
    verdict, best = min(judged, key=lambda pair: (not pair[0].feasible, pair[0].total))
    return Best(verdict.total + (0 if verdict.feasible else OVER_BUDGET), len(best.unserved))


def _best(problem: Problem, plan: Plan, answer: Answer) -> Plan:
    """The cheapest that the judge accepts; of equal ones the earliest times."""
    plans = [timed_anew(answer), as_answered(answer), plan]
    judged = [(each, check(problem, each)) for each in plans if each is not None]
    return min(judged, key=lambda pair: (not pair[1].feasible, pair[1].total))[0]
