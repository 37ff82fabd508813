"""What 2,000 visits in one problem take of memory, and how soon a search that is cancelled answers."""

import resource
import sys
import threading
import time
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

from routing.check import check
from routing.solver import solve
from routing.solver.warm_up import warm_up
from tests.benches.ground.report import report
from tests.routing.problems import station_day

SIZES = ((200, 20), (2000, 200))
SECONDS = 60.0
CANCEL_AFTER = 5.0
MEGABYTE = 1024 if sys.platform == "linux" else 1024 * 1024  # of ru_maxrss


def main() -> None:
    """Each size in a process of its own: most memory while planning, then a search cancelled on its way."""
    rows = [_measured(*size) for size in SIZES]
    report(
        "routing_memory", f"one problem, {SECONDS:.0f} s, and one cancelled after {CANCEL_AFTER:.0f} s", rows
    )


def _measured(visits: int, carers: int) -> dict[str, Any]:
    context = get_context("fork")
    ours, theirs = context.Pipe()
    worker = context.Process(target=_plan, args=(visits, carers, theirs))
    worker.start()
    row: dict[str, Any] = ours.recv()
    worker.join()
    return row


def _plan(visits: int, carers: int, answer: Connection) -> None:
    warm_up()
    before = _most_memory()
    day = station_day(5, visits, carers)
    plan = solve(day, seconds=SECONDS)
    most = _most_memory()
    answer.send(
        {
            "visits": visits,
            "carers": carers,
            "refused by the judge": not check(day, plan).feasible,
            "unserved": len(plan.unserved),
            "MB with the kernels alone": before,
            "MB at most": most,
            "seconds from cancelling to the answer": _seconds_to_cancel(visits, carers),
        }
    )


def _most_memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // MEGABYTE


def _seconds_to_cancel(visits: int, carers: int) -> float:
    day, stop = station_day(5, visits, carers), threading.Event()
    threading.Timer(CANCEL_AFTER, stop.set).start()
    began = time.monotonic()
    solve(day, seconds=SECONDS, cancelled=stop.is_set)
    return time.monotonic() - began - CANCEL_AFTER


if __name__ == "__main__":
    main()
