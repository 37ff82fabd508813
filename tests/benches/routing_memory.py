"""What 2,000 visits in one problem take of memory, and how soon a search that is cancelled answers."""

import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from routing.check import check
from routing.documents import write_problem
from routing.solver import solve
from routing.solver.warm_up import warm_up
from tests.benches.ground.report import report
from tests.routing.problems import station_day

SIZES = ((200, 20), (2000, 200))
SECONDS = 60.0
CANCEL_AFTER = 5.0
MEGABYTE = 1024 if sys.platform == "linux" else 1024 * 1024  # of ru_maxrss


def main() -> None:
    """Each size in processes of its own: most memory while planning, from the command line and within Python.

    Then a search is cancelled on its way.
    """
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
    return {**row, "MB at most from the command line": _most_memory_of_command(visits, carers)}


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


def _most_memory_of_command(visits: int, carers: int) -> int:
    """Of `python -m routing solve`, from reading the document to writing the plan."""
    with tempfile.TemporaryDirectory() as folder:
        document, plan = Path(folder, "problem.json"), Path(folder, "plan.json")
        # What its parent had when starting it counts as its own, so another process writes the document.
        writer = get_context("fork").Process(target=_write, args=(visits, carers, document))
        writer.start()
        writer.join()
        command = ["-m", "routing", "solve", str(document), "-o", str(plan), "--seconds", str(SECONDS)]
        process = subprocess.Popen([sys.executable, *command], stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, command)
        return used.ru_maxrss // MEGABYTE


def _write(visits: int, carers: int, document: Path) -> None:
    document.write_text(write_problem(station_day(5, visits, carers)), encoding="utf-8")


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
