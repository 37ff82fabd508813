"""The numbers in the criteria: a city's own, from settings, with the defaults of docs/accuracy-rate.md."""

from dataclasses import dataclass, fields

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


@dataclass(frozen=True, slots=True)
class Limits:
    """What still counts as right; minutes, hours, meters and shares of the planned duration."""

    window_tolerance_minutes: float = 15
    largest_accuracy_meters: float = 100
    hot_meal_minutes: float = 120
    shortest_share: float = 0.8
    longest_share: float = 1.5
    clock_skew_minutes: float = 2
    latest_report_hours: float = 12
    overdue_hours: float = 2


def limits() -> Limits:
    """Read the limits in force; `ACCURACY_LIMITS` names only those that differ.

    Raises ImproperlyConfigured for a name that is none of them.
    """
    if unknown := set(settings.ACCURACY_LIMITS) - {field.name for field in fields(Limits)}:
        raise ImproperlyConfigured(f"ELDERCARE_ACCURACY_LIMITS does not know {', '.join(sorted(unknown))}.")
    return Limits(**settings.ACCURACY_LIMITS)
