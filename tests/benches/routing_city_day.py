"""A city's day: 66 stations, 2,000 orders, all rules on, planned on two cores and judged."""

import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
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
from routing.solver.warm_up import warm_up
from tests.benches.ground.report import report
from tests.routing.problems import station_day

STATIONS, ORDERS, CARERS = 66, 2000, 6
# Two stations at a time, each with the two searches of its own: 66 x 2.5 s are 83 s, and 37 s are left for
# reading, inserting, judging and writing.
STATIONS_AT_ONCE = 2
SECONDS_EACH = 2.5
TIMES_LONGER = 10
SAMPLED_STATIONS = range(0, STATIONS, 11)


@dataclass(frozen=True)
class Planned:
    """One station's plan, judged, with the processor seconds of both."""

    plan: Plan
    feasible: bool
    cost: int
    worked: float


def main() -> None:
    """Plan every station; say what every unserved visit met; plan a few again with ten times the time."""
    # Forked, so that the workers do not set up a database of their own.
    with ProcessPoolExecutor(STATIONS_AT_ONCE, get_context("fork"), initializer=warm_up) as workers:
        list(workers.map(visits_of, range(STATIONS_AT_ONCE * 4)))  # kernels come from disk, not the compiler

        def planned(how: Callable[[Problem], Plan], stations: range) -> tuple[list[Planned], float]:
            began = time.monotonic()
            found = list(workers.map(partial(_planned, how), stations))
            return found, time.monotonic() - began

        everywhere = range(STATIONS)
        inserted = planned(insertion_alone, everywhere)
        solved = planned(partial(solve, seconds=SECONDS_EACH), everywhere)
        longer = planned(partial(solve, seconds=TIMES_LONGER * SECONDS_EACH), SAMPLED_STATIONS)
        missed = sum(workers.map(_missed, everywhere, (each.plan for each in solved[0])))
    rows = [
        _row("insertion alone (baseline)", *inserted),
        _row(f"solver, {SECONDS_EACH} s a station, {STATIONS_AT_ONCE} at once", *solved),
        _row("of these, sampled stations", [solved[0][each] for each in SAMPLED_STATIONS], 0.0),
        _row(f"the same with {TIMES_LONGER} times the time", *longer),
    ]
    report("routing_city_day", f"{ORDERS} orders of {STATIONS} stations", rows)
    _tell_gaps([solved[0][each].cost for each in SAMPLED_STATIONS], [each.cost for each in longer[0]])
    if missed or not all(each.feasible for each in solved[0]):
        raise SystemExit(f"{missed} visits were missed, or the judge refused a plan")


def visits_of(station: int) -> int:
    """2,000 orders over 66 stations, as evenly as whole numbers allow."""
    return ORDERS // STATIONS + (station < ORDERS % STATIONS)


def day_of(station: int) -> Problem:
    return station_day(station, visits_of(station), CARERS)


def insertion_alone(day: Problem) -> Plan:
    draft = Draft(compile_model(day))
    construct(draft)
    return assemble(draft)


def _planned(how: Callable[[Problem], Plan], station: int) -> Planned:
    day, began = day_of(station), time.process_time()
    plan = how(day)
    verdict = check(day, plan)
    return Planned(plan, verdict.feasible, verdict.total, time.process_time() - began)


def _missed(station: int, plan: Plan) -> int:
    return sum(each.finding == Finding.MISSED for each in explain(day_of(station), plan))


def _row(what: str, planned: list[Planned], seconds: float) -> dict[str, Any]:
    return {
        "plans": what,
        "stations": len(planned),
        "refused by the judge": sum(not each.feasible for each in planned),
        "unserved": sum(len(each.plan.unserved) for each in planned),
        "cost": sum(each.cost for each in planned),
        "seconds": seconds,
        "CPU seconds": sum(each.worked for each in planned),
    }


def _tell_gaps(short: list[int], long: list[int]) -> None:
    gaps = [100 * (less / more - 1) for less, more in zip(short, long, strict=True)]
    report(
        "routing_city_day_longer",
        f"each sampled station against {TIMES_LONGER} times the time",
        [
            {"station": station, "dearer by %": round(gap, 3), "within 1 %": gap <= 1}
            for station, gap in zip(SAMPLED_STATIONS, gaps, strict=True)
        ],
    )


if __name__ == "__main__":
    main()
