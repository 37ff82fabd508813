"""Verdicts on orders, and counts of them kept in the same transaction."""

from django.db import models

from dispatch.orders.models import OrderEvent, WorkOrder
from stations.catalogue.models import ServiceItem
from stations.people.models import Caregiver
from stations.places.models import AdminDivision, CareStation


class Criterion(models.TextChoices):
    """The ten questions asked of every order (docs/accuracy-rate.md)."""

    C0 = "C0"
    C1 = "C1"
    C2 = "C2"
    C3 = "C3"
    C4 = "C4"
    C5 = "C5"
    C6 = "C6"
    C7 = "C7"
    C8 = "C8"
    C9 = "C9"


class Answer(models.TextChoices):
    """What one criterion came to; UNVERIFIED counts as a failure in the headline."""

    PASS = "PASS"
    FAIL = "FAIL"
    UNVERIFIED = "UNVERIFIED"
    NOT_APPLICABLE = "NOT_APPLICABLE"


class EvidenceGrade(models.TextChoices):
    """How good the evidence behind a verdict is, best first."""

    DEVICE = "device"
    FAMILY_CONFIRMED = "family_confirmed"
    MANUAL = "manual"
    NONE = "none"


class Verdict(models.Model):
    """The ten answers for one order as of one event of the log."""

    order = models.OneToOneField(WorkOrder, on_delete=models.PROTECT, related_name="verdict")
    day = models.DateField(db_index=True)
    station = models.ForeignKey(CareStation, on_delete=models.PROTECT, related_name="verdicts")
    division = models.ForeignKey(AdminDivision, on_delete=models.PROTECT, related_name="verdicts")
    service = models.ForeignKey(ServiceItem, on_delete=models.PROTECT, related_name="verdicts")
    # Whether the order belongs to the population D; why not, when it does not.
    counted = models.BooleanField()
    left_out_because = models.CharField(max_length=40, blank=True)
    # {"C0": {"answer": "PASS", "reason": "checked_out", "evidence": [ids]}, ...}
    answers = models.JSONField()
    first_fail = models.CharField(max_length=2, choices=Criterion.choices, blank=True)
    accurate = models.BooleanField()
    evidence_grade = models.CharField(max_length=16, choices=EvidenceGrade.choices)
    as_of = models.ForeignKey(OrderEvent, on_delete=models.PROTECT, related_name="+")
    judged_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.order_id} {'accurate' if self.accurate else self.first_fail}"


class DayCount(models.Model):
    """Counts of verdicts for one day, station, division of the elder and service.

    Rates are always made from sums of these; rates themselves are never averaged.
    """

    day = models.DateField(db_index=True)
    station = models.ForeignKey(CareStation, on_delete=models.PROTECT, related_name="+")
    division = models.ForeignKey(AdminDivision, on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey(ServiceItem, on_delete=models.PROTECT, related_name="+")
    population = models.IntegerField(default=0)
    accurate = models.IntegerField(default=0)
    # {"C0": {"PASS": n, "FAIL": n, "UNVERIFIED": n, "NOT_APPLICABLE": n, "first_fail": n}, ...}
    criteria = models.JSONField(default=dict)
    # How many verdicts rest on each EvidenceGrade.
    grades = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("day", "station", "division", "service"), name="day_count_once"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.station_id}"


class LogCursor(models.Model):
    """How far a station's log has been followed; moved in the same transaction as what it caused."""

    station = models.OneToOneField(CareStation, on_delete=models.PROTECT, related_name="+")
    seq = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.station_id} at {self.seq}"


class PapersSeen(models.Model):
    """By which of a caregiver's `papers_version` the verdicts on their visits were judged."""

    caregiver = models.OneToOneField(Caregiver, on_delete=models.CASCADE, related_name="+")
    version = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.caregiver_id} at {self.version}"
