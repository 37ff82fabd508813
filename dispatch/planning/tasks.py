"""Planning outside the web process: one task a station-day, so that it scales by adding workers."""

from uuid import UUID

from celery import shared_task

from dispatch.planning.acts.running import revive_lost
from dispatch.planning.heartbeat import real_now
from dispatch.planning.queue import hand_to_worker
from dispatch.planning.solving import solve_run
from stations.ground.clock import now


@shared_task(name="dispatch.planning.tasks.solve_plan")
def solve_plan(run_id: str) -> None:
    """Solve one run."""
    solve_run(UUID(run_id))


@shared_task(name="dispatch.planning.tasks.sweep_lost_plans")
def sweep_lost_plans() -> None:
    """Queue again what a lost worker or broker left behind, or let it fail."""
    for run in revive_lost(at=now(), beat_at=real_now()):
        hand_to_worker(run)
