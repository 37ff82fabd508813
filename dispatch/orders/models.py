"""Requests, work orders, who is assigned, and the one log that everything else reads."""

from django.conf import settings
from django.db import models

from stations.catalogue.models import ServiceItem
from stations.people.models import Caregiver, Elder
from stations.places.models import AdminDivision, CareStation


class State(models.TextChoices):
    """Where a work order is in its life."""

    CREATED = "CREATED"
    DISPATCHED = "DISPATCHED"
    ACCEPTED = "ACCEPTED"
    DEPARTED = "DEPARTED"
    CHECKED_IN = "CHECKED_IN"
    IN_SERVICE = "IN_SERVICE"
    CHECKED_OUT = "CHECKED_OUT"
    COMPLETED = "COMPLETED"
    CALLED_BACK = "CALLED_BACK"
    EVALUATED = "EVALUATED"
    SETTLED = "SETTLED"
    ARCHIVED = "ARCHIVED"
    CANCELLED = "CANCELLED"
    MISSED = "MISSED"
    EXCEPTION = "EXCEPTION"


class Move(models.TextChoices):
    """What a person can do to a work order."""

    CREATE = "CREATE"
    DISPATCH = "DISPATCH"
    ACCEPT = "ACCEPT"
    DEPART = "DEPART"
    CHECK_IN = "CHECK_IN"
    START_SERVICE = "START_SERVICE"
    CHECK_OUT = "CHECK_OUT"
    COMPLETE = "COMPLETE"
    CALL_BACK = "CALL_BACK"
    EVALUATE = "EVALUATE"
    SETTLE = "SETTLE"
    ARCHIVE = "ARCHIVE"
    TRANSFER = "TRANSFER"
    RETURN = "RETURN"
    CANCEL = "CANCEL"
    MISS = "MISS"
    RAISE_EXCEPTION = "RAISE_EXCEPTION"
    RESOLVE_EXCEPTION = "RESOLVE_EXCEPTION"
    URGE = "URGE"
    REPORT_DELAY = "REPORT_DELAY"
    DECIDE_COMPLAINT = "DECIDE_COMPLAINT"
    REPORT_RESOLUTION = "REPORT_RESOLUTION"


class Complaint(models.TextChoices):
    """How a complaint of the elder's side stands; empty when there is none."""

    OPEN = "OPEN"
    UPHELD = "UPHELD"
    DISMISSED = "DISMISSED"


class Resolution(models.TextChoices):
    """Whether a decided complaint is solved in the eyes of who made it; empty before they say so."""

    RESOLVED = "RESOLVED"
    NOT_RESOLVED = "NOT_RESOLVED"


class Source(models.TextChoices):
    """Who asked, and how."""

    ELDER = "elder"
    FAMILY_MEMBER = "family_member"
    PHONE = "phone"
    MACHINE = "machine"


class ServiceRequest(models.Model):
    """What was asked for, as it was asked."""

    elder = models.ForeignKey(Elder, on_delete=models.PROTECT, related_name="requests")
    service = models.ForeignKey(ServiceItem, on_delete=models.PROTECT, related_name="requests")
    window_from = models.DateTimeField()
    window_until = models.DateTimeField()
    note = models.CharField(max_length=200, blank=True)
    # [{"code", "name_zh", "name_en", "price_fen", "count"}], as priced when ordered.
    dishes = models.JSONField(default=list, blank=True)
    source = models.CharField(max_length=14, choices=Source.choices)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="requests"
    )
    requested_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"request {self.pk}"


class WorkOrder(models.Model):
    """One service at one time for one elder, from asking to archiving.

    Only `acts` change it, each change together with its `OrderEvent`.
    """

    number = models.CharField(max_length=24, unique=True)
    request = models.OneToOneField(ServiceRequest, on_delete=models.PROTECT, related_name="order")
    station = models.ForeignKey(CareStation, on_delete=models.PROTECT, related_name="orders")
    division = models.ForeignKey(AdminDivision, on_delete=models.PROTECT, related_name="orders")
    elder = models.ForeignKey(Elder, on_delete=models.PROTECT, related_name="orders")
    service = models.ForeignKey(ServiceItem, on_delete=models.PROTECT, related_name="orders")
    state = models.CharField(max_length=12, choices=State.choices, default=State.CREATED)
    # Counts the moves; what a person saw is compared with it before a change.
    version = models.PositiveIntegerField(default=1)
    day = models.DateField(db_index=True)
    window_from = models.DateTimeField()
    window_until = models.DateTimeField()
    # The start promised to the elder by a published plan or by the operator.
    promised_at = models.DateTimeField(null=True, blank=True)
    # When the meal left the stove.
    cooked_at = models.DateTimeField(null=True, blank=True)
    service_minutes = models.PositiveSmallIntegerField()
    caregivers_needed = models.PositiveSmallIntegerField(default=1)
    price_fen = models.PositiveIntegerField(default=0)
    # [{"funder": "elder", "fen": 1800}, ...]; sums to price_fen.
    funder_shares = models.JSONField(default=list)
    is_test = models.BooleanField(default=False)
    # Remembered while in EXCEPTION, so that resolving can go back there.
    state_before_exception = models.CharField(max_length=12, choices=State.choices, blank=True)
    complaint = models.CharField(max_length=9, choices=Complaint.choices, blank=True)
    resolution = models.CharField(max_length=12, choices=Resolution.choices, blank=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ("window_from", "number")
        indexes = [
            models.Index(fields=("station", "day", "state"), name="order_station_day_state"),
            # The few complaints that wait, among all orders ever.
            models.Index(
                fields=("complaint",),
                condition=models.Q(complaint=Complaint.OPEN),
                name="order_open_complaint",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(window_until__gt=models.F("window_from")), name="order_window_has_length"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Assignment(models.Model):
    """A caregiver given to a work order; ended, not deleted, when the order goes to another."""

    order = models.ForeignKey(WorkOrder, on_delete=models.CASCADE, related_name="assignments")
    caregiver = models.ForeignKey(Caregiver, on_delete=models.PROTECT, related_name="assignments")
    # The stop's place in the caregiver's round of the day, from 1; empty when assigned by hand.
    round_position = models.PositiveSmallIntegerField(null=True, blank=True)
    planned_start_at = models.DateTimeField(null=True, blank=True)
    travel_seconds = models.PositiveIntegerField(null=True, blank=True)
    # When this caregiver said to be there, if they reported a delay.
    expected_at = models.DateTimeField(null=True, blank=True)
    assigned_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("planned_start_at", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("order", "caregiver"), condition=models.Q(ended_at__isnull=True), name="assigned_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order_id} → {self.caregiver_id}"


class Withdrawal(models.Model):
    """A caregiver taken out of what was left of a day: who did it and why, and what became of the visits."""

    command = models.UUIDField(primary_key=True)
    caregiver = models.ForeignKey(Caregiver, on_delete=models.PROTECT, related_name="withdrawals")
    day = models.DateField()
    # Health of an employee: forgotten after settings.ABSENCE_REASON_DAYS.
    reason = models.CharField(max_length=200, blank=True)
    # Numbers of orders: gone back to be given to somebody else, and left with the caregiver.
    returned = models.JSONField(default=list)
    kept = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="withdrawals")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.caregiver_id} {self.day}"


class StationFeed(models.Model):
    """The head of a station's log. Its row lock orders the commits, so `seq` has no gap and no overtaking."""

    station = models.OneToOneField(CareStation, on_delete=models.PROTECT, related_name="feed")
    last_seq = models.PositiveBigIntegerField(default=0)
    last_hash = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.station_id} at {self.last_seq}"


class OrderEvent(models.Model):
    """One change of one work order: history, live feed, audit chain and the input of every figure."""

    station = models.ForeignKey(CareStation, on_delete=models.PROTECT, related_name="events")
    seq = models.PositiveBigIntegerField()
    order = models.ForeignKey(WorkOrder, on_delete=models.PROTECT, related_name="events")
    version = models.PositiveIntegerField()
    move = models.CharField(max_length=18, choices=Move.choices)
    state = models.CharField(max_length=12, choices=State.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="events")
    # When it happened by the person's account (a tablet may send late), and when it was written.
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    command = models.UUIDField(unique=True)
    # Facts of the move: reason, caregiver numbers, digest of its evidence; never a name, phone or address.
    facts = models.JSONField(default=dict)
    prev_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("station", "seq")
        constraints = [models.UniqueConstraint(fields=("station", "seq"), name="event_seq_once")]
        indexes = [models.Index(fields=("order", "version"), name="event_of_order")]

    def __str__(self) -> str:
        return f"{self.station_id}#{self.seq} {self.move}"


class LedgerAnchor(models.Model):
    """A seq and its hash put aside, so that a chain rewritten from the start is found out."""

    station = models.ForeignKey(CareStation, on_delete=models.PROTECT, related_name="anchors")
    seq = models.PositiveBigIntegerField()
    hash = models.CharField(max_length=64)
    anchored_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=("station", "seq"), name="anchor_once")]

    def __str__(self) -> str:
        return f"{self.station_id}#{self.seq}"
