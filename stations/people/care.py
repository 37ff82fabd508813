"""Whom a caregiver visits. This room knows no orders; the one that does is named in the settings."""

from collections.abc import Callable
from datetime import date
from typing import cast

from django.conf import settings
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from stations.people.models import Caregiver, Elder


def elders_in_care_of(caregiver: Caregiver, day: date) -> QuerySet[Elder]:
    """The elders whom the caregiver is assigned to visit on a day (settings.ELDERS_IN_CARE_OF answers)."""
    answer = cast(Callable[[Caregiver, date], QuerySet[Elder]], import_string(settings.ELDERS_IN_CARE_OF))
    return answer(caregiver, day)
