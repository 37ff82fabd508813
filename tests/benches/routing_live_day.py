"""A day that is being lived: urgent visits, a carer who falls ill, and what it costs to keep promises."""

import time
from dataclasses import replace
from typing import Any

from routing.check import check
from routing.explain.copies import without
from routing.plan import Plan, StopKind
from routing.problem import Problem
from routing.solver import insert, price_curve, replan, solve
from tests.benches.ground.report import percentile, report
from tests.routing.problems import station_day
from tests.routing.solver.test_stability import changes, ill

INSERTIONS = 60
REPLAN_SECONDS = 5


def main() -> None:
    """200 visits and 20 carers for insertion; a station's day for illness and promises."""
    day = station_day(5, 200, 20)
    rows = [_insertions(day, solve(day, seconds=20))]
    station = _without_promises(station_day(3, 40, 6))
    plan = solve(station, seconds=5)
    rows += [_illness(station, plan)]
    report("routing_live_day", "insertion in 200 visits x 20 carers; illness in 40 visits x 6 carers", rows)
    report("routing_promises", "price of keeping promises, 40 visits x 6 carers", _promises(station, plan))


def _insertions(day: Problem, plan: Plan) -> dict[str, Any]:
    served = [
        stop.about
        for each in plan.rounds
        for stop in each.stops
        if stop.kind == StopKind.VISIT and len(day.visit_by_id[stop.about].parts) == 1
    ]
    took, worked, found = [], [], 0
    for visit in served[:INSERTIONS]:
        gap = without(plan, visit)
        began, began_work = time.perf_counter(), time.process_time()
        found += bool(insert(day, gap, visit))
        took.append(1000 * (time.perf_counter() - began))
        worked.append(1000 * (time.process_time() - began_work))
    return {
        "what": f"insert one urgent visit ({found} of {len(took)} found a place)",
        "median ms": percentile(took, 0.5),
        "p95 ms": percentile(took, 0.95),
        "p95 CPU ms": percentile(worked, 0.95),
        "visits changed": 0,
    }


def _illness(day: Problem, plan: Plan) -> dict[str, Any]:
    """Somebody is missing: plan anew, and count whose time or carer changed besides their own visits."""
    sick = ill(day, "carer1")
    own = {s.about for r in plan.rounds if r.carer == "carer1" for s in r.stops if s.kind == StopKind.VISIT}
    began, began_work = time.perf_counter(), time.process_time()
    after = replan(sick, plan, seconds=REPLAN_SECONDS)
    took = 1000 * (time.perf_counter() - began)
    worked = 1000 * (time.process_time() - began_work)
    if not check(sick, after).feasible:
        raise SystemExit("the judge refused the plan after an illness")
    what = f"plan anew without a carer of {len(own)} visits"
    return {
        "what": what,
        "median ms": took,
        "p95 ms": took,
        "p95 CPU ms": worked,
        "visits changed": changes(plan, after) - len(own),
    }


def _promises(day: Problem, plan: Plan) -> list[dict[str, Any]]:
    """A carer is ill and every start and carer was promised; whose carer is gone was promised the time."""
    curve = price_curve(ill(day, "carer1"), plan, seconds=3)
    return [
        {
            "promises that may change": "any" if each.changes is None else each.changes,
            "and surely": len(curve.unavoidable),
            "changed": each.broken,
            "cost": each.verdict.total,
            "unserved": len(each.plan.unserved),
        }
        for each in curve.points
    ]


def _without_promises(day: Problem) -> Problem:
    return replace(day, visits=tuple(replace(visit, promise=None) for visit in day.visits))


if __name__ == "__main__":
    main()
