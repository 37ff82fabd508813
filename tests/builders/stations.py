"""Stations, people and services for tests: sensible defaults, every part replaceable by name.

What a builder makes goes straight to the tables, past the acts, so that a test of one rule needs no other.
Positions are in Dongsheng, Ordos; names are made up.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import count
from typing import Any

from django.contrib.auth.hashers import make_password

from stations.catalogue.acts import load_services
from stations.catalogue.models import Dish, MealTime, ServiceItem
from stations.ground.clock import LOCAL_ZONE
from stations.people.models import (
    Account,
    Caregiver,
    Credential,
    CredentialKind,
    Elder,
    FamilyBinding,
    Occupation,
    Relation,
    Role,
    Sex,
    Shift,
    TravelMode,
)
from stations.places.models import AdminDivision, CareStation, DivisionLevel, Kitchen

LATITUDE, LONGITUDE = 39.8220, 110.0050
PASSWORD = "quiet-river-42"
DAY = date(2026, 11, 23)
_numbers = count(1)


@cache
def _hashed(password: str) -> str:
    # Argon2 is slow on purpose; tests share one hash.
    return make_password(password)


def at(hour: int, minute: int = 0, *, day: date = DAY) -> datetime:
    """An instant of the tests' day by the city's clock."""
    return datetime.combine(day, time(hour, minute), tzinfo=LOCAL_ZONE).astimezone(UTC)


def make_division(
    code: str = "150602001000",
    name: str = "交通街道",
    level: DivisionLevel = DivisionLevel.SUBDISTRICT,
    **fields: Any,
) -> AdminDivision:
    """A division with its parents; the one that is there if the code is known."""
    parents = {
        "150600000000": ("鄂尔多斯市", DivisionLevel.CITY),
        "150602000000": ("东胜区", DivisionLevel.DISTRICT),
    }
    parent: AdminDivision | None = None
    if "parent" not in fields and code.startswith("150602") and code not in parents:
        for parent_code, (parent_name, parent_level) in parents.items():
            parent, _ = AdminDivision.objects.get_or_create(
                code=parent_code, defaults={"name": parent_name, "level": parent_level, "parent": parent}
            )
    division, _ = AdminDivision.objects.get_or_create(
        code=code, defaults={"name": name, "level": level, "parent": parent, **fields}
    )
    return division


def make_kitchen(**fields: Any) -> Kitchen:
    """A kitchen near the stations."""
    number = next(_numbers)
    given = {
        "code": f"K{number:04d}",
        "name": f"第{number}厨房",
        "latitude": LATITUDE,
        "longitude": LONGITUDE,
        **fields,
    }
    return Kitchen.objects.create(**given)


def make_station(code: str = "", **fields: Any) -> CareStation:
    """A station open 07:00-20:00, without a kitchen unless given."""
    number = next(_numbers)
    given = {
        "code": code or f"S{number:04d}",
        "name": f"第{number}驿站",
        "latitude": LATITUDE,
        "longitude": LONGITUDE,
        "opens_at": time(7),
        "closes_at": time(20),
        **fields,
    }
    given.setdefault("division", None)
    given["division"] = given["division"] or make_division()
    return CareStation.objects.create(**given)


def make_elder(station: CareStation | None = None, **fields: Any) -> Elder:
    """An active elder some hundred meters from the station."""
    number = next(_numbers)
    station = station or make_station()
    given = {
        "number": f"E{number:010d}",
        "name": "白静兰",
        "sex": Sex.FEMALE,
        "birth_date": date(1944, 3, 5),
        "phone": f"138{number:08d}",
        "address": f"富兴路{number}号2单元301",
        "division": station.division,
        "latitude": station.latitude + 0.001 * (number % 7 + 1),
        "longitude": station.longitude + 0.001 * (number % 5 + 1),
        "emergency_name": "白小河",
        "emergency_phone": f"139{number:08d}",
        **fields,
    }
    return Elder.objects.create(station=station, **given)


def make_caregiver(
    station: CareStation | None = None,
    *,
    credentials: tuple[CredentialKind, ...] = (
        CredentialKind.HEALTH_CERTIFICATE,
        CredentialKind.CARE_CERTIFICATE,
    ),
    valid_until: date = DAY + timedelta(days=365),
    **fields: Any,
) -> Caregiver:
    """An active carer on a bike with the credentials most services ask for."""
    number = next(_numbers)
    given = {
        "number": f"C{number:010d}",
        "name": f"护理员{number}",
        "sex": Sex.FEMALE,
        "phone": f"137{number:08d}",
        "occupation": Occupation.CAREGIVER,
        "travel_mode": TravelMode.BIKE,
        "box_capacity": 12,
        "languages": ["zh"],
        **fields,
    }
    caregiver = Caregiver.objects.create(station=station or make_station(), **given)
    for kind in credentials:
        Credential.objects.create(
            caregiver=caregiver, kind=kind, number=f"{kind}-{number}", valid_until=valid_until
        )
    return caregiver


def make_shift(caregiver: Caregiver, *, day: date = DAY, **fields: Any) -> Shift:
    """A shift 08:00-18:00 with half an hour's break between 12:30 and 14:00."""
    given = {
        "starts_at": at(8, day=day),
        "ends_at": at(18, day=day),
        "break_minutes": 30,
        "break_from": at(12, 30, day=day),
        "break_until": at(14, day=day),
        **fields,
    }
    return Shift.objects.create(caregiver=caregiver, day=day, **given)


def make_account(role: Role, *, password: str = PASSWORD, **fields: Any) -> Account:
    """An account of a role, its scope made where none is given; administrators get the whole city."""
    number = next(_numbers)
    given = {"username": f"{role}-{number}", "display_name": f"{role} {number}", **fields}
    if role == Role.ELDER:
        given.setdefault("elder", None)
        given["elder"] = given["elder"] or make_elder()
    elif role == Role.CAREGIVER:
        given.setdefault("caregiver", None)
        given["caregiver"] = given["caregiver"] or make_caregiver()
    elif role == Role.STATION_OPERATOR:
        given.setdefault("station", None)
        given["station"] = given["station"] or make_station()
    elif role == Role.REGULATOR:
        given.setdefault("division", None)
        given["division"] = given["division"] or make_division()
    return Account.objects.create(role=role, password=_hashed(password), **given)


def make_binding(account: Account, elder: Elder, **fields: Any) -> FamilyBinding:
    """A verified binding of a family member who may see and order."""
    given = {"relation": Relation.CHILD, "verified_at": at(0, day=DAY - timedelta(days=30)), **fields}
    return FamilyBinding.objects.create(account=account, elder=elder, **given)


def make_family_member(*elders: Elder, **fields: Any) -> Account:
    """A family member's account, bound to each of the elders."""
    account = make_account(Role.FAMILY_MEMBER, **fields)
    for elder in elders:
        make_binding(account, elder)
    return account


def service(code: str = "health_check") -> ServiceItem:
    """A service of the catalogue; loaded again where a test has emptied the tables."""
    load_services()
    return ServiceItem.objects.get(code=code)


def make_dish(kitchen: Kitchen, *, day: date = DAY, **fields: Any) -> Dish:
    """A lunch dish without allergens."""
    number = next(_numbers)
    given = {
        "meal_time": MealTime.LUNCH,
        "code": f"D{number:04d}",
        "name_zh": "土豆炖牛肉",
        "name_en": "Beef with potatoes",
        "price_fen": 1800,
        **fields,
    }
    return Dish.objects.create(kitchen=kitchen, day=day, **given)
