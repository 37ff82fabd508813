"""A day that is being lived: urgent visits, a carer who falls ill, and what it costs to keep promises."""

import time
from dataclasses import replace
from typing import Any

from routing.check import check
from routing.explain.copies import without
from routing.explain.disturbed import replan_explained
from routing.plan import Plan
from routing.problem import Problem
from routing.solver import insert, price_curve, replan, solve
from tests.benches.ground.report import percentile, report
from tests.routing.disturbed_days import absent, changed_visits, falls_ill, seen_at, visits_ahead
from tests.routing.problems import HOUR, station_day

REPLAN_SECONDS = 5
STATION, PLAN_SECONDS = (40, 6), 5
ILL_DAYS = range(3, 9)
PROMISED_DAYS = (3, 4, 9, 11)
TEN_TWENTY = 10 * HOUR + 20 * 60


def main() -> None:
    """200 visits and 20 carers for insertion; a station's day for illness and promises."""
    day = station_day(5, 200, 20)
    rows = _insertions(day, solve(day, seconds=20))
    report("routing_live_day", "one urgent visit into 200 visits x 20 carers", rows)
    rows = [_illness(seed) for seed in ILL_DAYS]
    report("routing_illness", f"a carer ill at 10:20, planned anew within {REPLAN_SECONDS} s", rows)
    rows = [row for seed in PROMISED_DAYS for row in _promises(seed)]
    report("routing_promises", "price of keeping promises, 40 visits x 6 carers", rows)


def _insertions(day: Problem, plan: Plan) -> list[dict[str, Any]]:
    """Before the day and at 10:20: visits taken out and asked for anew, and those the plan leaves out."""
    now = seen_at(day, plan, TEN_TWENTY)
    # Who is on the way stands at the last place in it, so the plan has to be made to fit.
    running = replan(now, plan, seconds=REPLAN_SECONDS)
    ahead = sorted(set().union(*(visits_ahead(running, each.id, TEN_TWENTY) for each in day.carers)))
    anew = sorted(set().union(*(visits_ahead(plan, each.id) for each in day.carers)))
    alone = [each for each in ahead if len(day.visit_by_id[each].parts) == 1]
    together = [each for each in ahead if len(day.visit_by_id[each].parts) > 1]
    return [
        _inserted("before the day, all visits", day, plan, anew),
        _inserted("at 10:20, visits of one carer", now, running, alone),
        _inserted("at 10:20, visits of several carers", now, running, together),
        _inserted("at 10:20, visits the plan leaves out", now, running, list(running.unserved)),
    ]


def _inserted(what: str, day: Problem, plan: Plan, visits: list[str]) -> dict[str, Any]:
    took, worked, found = [], [], 0
    for visit in visits:
        gap = plan if visit in plan.unserved else without(plan, visit)
        began, began_work = time.perf_counter(), time.process_time()
        found += bool(insert(day, gap, visit))
        took.append(1000 * (time.perf_counter() - began))
        worked.append(1000 * (time.process_time() - began_work))
    return {
        "what": what,
        "visits": len(visits),
        "found a place": found,
        "median ms": percentile(took, 0.5),
        "p95 ms": percentile(took, 0.95),
        "p95 CPU ms": percentile(worked, 0.95),
    }


def _illness(seed: int) -> dict[str, Any]:
    """Somebody stops at 10:20: the rest of the day anew with reasons, and whose time or carer changed."""
    day = station_day(seed, *STATION)
    before = solve(day, seconds=PLAN_SECONDS)
    sick = falls_ill(seen_at(day, before, TEN_TWENTY), "carer1", TEN_TWENTY)
    own = visits_ahead(before, "carer1", TEN_TWENTY)
    began, began_work = time.perf_counter(), time.process_time()
    found = replan_explained(sick, before, seconds=REPLAN_SECONDS)
    took, worked = time.perf_counter() - began, time.process_time() - began_work
    if not check(sick, found.plan).feasible:
        raise SystemExit("the judge refused the plan after an illness")
    anew = solve(sick, seconds=REPLAN_SECONDS)
    return {
        "day": seed,
        "of who is ill": len(own),
        "seconds": took,
        "CPU seconds": worked,
        "other visits changed": len(changed_visits(before, found.plan) - own),
        "planned from nothing": len(changed_visits(before, anew) - own),
        "left out before": len(before.unserved),
        "left out after": len(found.plan.unserved),
        "left out from nothing": len(anew.unserved),
        "explained": len(found.certificates),
        "not explained in time": len(found.unexplained),
    }


def _promises(seed: int) -> list[dict[str, Any]]:
    """A carer is ill and every start and carer was promised; whose carer is gone was promised the time."""
    day = _without_promises(station_day(seed, *STATION))
    plan = solve(day, seconds=PLAN_SECONDS)
    curve = price_curve(absent(day, "carer1"), plan, seconds=3)
    return [
        {
            "day": seed,
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
