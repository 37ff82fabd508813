"""Evidence of what happened at the door."""

from django.conf import settings
from django.db import models

from dispatch.orders.models import Move, OrderEvent, WorkOrder
from stations.people.models import Caregiver
from stations.places.models import Datum


class ProofKind(models.TextChoices):
    """How the person served was identified."""

    QR_CODE = "qr_code"
    CARD = "card"
    PIN = "pin"
    BEACON = "beacon"
    FAMILY_CONFIRMATION = "family_confirmation"
    NONE = "none"


class Evidence(models.Model):
    """The position and proof that came with one move, as the tablet reported them.

    Position is stored in WGS-84 with the datum it came in. Empty position means location was off.
    Never changed: the event carries its digest (`sealing`), so that a change is found.
    """

    order = models.ForeignKey(WorkOrder, on_delete=models.PROTECT, related_name="evidence")
    event = models.OneToOneField(OrderEvent, on_delete=models.PROTECT, related_name="evidence")
    move = models.CharField(max_length=18, choices=Move.choices)
    caregiver = models.ForeignKey(
        Caregiver, null=True, blank=True, on_delete=models.PROTECT, related_name="evidence"
    )
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    accuracy_meters = models.FloatField(null=True, blank=True)
    source_datum = models.CharField(max_length=5, choices=Datum.choices, blank=True)
    mock = models.BooleanField(null=True, blank=True)
    distance_meters = models.FloatField(null=True, blank=True)
    proof_kind = models.CharField(max_length=20, choices=ProofKind.choices, default=ProofKind.NONE)
    # Whether the proof was checked against what was issued; empty when nothing was there to check it against.
    proof_valid = models.BooleanField(null=True, blank=True)
    # Services done, as ticked at the door: [{"service": code, "done": true}].
    items_done = models.JSONField(default=list, blank=True)
    # Food temperature at hand-over and the like, in their own units: {"food_celsius": 63.5}.
    measurements = models.JSONField(default=dict, blank=True)
    happened_at = models.DateTimeField()
    received_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="evidence")
    # Goes into the digest that the event carries; empty in rows from before events sealed their evidence.
    salt = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        ordering = ("happened_at", "pk")

    def __str__(self) -> str:
        return f"{self.order_id} {self.move}"


class DoorProof(models.Model):
    """What identifies an elder at the door: the digest of a QR code, card, PIN or beacon issued to them."""

    elder = models.ForeignKey("people.Elder", on_delete=models.CASCADE, related_name="door_proofs")
    kind = models.CharField(max_length=20, choices=ProofKind.choices)
    digest = models.CharField(max_length=64)
    issued_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("elder", "kind", "digest"), name="door_proof_once")]

    def __str__(self) -> str:
        return f"{self.elder_id} {self.kind}"
