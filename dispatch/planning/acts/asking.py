"""Asking for a plan, and thinking better of it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from dispatch.planning.models import LIVE_STATES, Failure, PlanRun, RunState
from dispatch.planning.queue import hand_to_worker
from dispatch.planning.refusals import DayIsOver, DayTooFar, PlanAlreadyRunning, PlanNotRunning
from dispatch.planning.selectors import live_run
from stations.ground.clock import local_day
from stations.ground.refusal import NotYours
from stations.people.authority import demand_at
from stations.people.models import Account
from stations.people.permissions import Right
from stations.people.refusals import KeyUsedDifferently
from stations.places.models import CareStation

DEFAULT_SECONDS, LONGEST_SECONDS = 4, 600
# Longer than a sweep ever leaves a lost run alone.
FORGOTTEN_AFTER = timedelta(minutes=3)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked of a run: a station-day, seconds the solver may search, and its seed."""

    station: CareStation
    day: date
    seconds: int = DEFAULT_SECONDS
    seed: int = 0


@transaction.atomic
def ask_for_plan(*, wish: Wish, by: Account, at: datetime, beat_at: datetime, command: UUID) -> PlanRun:
    """Ask for a plan and hand it to a worker.

    `beat_at` is the real instant, where `at` may be simulated. The run's id is `command`, so the same
    command again is the same run.
    Raises NotYours, DayIsOver, DayTooFar, KeyUsedDifferently for the same command with another wish, or
    PlanAlreadyRunning while another run of the station-day lives.
    """
    known = PlanRun.objects.filter(pk=command).first()
    run = known or open_run(wish=wish, by=by, at=at, beat_at=beat_at, command=command)
    if run.requested_by_id != by.pk:
        raise NotYours
    if any(getattr(run, name) != value for name, value in _columns(wish).items()):
        raise KeyUsedDifferently
    if known is None:
        transaction.on_commit(partial(hand_to_worker, run))
    return run


@transaction.atomic
def open_run(*, wish: Wish, by: Account, at: datetime, beat_at: datetime, command: UUID) -> PlanRun:
    """Write a queued run, for whoever will solve it; raises what `ask_for_plan` raises."""
    demand_at(by, Right.PLAN_DAYS, wish.station)
    require_plannable(wish.day, at)
    _end_forgotten(wish, at, beat_at)
    run = PlanRun(id=command, requested_by=by, requested_at=at, heartbeat_at=beat_at, **_columns(wish))
    _save_if_alone(run)
    return run


def require_plannable(day: date, at: datetime) -> None:
    """Refuse a day that is over, or so far off that nothing can be ordered for it yet.

    Raises DayIsOver or DayTooFar.
    """
    days_ahead = (day - local_day(at)).days
    if days_ahead < 0:
        raise DayIsOver(fields={"day": DayIsOver.code})
    if days_ahead > settings.ORDER_DAYS_AHEAD:
        raise DayTooFar(fields={"day": DayTooFar.code}, days=settings.ORDER_DAYS_AHEAD)


@transaction.atomic
def cancel(*, run: PlanRun, by: Account, at: datetime) -> PlanRun:
    """Stop a run that is queued or running; whoever solves it sees this within a second and ends the solver.

    Cancelling twice is cancelling once. Raises NotYours or PlanNotRunning.
    """
    demand_at(by, Right.PLAN_DAYS, run.station)
    live = PlanRun.objects.filter(pk=run.pk, state__in=LIVE_STATES)
    stopped = live.update(state=RunState.CANCELLED, finished_at=at)
    run.refresh_from_db()
    if not stopped and run.state != RunState.CANCELLED:
        raise PlanNotRunning(state=run.state)
    return run


def _end_forgotten(wish: Wish, at: datetime, beat_at: datetime) -> None:
    """A run silent for so long has neither a worker nor a sweep; it must not block the day."""
    live = PlanRun.objects.filter(station=wish.station, day=wish.day, state__in=LIVE_STATES)
    live.filter(heartbeat_at__lt=beat_at - FORGOTTEN_AFTER).update(
        state=RunState.FAILED, failure=Failure.WORKER_LOST, finished_at=at
    )


def _columns(wish: Wish) -> dict[str, Any]:
    return {"station": wish.station, "day": wish.day, "seconds": wish.seconds, "seed": wish.seed}


def _save_if_alone(run: PlanRun) -> None:
    """Two hands may ask in the same second; the constraint lets one run live."""
    try:
        with transaction.atomic():
            run.save(force_insert=True)
    except IntegrityError:
        other = live_run(run.station, run.day)
        if other is None:
            raise
        raise PlanAlreadyRunning(plan=str(other.pk)) from None
