"""Planning anew while changing little: what a plan says becomes a promise, each broken one costs."""

import time
from dataclasses import dataclass, replace

from routing.check import Verdict, broken_promises, check
from routing.plan import Plan, StopKind
from routing.problem import Problem, Promise, Visit
from routing.solver.faithful import faithful
from routing.solver.solve import solve

MOVED_SECONDS = 900
BUDGETS: tuple[int | None, ...] = (0, 1, 2, 5, None)

# Searching again in steps of this share of the time, until so many in a row bring nothing.
STEP_SHARE, MOST_FRUITLESS = 0.2, 2


@dataclass(frozen=True)
class PricePoint:
    """The best plan found that breaks at most `changes` promises more than is unavoidable (None: any)."""

    changes: int | None
    plan: Plan
    verdict: Verdict

    @property
    def broken(self) -> int:
        """All promises broken, the unavoidable ones too."""
        return self.verdict.terms["broken_promises"]


@dataclass(frozen=True)
class PriceCurve:
    """What keeping promises costs: totals never rise from one point to the next.

    `unavoidable` are the visits whose promise is broken in the plan that breaks the fewest of all that
    were found; `explain_broken` tells what stands in the way of each.
    """

    unavoidable: tuple[str, ...]
    points: tuple[PricePoint, ...]


def promised(problem: Problem, plan: Plan) -> Problem:
    """The problem with carers and start of every served visit promised as the plan has them.

    Where a carer of the plan can no longer come, only the time is promised. Promises made before stay; any
    number may be broken.
    """
    served: dict[str, dict[int, tuple[str, int]]] = {}
    for round_ in plan.rounds:
        for stop in round_.stops:
            if stop.kind == StopKind.VISIT:
                served.setdefault(stop.about, {})[stop.part] = (round_.carer, stop.start_at)
    visits = tuple(_promised(problem, visit, served.get(visit.id, {})) for visit in problem.visits)
    return replace(problem, visits=visits, maximum_broken_promises=None)


def _promised(problem: Problem, visit: Visit, parts: dict[int, tuple[str, int]]) -> Visit:
    if visit.promise is not None or not all(part in parts for part in range(len(visit.parts))):
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
    Done within `seconds`, judging included, sooner where searching on brings nothing.
    """
    ends_at = time.monotonic() + seconds
    disturbed = promised(problem, plan)
    best, total, fruitless = plan, None, 0
    for step in range(round(1 / STEP_SHARE)):
        begun = time.monotonic()
        found = solve(
            disturbed, seconds=STEP_SHARE * seconds, seed=seed + step, warm_start=best, bounded=False
        )
        cost = check(disturbed, found).total
        if total is None or cost < total:
            best, total, fruitless = found, cost, 0
        else:
            fruitless += 1
        took = time.monotonic() - begun
        # Every step is compiled and judged besides being searched; another as long must still be in time.
        if fruitless == MOST_FRUITLESS or time.monotonic() + took > ends_at:
            break
    return best


def price_curve(
    problem: Problem,
    plan: Plan,
    *,
    seconds: float | None = None,
    iterations: int | None = None,
) -> PriceCurve:
    """What the best plan costs when 0, 1, 2, 5 or any number of promises may change, one from the other.

    Changes are counted from the fewest that a plan without any other aim breaks: who had been promised
    a carer's time and now finds nobody free is no choice. Seconds or iterations are those of each point.
    """
    free = promised(problem, plan)
    start = solve(faithful(free), seconds=seconds, iterations=iterations, warm_start=plan, bounded=False)
    unavoidable = broken_promises(free, start)
    points = []
    for changes in BUDGETS:
        most = None if changes is None else len(unavoidable) + changes
        limited = replace(free, maximum_broken_promises=most)
        start = solve(limited, seconds=seconds, iterations=iterations, warm_start=start, bounded=False)
        points.append(PricePoint(changes, start, check(limited, start)))
    return PriceCurve(unavoidable, tuple(points))
