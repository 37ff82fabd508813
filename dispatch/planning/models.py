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
    # {order number: version} when the bundle was frozen; publishing compares with it.
    versions = models.JSONField(default=dict, blank=True)
    plan = models.JSONField(null=True, blank=True)
    certificates = models.JSONField(default=list, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    failure = models.CharField(max_length=40, blank=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="plan_runs"
    )
    requested_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-requested_at",)
        indexes = [models.Index(fields=("station", "day"), name="plan_run_station_day")]

    def __str__(self) -> str:
        return f"{self.station_id} {self.day} {self.state}"
