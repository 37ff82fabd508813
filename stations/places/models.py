"""Divisions, care stations and kitchens."""

from django.db import models


class DivisionLevel(models.TextChoices):
    """The four levels of the administrative tree that matter here."""

    CITY = "city"
    DISTRICT = "district"
    SUBDISTRICT = "subdistrict"
    COMMUNITY = "community"


class Datum(models.TextChoices):
    """The coordinate system a position was given in; what is stored is always WGS-84."""

    WGS84 = "WGS84"
    GCJ02 = "GCJ02"
    BD09 = "BD09"


class StationClass(models.TextChoices):
    """The class of a care station, by size and scope."""

    A = "A"
    B = "B"
    C = "C"


class AdminDivision(models.Model):
    """A division by its 12-digit statistics code: 2 province, 2 city, 2 district, 3 subdistrict, 3 community.

    A code may be revoked: it is valid from `valid_from` (inclusive) until `valid_until` (exclusive);
    empty means without end.
    """

    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=80)
    level = models.CharField(max_length=12, choices=DivisionLevel.choices)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return f"{self.name} {self.code}"


class CareStation(models.Model):
    """A care station 养老驿站: it takes requests, employs caregivers and may have a kitchen."""

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=80)
    station_class = models.CharField(max_length=1, choices=StationClass.choices, default=StationClass.B)
    division = models.ForeignKey(AdminDivision, on_delete=models.PROTECT, related_name="stations")
    latitude = models.FloatField()
    longitude = models.FloatField()
    source_datum = models.CharField(max_length=5, choices=Datum.choices, default=Datum.WGS84)
    service_radius_meters = models.PositiveIntegerField(default=1000)
    # How far a check-in may be from the home and still count as "there"; wider where homes are far apart.
    geofence_meters = models.PositiveIntegerField(default=200)
    opens_at = models.TimeField(default="07:00")
    closes_at = models.TimeField(default="20:00")
    kitchen = models.ForeignKey(
        "Kitchen", null=True, blank=True, on_delete=models.PROTECT, related_name="stations"
    )
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return f"{self.name} {self.code}"


class Kitchen(models.Model):
    """A place that cooks: a station's own kitchen or a central kitchen for many stations."""

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=80)
    latitude = models.FloatField()
    longitude = models.FloatField()
    central = models.BooleanField(default=False)
    # When a meal leaves the stove; the two-hour limit to the hand-over counts from here.
    lunch_cooked_at = models.TimeField(default="10:40")
    supper_cooked_at = models.TimeField(default="16:40")

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return f"{self.name} {self.code}"
