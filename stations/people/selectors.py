"""Questions about people, already cut down to what the asking account may see."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from django.db.models import F, Q, QuerySet

from stations.ground.clock import local_day
from stations.people.care import elders_in_care_of
from stations.people.models import Account, Caregiver, Credential, Elder, FamilyBinding, Role, Shift
from stations.people.sealed import blind_index
from stations.places.models import CareStation
from stations.places.selectors import code_prefix

SEEN_WITH_ELDER = ("station", "division__parent__parent")


class Demanding(Protocol):
    """What a service item says about who may do it."""

    @property
    def occupations(self) -> Sequence[str]:
        """Occupations that may do it; empty for all."""

    @property
    def credentials(self) -> Sequence[str]:
        """Kinds of credential that must all be valid on the day."""


def stations_visible_to(account: Account) -> QuerySet[CareStation]:
    """The stations an account works at, is served by, or oversees."""
    match account.role:
        case Role.STATION_OPERATOR:
            return CareStation.objects.filter(accounts=account)
        case Role.CAREGIVER:
            return CareStation.objects.filter(caregivers=account.caregiver_id)
        case Role.ELDER:
            return CareStation.objects.filter(elders=account.elder_id)
        case Role.FAMILY_MEMBER:
            bound = account.bindings.filter(revoked_at__isnull=True, verified_at__isnull=False)
            return CareStation.objects.filter(pk__in=bound.values("elder__station"))
        case Role.ADMINISTRATOR if account.division is None:
            return CareStation.objects.all()
        case _:
            return _stations_in_division(account)


def _stations_in_division(account: Account) -> QuerySet[CareStation]:
    if account.division is None:
        return CareStation.objects.none()
    return CareStation.objects.filter(division__code__startswith=code_prefix(account.division.code))


def bindings_in_force(account: Account, at: datetime) -> QuerySet[FamilyBinding]:
    """Family bindings that are verified, not revoked and not expired at an instant."""
    unexpired = Q(expires_on__isnull=True) | Q(expires_on__gte=local_day(at))
    return FamilyBinding.objects.filter(
        unexpired, account=account, verified_at__lte=at, revoked_at__isnull=True
    )


def bindings_visible_to(account: Account, at: datetime) -> QuerySet[FamilyBinding]:
    """Bindings not revoked: a family member's own, or those of the elders whom others may see."""
    standing = FamilyBinding.objects.filter(revoked_at__isnull=True).select_related(
        "account", "elder__station"
    )
    if account.role == Role.FAMILY_MEMBER:
        return standing.filter(account=account)
    return standing.filter(elder__in=elders_visible_to(account, at))


def own_elders(account: Account, at: datetime) -> QuerySet[Elder]:
    """The elder themself, or those whom a family member may see: their names are shown unmasked."""
    if account.role == Role.ELDER:
        return Elder.objects.filter(account=account)
    if account.role == Role.FAMILY_MEMBER:
        seen = bindings_in_force(account, at).filter(may_see=True)
        return Elder.objects.filter(pk__in=seen.values("elder"))
    return Elder.objects.none()


def own_elder_ids(account: Account, at: datetime) -> frozenset[int]:
    """Primary keys of `own_elders`, in one query, for showing a list."""
    return frozenset(own_elders(account, at).values_list("pk", flat=True))


def elders_visible_to(account: Account, at: datetime) -> QuerySet[Elder]:
    """The elders an account may see: own, today's round's, own station's, or own division's."""
    if account.role in (Role.ELDER, Role.FAMILY_MEMBER):
        found = own_elders(account, at)
    elif account.role == Role.CAREGIVER:
        found = (
            elders_in_care_of(account.caregiver, local_day(at)) if account.caregiver else Elder.objects.none()
        )
    elif account.role == Role.ADMINISTRATOR and account.division is None:
        found = Elder.objects.all()
    else:
        found = Elder.objects.filter(station__in=stations_visible_to(account))
    return found.select_related(*SEEN_WITH_ELDER)


def elders_orderable_by(account: Account, at: datetime) -> QuerySet[Elder]:
    """The elders for whom an account may order: themself, by a family binding, or at the own station."""
    if account.role == Role.FAMILY_MEMBER:
        ordering = bindings_in_force(account, at).filter(may_order=True)
        return Elder.objects.filter(pk__in=ordering.values("elder"))
    if account.role in (Role.ELDER, Role.STATION_OPERATOR):
        return elders_visible_to(account, at)
    return Elder.objects.none()


def orderable_elder_ids(account: Account, at: datetime) -> frozenset[int]:
    """Primary keys of `elders_orderable_by` for showing a list, in one query."""
    return frozenset(elders_orderable_by(account, at).values_list("pk", flat=True))


def elders_matching(elders: QuerySet[Elder], words: str) -> QuerySet[Elder]:
    """Elders whose number, whole name, phone or ID number is exactly `words`; sealed text knows no parts."""
    index = blind_index(words)
    return elders.filter(
        Q(number=words.strip()) | Q(name_index=index) | Q(phone_index=index) | Q(id_number_index=index)
    )


def caregivers_visible_to(account: Account) -> QuerySet[Caregiver]:
    """Caregivers of the stations an account may see."""
    return Caregiver.objects.filter(station__in=stations_visible_to(account)).select_related("station")


def qualified_caregivers(station: CareStation, service: Demanding, day: date) -> QuerySet[Caregiver]:
    """Active caregivers of a station whose occupation fits and whose credentials are all valid on `day`."""
    found = Caregiver.objects.filter(station=station, active=True)
    if service.occupations:
        found = found.filter(occupation__in=service.occupations)
    for kind in service.credentials:
        found = found.filter(pk__in=credentials_valid_on(day).filter(kind=kind).values("caregiver"))
    return found


def credentials_valid_on(day: date) -> QuerySet[Credential]:
    """Credentials valid on a day; both their first and last day count."""
    return Credential.objects.filter(
        Q(valid_from__isnull=True) | Q(valid_from__lte=day), valid_until__gte=day
    )


def standing_shifts(station: CareStation, day: date) -> QuerySet[Shift]:
    """Shifts of a station's active caregivers on a day, without those withdrawn before they began.

    A shift withdrawn half way is among them; it stands until `Shift.stands_until`.
    """
    return (
        Shift.objects.filter(caregiver__station=station, caregiver__active=True, day=day)
        .exclude(withdrawn_from__lte=F("starts_at"))
        .select_related("caregiver")
    )


def shifts_visible_to(account: Account) -> QuerySet[Shift]:
    """Shifts of the stations an account may see; a caregiver's own."""
    if account.role == Role.CAREGIVER:
        return Shift.objects.filter(caregiver=account.caregiver_id).select_related("caregiver")
    return Shift.objects.filter(caregiver__station__in=stations_visible_to(account)).select_related(
        "caregiver"
    )
