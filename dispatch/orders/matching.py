"""Who may be sent to an order, and what stands in the way of everybody else.

Planning and dispatch by hand ask the same rules, so a plan never sends whom an operator could not.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet, TextChoices

from dispatch.orders.models import WorkOrder
from stations.catalogue.models import ServiceItem
from stations.people.models import Caregiver, Credential
from stations.places.models import CareStation


class Misfit(TextChoices):
    """Why a caregiver cannot be sent; each has its sentence in plan_reasons.json."""

    OTHER_STATION = "other_station"
    INACTIVE = "inactive"
    OCCUPATION = "occupation"
    CREDENTIAL_MISSING = "credential_missing"
    CREDENTIAL_EXPIRED = "credential_expired"
    NO_SHIFT = "no_shift"
    SEX_WISH = "sex_wish"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing in the way of sending one caregiver; `about` is the credential's kind where it is one."""

    caregiver: str
    misfit: Misfit
    about: str = ""


def obstacles(order: WorkOrder, caregivers: Iterable[Caregiver]) -> list[Obstacle]:
    """All that stands in the way of sending these caregivers to the order, by caregiver."""
    chosen = list(caregivers)
    found = [each for caregiver in chosen for each in rule_obstacles(order, caregiver)]
    if found or not order.service.same_sex_preferred:
        return found
    others = [one for one in chosen if one.sex != order.elder.sex]
    if not others or not same_sex_possible(order):
        return []
    return [Obstacle(one.number, Misfit.SEX_WISH) for one in others]


def rule_obstacles(order: WorkOrder, caregiver: Caregiver) -> list[Obstacle]:
    """The hard rules one caregiver breaks for an order: station, service, papers, shift."""
    found = service_obstacles(order.service, order.station, caregiver, order.day)
    if not found and not works_during(order, caregiver):
        found = [Obstacle(caregiver.number, Misfit.NO_SHIFT)]
    return found


def service_obstacles(
    service: ServiceItem, station: CareStation, caregiver: Caregiver, day: date
) -> list[Obstacle]:
    """The rules that hold for a service on a day, whatever the hour."""
    number = caregiver.number
    if caregiver.station_id != station.pk:
        return [Obstacle(number, Misfit.OTHER_STATION)]
    if not caregiver.active:
        return [Obstacle(number, Misfit.INACTIVE)]
    if service.occupations and caregiver.occupation not in service.occupations:
        return [Obstacle(number, Misfit.OCCUPATION)]
    held = list(caregiver.credentials.all())
    asked = [(kind, _credential_misfit(held, kind, day)) for kind in service.credentials]
    return [Obstacle(number, misfit, kind) for kind, misfit in asked if misfit]


def valid_on(credential: Credential, day: date) -> bool:
    """Whether the paper counts on the day; both its ends are included."""
    begun = credential.valid_from is None or credential.valid_from <= day
    return begun and day <= credential.valid_until


def works_during(order: WorkOrder, caregiver: Caregiver) -> bool:
    """Whether a standing shift leaves room to start inside the window and finish before it ends."""
    length = timedelta(minutes=order.service_minutes)
    shifts = caregiver.shifts.filter(
        starts_at__lt=order.window_until, ends_at__gte=order.window_from + length
    )
    return any(max(shift.starts_at, order.window_from) + length <= shift.stands_until for shift in shifts)


def same_sex_possible(order: WorkOrder) -> bool:
    """Whether enough fitting caregivers of the elder's sex work then; what nobody can meet binds nobody."""
    candidates = on_staff(order.station).filter(sex=order.elder.sex)
    fitting = [one for one in candidates if not rule_obstacles(order, one)]
    return len(fitting) >= order.caregivers_needed


def on_staff(station: CareStation) -> QuerySet[Caregiver]:
    """The station's active caregivers with their papers."""
    return Caregiver.objects.filter(station=station, active=True).prefetch_related("credentials")


def _credential_misfit(held: list[Credential], kind: str, day: date) -> Misfit | None:
    of_kind = [one for one in held if one.kind == kind]
    if not of_kind:
        return Misfit.CREDENTIAL_MISSING
    if not any(valid_on(one, day) for one in of_kind):
        return Misfit.CREDENTIAL_EXPIRED
    return None
