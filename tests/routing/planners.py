"""Each way a plan can be made, for rules that have to hold however it is."""

from collections.abc import Callable

from routing.plan import Plan
from routing.problem import Problem
from routing.solver import solve
from routing.solver.budget import Budget
from routing.solver.improve import improve

Planner = Callable[[Problem], Plan]


def by_insertion(problem: Problem) -> Plan:
    return solve(problem, iterations=0)


def by_kernels(problem: Problem) -> Plan:
    plan = improve(problem, start=None, budget=Budget(iterations=600), seed=1, report=lambda best: None)
    return plan or by_insertion(problem)


def by_everything(problem: Problem) -> Plan:
    return solve(problem, iterations=100)
