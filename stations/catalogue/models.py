"""Service items, dishes and menus."""

from django.db import models

from stations.places.models import Kitchen


class ServiceItem(models.Model):
    """Something that can be ordered. Numbers are a city's defaults, kept as data."""

    code = models.CharField(max_length=24, unique=True)
    name_zh = models.CharField(max_length=40)
    name_en = models.CharField(max_length=40)
    minutes = models.PositiveSmallIntegerField()
    price_fen = models.PositiveIntegerField(default=0)
    caregivers_needed = models.PositiveSmallIntegerField(default=1)
    occupations = models.JSONField(default=list)
    # Each must be held and valid on the service date.
    credentials = models.JSONField(default=list)
    same_sex_preferred = models.BooleanField(default=False)
    is_meal = models.BooleanField(default=False)
    # From cooked to handed over, a hard limit; empty for anything but meals.
    hot_limit_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    emergency = models.BooleanField(default=False)
    active = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "code")

    def __str__(self) -> str:
        return self.code


class MealTime(models.TextChoices):
    """Which meal of the day."""

    LUNCH = "lunch"
    SUPPER = "supper"


class Dish(models.Model):
    """A dish a kitchen cooks on a day, for lunch or supper."""

    kitchen = models.ForeignKey(Kitchen, on_delete=models.CASCADE, related_name="dishes")
    day = models.DateField(db_index=True)
    meal_time = models.CharField(max_length=6, choices=MealTime.choices)
    code = models.CharField(max_length=20)
    name_zh = models.CharField(max_length=40)
    name_en = models.CharField(max_length=60)
    price_fen = models.PositiveIntegerField()
    diet_tags = models.JSONField(default=list, blank=True)
    allergens = models.JSONField(default=list, blank=True)
    # Which of the drawn pictures to show, e.g. "noodles".
    picture = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ("day", "meal_time", "code")
        constraints = [
            models.UniqueConstraint(fields=("kitchen", "day", "meal_time", "code"), name="dish_once")
        ]

    def __str__(self) -> str:
        return self.code
