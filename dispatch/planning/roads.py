"""Asking the road network for a day before it is frozen: outside of any transaction, and never for long."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import datetime
from time import monotonic

import structlog
from django.conf import settings

from dispatch.planning.bundle.freezing import ways_needed
from dispatch.planning.bundle.travel import known_roads
from dispatch.planning.models import PlanRun
from dispatch.planning.process import TICK_SECONDS, Progress, Stopped
from routing.problem import Place, ProblemError
from routing.travel import Osrm, OsrmUnreachable, tables

# What has not come by then is planned with the estimate, which the plan says.
PATIENCE_SECONDS = 20.0
# The same homes are planned again and again within a day or two.
KEPT_SECONDS = 3 * 86_400

log = structlog.get_logger("planning")


def learn_roads(run: PlanRun, at: datetime, goes_on: Callable[[Progress], bool]) -> None:
    """Ask each mode's OSRM, where one is set up, for the ways of a run's day; its answers are kept on disk.

    `goes_on` hears None each tick; Stopped is raised when it says False. Nothing else is: a network that does
    not answer, or not in time, leaves the day to the estimate.
    """
    addresses = {mode: address for mode, address in settings.ROAD_ADDRESSES.items() if address}
    if not addresses:
        return
    places, modes = ways_needed(run.station, run.day, at)
    asked = sorted(modes & addresses.keys())
    if not asked:
        return
    threads = ThreadPoolExecutor(len(asked), thread_name_prefix="roads")
    try:
        _wait({threads.submit(_ask, places, mode, addresses[mode]) for mode in asked}, goes_on)
    finally:
        threads.shutdown(wait=False, cancel_futures=True)


def _wait(questions: set[Future[None]], goes_on: Callable[[Progress], bool]) -> None:
    until = monotonic() + PATIENCE_SECONDS
    while questions and monotonic() < until:
        questions = wait(questions, timeout=TICK_SECONDS).not_done
        if not goes_on(None):
            raise Stopped
    if questions:
        log.warning("roads_too_slow", seconds=PATIENCE_SECONDS)


def _ask(places: Sequence[Place], mode: str, address: str) -> None:
    try:
        tables(places, mode, Osrm(address), known_roads())
        # Here, because each machine with workers has a folder of its own.
        known_roads().forget(KEPT_SECONDS)
    except (OsrmUnreachable, OSError) as error:
        log.warning("roads_unknown", mode=mode, error=str(error))
    except ProblemError:
        # Freezing the day says which place has no coordinates.
        return
