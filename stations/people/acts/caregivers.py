"""Registering caregivers and their credentials."""

from collections.abc import Collection, Sequence
from datetime import date

from django.db import transaction
from django.db.models import F

from stations.ground.refusal import WrongInput
from stations.people.authority import demand_at
from stations.people.identity import is_phone, plain_phone
from stations.people.models import (
    Account,
    Caregiver,
    Credential,
    CredentialKind,
    Occupation,
    Sex,
    TravelMode,
)
from stations.people.numbering import fresh_number
from stations.people.permissions import Right
from stations.people.refusals import AlreadyRegistered, CredentialTwice
from stations.people.sealed import blind_index
from stations.places.models import CareStation

ROWS_AT_ONCE = 500


@transaction.atomic
def register_caregiver(
    *,
    name: str,
    sex: Sex,
    station: CareStation,
    occupation: Occupation,
    phone: str = "",
    travel_mode: TravelMode = TravelMode.BIKE,
    box_capacity: int = 0,
    languages: Sequence[str] = (),
    number: str = "",
    by: Account,
) -> Caregiver:
    """Register a caregiver at a station.

    Raises NotYours, WrongInput, or AlreadyRegistered when the station has one with that phone.
    """
    demand_at(by, Right.MANAGE_CAREGIVERS, station)
    caregiver = Caregiver(
        number=number or fresh_number("C"),
        name=name.strip(),
        sex=sex,
        phone=plain_phone(phone),
        station=station,
        occupation=occupation,
        travel_mode=travel_mode,
        box_capacity=box_capacity,
        languages=list(languages),
    )
    _refuse_wrong(caregiver)
    caregiver.save(force_insert=True)
    return caregiver


def _refuse_wrong(caregiver: Caregiver) -> None:
    if not caregiver.name:
        raise WrongInput(fields={"name": "name_missing"})
    if not caregiver.phone:
        return
    if not is_phone(caregiver.phone):
        raise WrongInput(fields={"phone": "phone_wrong"})
    if Caregiver.objects.filter(phone_index=blind_index(caregiver.phone), station=caregiver.station).exists():
        raise AlreadyRegistered(fields={"phone": "already_registered"})


@transaction.atomic
def add_credential(
    *,
    caregiver: Caregiver,
    kind: CredentialKind,
    valid_until: date,
    valid_from: date | None = None,
    number: str = "",
    by: Account,
) -> Credential:
    """Add a credential, valid on both its first and last day.

    Raises NotYours, WrongInput or CredentialTwice.
    """
    demand_at(by, Right.MANAGE_CAREGIVERS, caregiver.station)
    if valid_from and valid_from > valid_until:
        raise WrongInput(fields={"valid_until": "ends_before_it_starts"})
    if caregiver.credentials.filter(kind=kind, number=number).exists():
        raise CredentialTwice(fields={"number": "credential_twice"})
    credential = Credential.objects.create(
        caregiver=caregiver, kind=kind, number=number, valid_from=valid_from, valid_until=valid_until
    )
    count_papers([caregiver])
    return credential


def count_papers(caregivers: Collection[Caregiver]) -> None:
    """Note that the credentials of these caregivers are not what they were; in the caller's transaction."""
    ids = sorted({caregiver.pk for caregiver in caregivers})
    for begin in range(0, len(ids), ROWS_AT_ONCE):
        found = Caregiver.objects.filter(pk__in=ids[begin : begin + ROWS_AT_ONCE])
        found.update(papers_version=F("papers_version") + 1)
