"""Plans a day: one station, or every one that has orders, two solvers side by side."""

from argparse import ArgumentParser
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import date
from time import monotonic
from typing import Any
from uuid import uuid4

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from dispatch.planning.acts import Wish, open_run, publish, require_plannable
from dispatch.planning.acts.asking import DEFAULT_SECONDS, LONGEST_SECONDS
from dispatch.planning.heartbeat import real_now
from dispatch.planning.models import PlanRun, RunState
from dispatch.planning.selectors import planner_of, stations_to_plan
from dispatch.planning.solving import solve_run
from stations.ground.arguments import LARGEST_SEED, day, whole_number
from stations.ground.clock import now
from stations.ground.messages import refusal_text
from stations.ground.refusal import Refused
from stations.people.models import Account
from stations.places.models import CareStation

# The solver is a process of its own; the threads here only watch.
SOLVERS = 2


class Command(BaseCommand):
    """manage.py plan_day --day D [--station CODE] [--publish] [--seconds S] [--seed N]."""

    help = "Plan a day for every station with orders, or for one; --publish gives the plans out."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("--day", type=day, required=True, help="e.g. 2026-11-23")
        parser.add_argument("--station", default="", help="one station's code; every station when left out")
        parser.add_argument("--publish", action="store_true", help="dispatch the orders of each plan")
        parser.add_argument(
            "--seconds",
            type=whole_number(least=1, most=LONGEST_SECONDS),
            default=DEFAULT_SECONDS,
            help="search time a station",
        )
        parser.add_argument("--seed", type=whole_number(least=0, most=LARGEST_SEED), default=0)

    def handle(self, *_: Any, **options: Any) -> None:
        """Plan, say a line for each station, and the total."""
        begun = monotonic()
        try:
            require_plannable(options["day"], now())
        except Refused as refusal:
            raise CommandError(f"--day: {_told(refusal)}") from refusal
        stations = self._stations(options["day"], options["station"])
        wishes = [Wish(each, options["day"], options["seconds"], options["seed"]) for each in stations]
        done = 0
        with ThreadPoolExecutor(SOLVERS) as pool:
            asked = {pool.submit(_planned, wish): wish for wish in wishes}
            for rank, future in enumerate(as_completed(asked), start=1):
                line, good = self._ended(future.result(), publishing=options["publish"])
                done += good
                self.stdout.write(f"[{rank}/{len(asked)}] {asked[future].station.code}: {line}")
        self.stdout.write(f"{done} of {len(wishes)} stations in {monotonic() - begun:.1f} s")
        if done < len(wishes):
            raise CommandError(f"{len(wishes) - done} stations were not planned; the lines above say why.")

    def _stations(self, wanted: date, code: str) -> list[CareStation]:
        if not code:
            return list(stations_to_plan(wanted))
        found = list(CareStation.objects.filter(code=code))
        if not found:
            raise CommandError(f"There is no station {code}. Check the code.")
        return found

    def _ended(self, outcome: PlanRun | str, *, publishing: bool) -> tuple[str, bool]:
        """A line for one station, and whether it came out as asked."""
        if isinstance(outcome, str):
            return outcome, False
        if outcome.state != RunState.READY:
            return f"{outcome.state} {outcome.failure}", False
        counts = outcome.summary
        minutes = counts["travel_seconds"] // 60
        line = f"{counts['served']} served, {counts['unserved']} not, {minutes} min of travel"
        if not publishing:
            return line, True
        try:
            publish(run=outcome, by=outcome.requested_by, at=now())
        except Refused as refusal:
            return f"{line}; {_told(refusal)}", False
        return f"{line}, published", True


def _planned(wish: Wish) -> PlanRun | str:
    """The run of one station when it has ended, or why there is none."""
    try:
        by = planner_of(wish.station)
        return _solved(wish, by) if by else "has no operator in whose name to plan"
    except Refused as refusal:
        return _told(refusal)
    finally:
        connection.close()


def _solved(wish: Wish, by: Account) -> PlanRun:
    run = open_run(wish=wish, by=by, at=now(), beat_at=real_now(), command=uuid4())
    solve_run(run.pk)
    return PlanRun.objects.select_related("station", "requested_by").get(pk=run.pk)


def _told(refusal: Refused) -> str:
    return refusal_text(refusal.code, refusal.facts, "en")
