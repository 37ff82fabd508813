"""What a worker does to a run: takes it, keeps it alive, brings it to an end.

Each is one compare-and-set: a run cancelled or given to another worker is no longer this worker's to write.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F

from dispatch.planning.bundle import freeze
from dispatch.planning.models import Failure, PlanRun, RunState
from routing.documents import problem_hash
from routing.plan import Plan
from routing.problem import Problem
from routing.records import write

# Two beats a second are written; after this long without one the worker is taken for dead.
HEARTBEAT_PATIENCE = timedelta(seconds=15)
# A message can be lost with its broker; a run nobody took in this time is queued again.
QUEUE_PATIENCE = timedelta(seconds=60)
MOST_ATTEMPTS = 2


@dataclass(frozen=True, slots=True)
class Finding:
    """What a run came to: the checked plan, its summary, a certificate for each visit left out."""

    plan: Plan
    summary: Mapping[str, Any]
    certificates: Sequence[Mapping[str, Any]]


def claim(*, run_id: UUID, at: datetime, beat_at: datetime) -> PlanRun | None:
    """Take a queued run; None when it is not queued any more: cancelled, or a second message for it."""
    queued = PlanRun.objects.filter(pk=run_id, state=RunState.QUEUED)
    taken = queued.update(
        state=RunState.RUNNING, attempts=F("attempts") + 1, started_at=at, heartbeat_at=beat_at, progress=0
    )
    return PlanRun.objects.select_related("station").get(pk=run_id) if taken else None


@transaction.atomic
def freeze_bundle(*, run: PlanRun, at: datetime) -> Problem | None:
    """Freeze the station-day as it is now into the run; None when there is nothing to plan.

    Raises routing's ProblemError when the rows make no sound problem.
    """
    bundle = freeze(run.station, run.day, at)
    run.left_out, run.versions = bundle.left_out, bundle.versions
    if bundle.problem is not None:
        run.bundle, run.bundle_hash = write(bundle.problem), problem_hash(bundle.problem)
    run.save(update_fields=["left_out", "versions", "bundle", "bundle_hash"])
    return bundle.problem


def beat(*, run: PlanRun, beat_at: datetime, **news: Any) -> bool:
    """Say that the run is alive, with news of its progress; False when it is not ours any more."""
    return bool(_ours(run).update(heartbeat_at=beat_at, **news))


def keep_plan(*, run: PlanRun, finding: Finding, at: datetime) -> bool:
    """Keep a checked plan; the run is ready to be looked at and published."""
    return bool(
        _ours(run).update(
            state=RunState.READY,
            plan=write(finding.plan),
            summary=dict(finding.summary),
            certificates=list(finding.certificates),
            unplaced=len(finding.plan.unserved) + len(run.left_out),
            progress=1,
            finished_at=at,
        )
    )


def keep_nothing(*, run: PlanRun, summary: Mapping[str, Any], at: datetime) -> bool:
    """Keep that there was nothing to plan: ready, without a round."""
    return bool(
        _ours(run).update(
            state=RunState.READY,
            summary=dict(summary),
            unplaced=len(run.left_out),
            progress=1,
            finished_at=at,
        )
    )


def fail(*, run: PlanRun, failure: Failure, at: datetime) -> bool:
    """End a run without a plan, and say why."""
    return bool(_ours(run).update(state=RunState.FAILED, failure=failure, finished_at=at))


def revive_lost(*, at: datetime, beat_at: datetime) -> list[PlanRun]:
    """Find runs whose worker fell silent or whose message was lost; the runs to queue again are returned.

    A run is tried twice; then it has failed with `worker_lost`.
    """
    silent = PlanRun.objects.filter(state=RunState.RUNNING, heartbeat_at__lt=beat_at - HEARTBEAT_PATIENCE)
    silent.filter(attempts__gte=MOST_ATTEMPTS).update(
        state=RunState.FAILED, failure=Failure.WORKER_LOST, finished_at=at
    )
    forgotten = PlanRun.objects.filter(state=RunState.QUEUED, heartbeat_at__lt=beat_at - QUEUE_PATIENCE)
    return [run for run in [*silent, *forgotten] if _queue_again(run, beat_at)]


def _queue_again(run: PlanRun, beat_at: datetime) -> bool:
    """Two sweeps may find one run; the heartbeat each of them saw lets one win."""
    as_found = PlanRun.objects.filter(pk=run.pk, state=run.state, heartbeat_at=run.heartbeat_at)
    return bool(as_found.update(state=RunState.QUEUED, heartbeat_at=beat_at, progress=0))


def _ours(run: PlanRun) -> Any:
    return PlanRun.objects.filter(pk=run.pk, state=RunState.RUNNING, attempts=run.attempts)
