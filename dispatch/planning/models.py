"""Plan runs: the frozen problem, the plan found, and what became of it."""

import uuid

from django.conf import settings
from django.db import models

from stations.places.models import CareStation


class RunState(models.TextChoices):
    """Where a plan run is."""

    QUEUED = "queued"
    RUNNING = "running"
    READY = "ready"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"
    CANCELLED = "cancelled"
    FAILED = "failed"


LIVE_STATES = (RunState.QUEUED, RunState.RUNNING)


class Failure(models.TextChoices):
    """Why a run failed; the pages word it, the operator may ask again."""

    WORKER_LOST = "worker_lost"
    SOLVER_FAILED = "solver_failed"
    SOLVER_TIMEOUT = "solver_timeout"
    PLAN_UNREADABLE = "plan_unreadable"
    PLAN_INFEASIBLE = "plan_infeasible"
    PROBLEM_REFUSED = "problem_refused"


class PlanRun(models.Model):
    """One planning of one station-day, from the request to the published rounds."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    station = models.ForeignKey(CareStation, on_delete=models.PROTECT, related_name="plan_runs")
    day = models.DateField()
    state = models.CharField(max_length=10, choices=RunState.choices, default=RunState.QUEUED)
    seconds = models.PositiveSmallIntegerField(default=5)
    seed = models.PositiveIntegerField(default=0)
    # 0 to 1, with the best cost so far and the visits not placed.
    progress = models.FloatField(default=0)
    best_cost = models.FloatField(null=True, blank=True)
    unplaced = models.PositiveIntegerField(null=True, blank=True)
    bundle = models.JSONField(null=True, blank=True)
    bundle_hash = models.CharField(max_length=64, blank=True)
    # {order number: reason code} of orders that no plan could hold, e.g. as nobody is on shift.
    left_out = models.JSONField(default=dict, blank=True)
    # {order number: version} when the bundle was frozen; publishing compares with it.
    versions = models.JSONField(default=dict, blank=True)
    plan = models.JSONField(null=True, blank=True)
    # Counts and the objective's terms as the independent judge counted them.
    summary = models.JSONField(default=dict, blank=True)
    certificates = models.JSONField(default=list, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    failure = models.CharField(max_length=16, choices=Failure.choices, blank=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="plan_runs"
    )
    requested_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    # The last sign of life of whoever has the run, by the real clock even in a simulated day.
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-requested_at",)
        indexes = [models.Index(fields=("station", "day"), name="plan_run_station_day")]
        constraints = [
            models.UniqueConstraint(
                fields=("station", "day"), condition=models.Q(state__in=LIVE_STATES), name="one_live_run"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.station_id} {self.day} {self.state}"
