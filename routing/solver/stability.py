"""Planning anew while changing little: what a plan says becomes a promise, each broken one costs."""

from dataclasses import dataclass, replace

from routing.check import Verdict, check
from routing.plan import Plan, StopKind
from routing.problem import Problem, Promise, Visit
from routing.solver.solve import PlanRefusedError, solve

MOVED_SECONDS = 900
BUDGETS: tuple[int | None, ...] = (0, 1, 2, 5, None)


@dataclass(frozen=True)
class PricePoint:
    """The best plan found with at most `changes` promises broken (None: any); no plan if none was found."""

    changes: int | None
    plan: Plan | None
    verdict: Verdict | None


def promised(problem: Problem, plan: Plan, *, changes: int | None = None) -> Problem:
    """The problem with carers and start of every served visit promised as the plan has them.

    Where a carer of the plan can no longer come, only the time is promised. Promises made before stay.
    """
    served: dict[str, dict[int, tuple[str, int]]] = {}
    for round_ in plan.rounds:
        for stop in round_.stops:
            if stop.kind == StopKind.VISIT:
                served.setdefault(stop.about, {})[stop.part] = (round_.carer, stop.start_at)
    visits = tuple(_promised(problem, visit, served.get(visit.id, {})) for visit in problem.visits)
    return replace(problem, visits=visits, maximum_broken_promises=changes)


def _promised(problem: Problem, visit: Visit, parts: dict[int, tuple[str, int]]) -> Visit:
    if visit.promise is not None or len(parts) < len(visit.parts):
        return visit
    carers = tuple(parts[part][0] for part in range(len(visit.parts)))
    start_at = parts[0][1]
    there = all(_is_there(problem, carer, start_at) for carer in carers)
    return replace(visit, promise=Promise(start_at, carers if there else None, MOVED_SECONDS))


def _is_there(problem: Problem, carer_id: str, start_at: int) -> bool:
    """Whether somebody of the plan still works at that time."""
    carer = problem.carer_by_id.get(carer_id)
    horizon = problem.horizon_seconds
    return carer is not None and any(
        shift.from_ <= start_at <= shift.latest_home(horizon) for shift in carer.shifts
    )


def replan(problem: Problem, plan: Plan, *, seconds: float, seed: int = 0) -> Plan:
    """Plan the rest of a disturbed day, breaking as few promises of the current plan as pays.

    The problem holds the day as it is now: frozen beginnings, and no shift for who has fallen ill.
    """
    return solve(promised(problem, plan), seconds=seconds, seed=seed, warm_start=plan)


def price_curve(
    problem: Problem,
    plan: Plan,
    *,
    seconds: float | None = None,
    iterations: int | None = None,
    budgets: tuple[int | None, ...] = BUDGETS,
) -> tuple[PricePoint, ...]:
    """What the best plan costs when 0, 1, 2, 5 or any number of promises may change, one from the other."""
    points = []
    start = plan
    for changes in budgets:
        limited = promised(problem, plan, changes=changes)
        try:
            start = solve(limited, seconds=seconds, iterations=iterations, warm_start=start)
        except PlanRefusedError:
            points.append(PricePoint(changes, None, None))
            continue
        points.append(PricePoint(changes, start, check(limited, start)))
    return tuple(points)
