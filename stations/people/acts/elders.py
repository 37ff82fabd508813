"""Registering elders."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from stations.ground.clock import local_day
from stations.ground.refusal import WrongInput
from stations.people.authority import demand_at
from stations.people.identity import (
    FIRST_YEAR_OF_BIRTH,
    birth_date_in,
    is_id_number,
    is_phone,
    plain,
    plain_phone,
    sex_in,
)
from stations.people.models import Account, DisabilityLevel, Elder, ElderState, Sex
from stations.people.numbering import fresh_number
from stations.people.permissions import Right
from stations.people.refusals import AlreadyRegistered
from stations.people.sealed import blind_index
from stations.places.coordinates import in_china, to_wgs84
from stations.places.models import AdminDivision, CareStation, Datum


@transaction.atomic
def register_elder(
    *,
    name: str,
    sex: Sex,
    station: CareStation,
    division: AdminDivision,
    latitude: float,
    longitude: float,
    datum: Datum = Datum.WGS84,
    birth_date: date | None = None,
    id_number: str = "",
    phone: str = "",
    address: str = "",
    state: ElderState = ElderState.ACTIVE,
    disability_level: DisabilityLevel | str = "",
    assessed_on: date | None = None,
    special_groups: Sequence[str] = (),
    diet_tags: Sequence[str] = (),
    allergens: Sequence[str] = (),
    emergency_name: str = "",
    emergency_phone: str = "",
    number: str = "",
    by: Account,
    at: datetime,
) -> Elder:
    """Register an elder; the position is given in `datum` and stored in WGS-84.

    Raises NotYours, WrongInput with its fields, or AlreadyRegistered when the identity number is known.
    """
    demand_at(by, Right.REGISTER_ELDERS, station)
    elder = Elder(
        number=number or fresh_number("E"),
        name=name.strip(),
        sex=sex,
        station=station,
        division=division,
        source_datum=datum,
        birth_date=birth_date,
        id_number=plain(id_number),
        phone=plain_phone(phone),
        address=address.strip(),
        state=state,
        disability_level=disability_level,
        assessed_on=assessed_on,
        special_groups=list(special_groups),
        diet_tags=list(diet_tags),
        allergens=list(allergens),
        emergency_name=emergency_name.strip(),
        emergency_phone=plain_phone(emergency_phone),
    )
    _refuse_wrong(elder, latitude, longitude, local_day(at))
    elder.birth_date = elder.birth_date or birth_date_in(elder.id_number)
    elder.latitude, elder.longitude = to_wgs84(latitude, longitude, datum)
    elder.save(force_insert=True)
    return elder


@transaction.atomic
def record_elder_state(*, elder: Elder, state: ElderState, by: Account) -> Elder:
    """Record that an elder is at home again, in hospital, has moved away or has died; raises NotYours."""
    demand_at(by, Right.REGISTER_ELDERS, elder.station)
    elder.state = state
    elder.save(update_fields=["state"])
    return elder


def _refuse_wrong(elder: Elder, latitude: float, longitude: float, today: date) -> None:
    born = elder.birth_date
    wrong = {
        field: code
        for field, code, holds in (
            ("name", "name_missing", bool(elder.name)),
            ("phone", "phone_wrong", not elder.phone or is_phone(elder.phone)),
            ("emergency_phone", "phone_wrong", not elder.emergency_phone or is_phone(elder.emergency_phone)),
            ("id_number", "id_number_wrong", not elder.id_number or is_id_number(elder.id_number, today)),
            ("birth_date", "date_in_future", not born or born <= today),
            ("birth_date", "date_too_early", not born or born.year >= FIRST_YEAR_OF_BIRTH),
            ("latitude", "position_wrong", in_china(latitude, longitude)),
        )
        if not holds
    }
    if wrong := wrong or _differing(elder):
        raise WrongInput(fields=wrong)
    known = Elder.objects.filter(id_number_index=blind_index(elder.id_number))
    if elder.id_number and known.exists():
        raise AlreadyRegistered(fields={"id_number": "already_registered"})


def _differing(elder: Elder) -> dict[str, str]:
    """What does not agree with a sound identity number."""
    number = elder.id_number
    if not number:
        return {}
    differs = {
        "id_number": ("sex_differs", elder.sex != sex_in(number)),
        "birth_date": ("birth_date_differs", elder.birth_date not in (None, birth_date_in(number))),
    }
    return {field: code for field, (code, is_so) in differs.items() if is_so}
