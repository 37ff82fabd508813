"""Accounts, elders, their families, caregivers, and the log of who saw what."""

from datetime import datetime
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, UserManager
from django.db import models

from stations.people.sealed import BlindIndex, SealedText
from stations.places.models import AdminDivision, CareStation, Datum


class Role(models.TextChoices):
    """What an account is; its rights follow from `permissions.RIGHTS`."""

    ELDER = "elder"
    FAMILY_MEMBER = "family_member"
    CAREGIVER = "caregiver"
    STATION_OPERATOR = "station_operator"
    REGULATOR = "regulator"
    ADMINISTRATOR = "administrator"


class Sex(models.TextChoices):
    """Sex as recorded on the identity card."""

    FEMALE = "female"
    MALE = "male"


class Occupation(models.TextChoices):
    """What a caregiver is employed as."""

    CAREGIVER = "caregiver"
    NURSE = "nurse"
    THERAPIST = "therapist"
    MEAL_COURIER = "meal_courier"
    VOLUNTEER = "volunteer"


class CredentialKind(models.TextChoices):
    """Papers a service may ask for; they are checked on the service date."""

    HEALTH_CERTIFICATE = "health_certificate"
    CARE_CERTIFICATE = "care_certificate"
    NURSE_LICENCE = "nurse_licence"
    THERAPIST_LICENCE = "therapist_licence"


class TravelMode(models.TextChoices):
    """How a caregiver moves between visits."""

    WALKING = "walking"
    BIKE = "bike"
    CAR = "car"


class ElderState(models.TextChoices):
    """Whether an elder can be served at home now."""

    ACTIVE = "active"
    HOSPITALISED = "hospitalised"
    MOVED_AWAY = "moved_away"
    DECEASED = "deceased"


class DisabilityLevel(models.TextChoices):
    """GB/T 42195-2022: 90 points intact, 66-89 mild, 46-65 moderate, 30-45 severe, 0-29 complete."""

    INTACT = "intact"
    MILD = "mild"
    MODERATE = "moderate"
    SEVERE = "severe"
    COMPLETE = "complete"


class Elder(models.Model):
    """A person who is cared for at home."""

    number = models.CharField(max_length=20, unique=True)
    name = SealedText()
    name_index = BlindIndex(of="name")
    sex = models.CharField(max_length=6, choices=Sex.choices)
    birth_date = models.DateField(null=True, blank=True)
    id_number = SealedText(blank=True)
    id_number_index = BlindIndex(of="id_number")
    phone = SealedText(blank=True)
    phone_index = BlindIndex(of="phone")
    address = SealedText(blank=True)
    division = models.ForeignKey(AdminDivision, on_delete=models.PROTECT, related_name="elders")
    latitude = models.FloatField()
    longitude = models.FloatField()
    source_datum = models.CharField(max_length=5, choices=Datum.choices, default=Datum.WGS84)
    station = models.ForeignKey(CareStation, on_delete=models.PROTECT, related_name="elders")
    state = models.CharField(max_length=12, choices=ElderState.choices, default=ElderState.ACTIVE)
    disability_level = models.CharField(max_length=8, choices=DisabilityLevel.choices, blank=True)
    assessed_on = models.DateField(null=True, blank=True)
    special_groups = models.JSONField(default=list, blank=True)
    diet_tags = models.JSONField(default=list, blank=True)
    allergens = models.JSONField(default=list, blank=True)
    emergency_name = SealedText(blank=True)
    emergency_phone = SealedText(blank=True)

    class Meta:
        ordering = ("number",)

    def __str__(self) -> str:
        return self.number


class Caregiver(models.Model):
    """A person who makes visits: carer, nurse, therapist, meal courier or volunteer."""

    number = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=40)
    sex = models.CharField(max_length=6, choices=Sex.choices)
    phone = SealedText(blank=True)
    phone_index = BlindIndex(of="phone")
    station = models.ForeignKey(CareStation, on_delete=models.PROTECT, related_name="caregivers")
    occupation = models.CharField(max_length=12, choices=Occupation.choices)
    travel_mode = models.CharField(max_length=8, choices=TravelMode.choices, default=TravelMode.BIKE)
    # Meals the box on the bike holds; 0 for who carries none.
    box_capacity = models.PositiveSmallIntegerField(default=0)
    languages = models.JSONField(default=list, blank=True)
    active = models.BooleanField(default=True)
    # Counts how often credentials were added or changed: who judged by them compares, and judges again.
    papers_version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("number",)

    def __str__(self) -> str:
        return self.number


class Credential(models.Model):
    """A paper a caregiver holds, valid from `valid_from` until `valid_until`, both days included.

    A renewal under the same number is a paper of its own: the days before it stay valid.
    """

    caregiver = models.ForeignKey(Caregiver, on_delete=models.CASCADE, related_name="credentials")
    kind = models.CharField(max_length=20, choices=CredentialKind.choices)
    number = models.CharField(max_length=40, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("caregiver", "kind", "number", "valid_until"), name="credential_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} until {self.valid_until}"


class Shift(models.Model):
    """A period of work [starts_at, ends_at) with at most one break of `break_minutes` inside its window."""

    caregiver = models.ForeignKey(Caregiver, on_delete=models.CASCADE, related_name="shifts")
    day = models.DateField(db_index=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    break_minutes = models.PositiveSmallIntegerField(default=0)
    break_from = models.DateTimeField(null=True, blank=True)
    break_until = models.DateTimeField(null=True, blank=True)
    # From when the shift no longer stands and why, e.g. ill; both empty while all of it stands, the reason
    # also once it is forgotten.
    withdrawn_from = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("starts_at",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="shift_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.caregiver_id} {self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def stands_until(self) -> datetime:
        """The end of the part that stands; not after `starts_at` when none of it does."""
        return min(self.ends_at, self.withdrawn_from or self.ends_at)


class Account(AbstractBaseUser):
    """Somebody, or a machine, who signs in; one role, scoped to an elder, a station or a division."""

    username = models.CharField(max_length=60, unique=True)
    display_name = models.CharField(max_length=40, blank=True)
    role = models.CharField(max_length=16, choices=Role.choices)
    language = models.CharField(max_length=7, default="zh-CN")
    is_active = models.BooleanField(default=True)
    elder = models.OneToOneField(
        Elder, null=True, blank=True, on_delete=models.PROTECT, related_name="account"
    )
    caregiver = models.OneToOneField(
        Caregiver, null=True, blank=True, on_delete=models.PROTECT, related_name="account"
    )
    station = models.ForeignKey(
        CareStation, null=True, blank=True, on_delete=models.PROTECT, related_name="accounts"
    )
    division = models.ForeignKey(
        AdminDivision, null=True, blank=True, on_delete=models.PROTECT, related_name="accounts"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        ordering = ("username",)

    def __str__(self) -> str:
        return self.username


class Relation(models.TextChoices):
    """What a family member is to the elder."""

    SPOUSE = "spouse"
    CHILD = "child"
    GRANDCHILD = "grandchild"
    SIBLING = "sibling"
    GUARDIAN = "guardian"
    OTHER = "other"


class FamilyBinding(models.Model):
    """A family member may see, order or pay for an elder, while verified, unexpired and not revoked."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="bindings")
    elder = models.ForeignKey(Elder, on_delete=models.CASCADE, related_name="bindings")
    relation = models.CharField(max_length=10, choices=Relation.choices)
    may_see = models.BooleanField(default=True)
    may_order = models.BooleanField(default=True)
    may_pay = models.BooleanField(default=False)
    verified_at = models.DateTimeField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("account", "elder"), name="binding_once")]

    def __str__(self) -> str:
        return f"{self.account_id} → {self.elder_id}"


class MachineToken(models.Model):
    """A bearer token of a machine account; only its SHA-256 is kept."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="tokens")
    digest = models.CharField(max_length=64, unique=True)
    label = models.CharField(max_length=60)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.label


class AccessRecord(models.Model):
    """Who unmasked which fields of whom, when and why; never deleted by the product."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="access_records")
    elder = models.ForeignKey(
        Elder, null=True, blank=True, on_delete=models.PROTECT, related_name="access_records"
    )
    caregiver = models.ForeignKey(
        Caregiver, null=True, blank=True, on_delete=models.PROTECT, related_name="access_records"
    )
    fields = models.JSONField(default=list)
    reason = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at",)

    def __str__(self) -> str:
        return f"{self.account_id} {self.at:%Y-%m-%d %H:%M}"


class KeptAnswer(models.Model):
    """The answer to a create that carried an Idempotency-Key; a retry gets it again and creates nothing."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE)
    key = models.CharField(max_length=80)
    path = models.CharField(max_length=120)
    body_digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    # JSON; sealed, as it may show a name.
    answer = SealedText()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("account", "key", "path"), name="kept_answer_once")]

    def __str__(self) -> str:
        return f"{self.path} {self.key}"
