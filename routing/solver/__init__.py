"""Solving: from a problem to a plan that the judge has accepted."""

from routing.solver.solve import PlanRefusedError, Progress, solve

__all__ = ["PlanRefusedError", "Progress", "solve"]
