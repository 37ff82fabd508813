"""Handing a run to a worker; by the task's name, as acts know no tasks."""

import structlog
from celery import current_app
from kombu.exceptions import OperationalError

from dispatch.planning.models import PlanRun

SOLVE_PLAN = "dispatch.planning.tasks.solve_plan"

log = structlog.get_logger("planning")


def hand_to_worker(run: PlanRun) -> None:
    """Queue the run, once its row is committed; a broker that is down is tried again by the sweep."""
    try:
        # Without retries: the person waits for this answer, and the sweep tries again anyhow.
        current_app.send_task(SOLVE_PLAN, args=[str(run.pk)], retry=False)
    except (OperationalError, OSError) as error:
        log.warning("plan_not_queued", run=str(run.pk), error=type(error).__name__)
