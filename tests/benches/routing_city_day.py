"""A city's day: 66 stations, 2,000 orders, all rules on, planned one station after the other and judged."""

import time
from typing import Any

from routing.check import check
from routing.explain import Finding, explain
from routing.plan import Plan
from routing.problem import Problem
from routing.solver import solve
from routing.solver.assemble import assemble
from routing.solver.compile import compile_model
from routing.solver.construct import construct
from routing.solver.draft import Draft
from tests.benches.ground.report import report
from tests.routing.problems import station_day

STATIONS, ORDERS = 66, 2000
SECONDS_EACH = 1.5
TIMES_LONGER = 10
SAMPLED_STATIONS = range(0, STATIONS, 22)


def main() -> None:
    """Plan every station; plan a few again with ten times the time."""
    days = [station_day(seed, visits_of(seed), 6) for seed in range(STATIONS)]
    began = time.monotonic()
    inserted = [insertion_alone(day) for day in days]
    inserted_seconds = time.monotonic() - began
    solve(days[0], seconds=0.5)  # kernels come from disk, not from the compiler
    began = time.monotonic()
    plans = [solve(day, seconds=SECONDS_EACH) for day in days]
    seconds = time.monotonic() - began
    rows = [
        _row("insertion alone (baseline)", days, inserted, inserted_seconds),
        _row(f"solver, {SECONDS_EACH} s a station", days, plans, seconds),
    ]
    rows += _compared_with_longer(days, plans)
    report("routing_city_day", f"{ORDERS} orders of {STATIONS} stations", rows)


def visits_of(station: int) -> int:
    """2,000 orders over 66 stations, as evenly as whole numbers allow."""
    return ORDERS // STATIONS + (station < ORDERS % STATIONS)


def insertion_alone(day: Problem) -> Plan:
    draft = Draft(compile_model(day))
    construct(draft)
    return assemble(draft)


def _row(what: str, days: list[Problem], plans: list[Plan], seconds: float) -> dict[str, Any]:
    verdicts = [check(day, plan) for day, plan in zip(days, plans, strict=True)]
    findings = [one.finding for day, plan in zip(days, plans, strict=True) for one in explain(day, plan)]
    return {
        "plans": what,
        "stations": len(days),
        "refused by the judge": sum(not each.feasible for each in verdicts),
        "unserved": len(findings),
        "missed": findings.count(Finding.MISSED),
        "cost": sum(each.total for each in verdicts),
        "seconds": seconds,
    }


def _compared_with_longer(days: list[Problem], plans: list[Plan]) -> list[dict[str, Any]]:
    some = [days[each] for each in SAMPLED_STATIONS]
    began = time.monotonic()
    longer = [solve(day, seconds=TIMES_LONGER * SECONDS_EACH) for day in some]
    seconds = time.monotonic() - began
    return [
        _row("of these, sampled stations", some, [plans[each] for each in SAMPLED_STATIONS], 0.0),
        _row(f"the same with {TIMES_LONGER} times the time", some, longer, seconds),
    ]


if __name__ == "__main__":
    main()
