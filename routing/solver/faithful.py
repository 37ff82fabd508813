"""Plans that break as few promises as possible, where a search alone exceeds the budget of broken ones."""

from collections.abc import Callable
from dataclasses import replace

from routing.check import broken_promises, check
from routing.documents import problem_hash
from routing.plan import Plan
from routing.problem import Objective, Problem
from routing.solver.budget import Budget
from routing.solver.master.proof import prove
from routing.solver.master.small import is_small
from routing.solver.refusals import PlanRefusedError, PromisesBeyondKeepingError

# Dearer than every other term: nothing is worth breaking a promise.
ABOVE_ALL = 10**10
# CP-SAT's deterministic units for the proof that no plan breaks fewer.
EFFORT = 2.0
# With fewer moves than these a search says nothing of what can be kept.
LEAST_ITERATIONS = 60

Planner = Callable[[Problem, Budget, Plan | None], Plan]


def within_promises(
    problem: Problem, planned: Planner, *, budget: Budget, seed: int, start: Plan | None
) -> Plan:
    """A plan that keeps the budget of broken promises, made in two searches as long as this budget.

    The first breaks as few as it can whatever that costs, the second goes on from there. Raises
    PromisesBeyondKeepingError if the first breaks too many.
    """
    plan = planned(faithful(problem), _at_least(budget), start)
    proven = False
    if _exceeds(problem, plan) and is_small(problem):
        plan, proven = _fewest_of_all(problem, plan, seed)
    if _exceeds(problem, plan):
        assert problem.maximum_broken_promises is not None
        broken = broken_promises(problem, plan)
        raise PromisesBeyondKeepingError(problem.maximum_broken_promises, broken, proven=proven)
    try:
        return planned(problem, _anew(budget), plan)
    except PlanRefusedError:
        # Timed as early as can be, it keeps fewer promises than as it was found.
        return replace(plan, bound=None, problem_hash=problem_hash(problem))


def faithful(problem: Problem) -> Problem:
    """The same day without a budget of broken promises, and none broken for anything else."""
    objective = replace(problem.objective, broken_promises=ABOVE_ALL)
    return replace(problem, objective=objective, maximum_broken_promises=None)


def _fewest_of_all(problem: Problem, plan: Plan, seed: int) -> tuple[Plan, bool]:
    """The plan that breaks the fewest promises, and whether no other breaks fewer."""
    alone = replace(problem, objective=Objective.only(broken_promises=1), maximum_broken_promises=None)
    proof = prove(alone, plan, effort=EFFORT, budget=Budget(iterations=1), seed=seed)
    return proof.plan, proof.proves(alone)


def _exceeds(problem: Problem, plan: Plan) -> bool:
    return any(each.code == "promises_over_budget" for each in check(problem, plan).broken)


def _at_least(budget: Budget) -> Budget:
    iterations = None if budget.iterations is None else max(LEAST_ITERATIONS, budget.iterations)
    return Budget(budget.seconds, iterations, budget.cancelled)


def _anew(budget: Budget) -> Budget:
    return Budget(budget.seconds, budget.iterations, budget.cancelled)
