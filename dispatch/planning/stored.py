"""The problem and the plan as a run keeps them: routing's own documents."""

from dispatch.planning.models import PlanRun
from routing.plan import Plan
from routing.problem import Problem
from routing.records import read


def problem_of(run: PlanRun) -> Problem | None:
    """The frozen problem; None before it is frozen, and when there was nothing to plan."""
    return None if run.bundle is None else read(Problem, run.bundle)


def plan_of(run: PlanRun) -> Plan | None:
    """The checked plan; None before there is one, and when there was nothing to plan."""
    return None if run.plan is None else read(Plan, run.plan)
