"""Solving: from a problem to a plan that the judge has accepted."""

from routing.solver.kernels.compiling import shortcomings
from routing.solver.refusals import CancelledError, PlanRefusedError, PromisesBeyondKeepingError
from routing.solver.solve import Progress, solve
from routing.solver.stability import PriceCurve, PricePoint, price_curve, promised, replan
from routing.solver.urgent import Choice, insert

__all__ = [
    "CancelledError",
    "Choice",
    "PlanRefusedError",
    "PriceCurve",
    "PricePoint",
    "Progress",
    "PromisesBeyondKeepingError",
    "insert",
    "price_curve",
    "promised",
    "replan",
    "shortcomings",
    "solve",
]
