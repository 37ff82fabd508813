"""Divisions, stations and kitchens."""

import math
from collections.abc import Sequence
from datetime import time
from random import Random

from eldercare.demo.city import words
from eldercare.demo.city.sizes import Size
from stations.places.models import AdminDivision, CareStation, DivisionLevel, Kitchen, StationClass

# An invented city: no statistics code begins with 1599.
CITY_CODE, CITY_NAME = "159900000000", "云川市"
CENTER = (39.8175, 109.9630)
METERS_A_DEGREE = 111_195
# Where one station in this many serves pastures instead of streets.
PASTORAL_EVERY = 11


def moved(origin: tuple[float, float], east_meters: float, north_meters: float) -> tuple[float, float]:
    """The place so far east and north of a place, (latitude, longitude) in degrees."""
    latitude = origin[0] + north_meters / METERS_A_DEGREE
    longitude = origin[1] + east_meters / (METERS_A_DEGREE * math.cos(math.radians(origin[0])))
    return round(latitude, 6), round(longitude, 6)


def make_divisions(size: Size) -> list[AdminDivision]:
    """The city, its districts, subdistricts and, in the small city, communities; parents come first."""
    city = AdminDivision(code=CITY_CODE, name=CITY_NAME, level=DivisionLevel.CITY)
    districts = [_district(city, number) for number in range(1, size.districts + 1)]
    subdistricts = [_subdistrict(districts, number) for number in range(size.subdistricts)]
    communities = [_community(subdistricts, number) for number in range(size.communities)]
    return [city, *districts, *subdistricts, *communities]


def _district(city: AdminDivision, number: int) -> AdminDivision:
    name = f"{words.DISTRICTS[number - 1]}区"
    return AdminDivision(
        code=f"1599{number + 1:02d}000000", name=name, level=DivisionLevel.DISTRICT, parent=city
    )


def _subdistrict(districts: Sequence[AdminDivision], number: int) -> AdminDivision:
    parent, within = districts[number % len(districts)], number // len(districts)
    round_of_names, name = divmod(within, len(words.SUBDISTRICTS))
    suffix = ("街道", "镇", "苏木")[round_of_names % 3]
    return AdminDivision(
        code=f"{parent.code[:6]}{within + 1:03d}000",
        name=f"{words.SUBDISTRICTS[name]}{suffix}",
        level=DivisionLevel.SUBDISTRICT,
        parent=parent,
    )


def _community(subdistricts: Sequence[AdminDivision], number: int) -> AdminDivision:
    parent, within = subdistricts[number % len(subdistricts)], number // len(subdistricts)
    return AdminDivision(
        code=f"{parent.code[:9]}{within + 1:03d}",
        name=words.COMMUNITIES[number % len(words.COMMUNITIES)],
        level=DivisionLevel.COMMUNITY,
        parent=parent,
    )


def homes_of_stations(divisions: Sequence[AdminDivision]) -> list[AdminDivision]:
    """The lowest divisions there are: where stations stand."""
    for level in (DivisionLevel.COMMUNITY, DivisionLevel.SUBDISTRICT, DivisionLevel.DISTRICT):
        if found := [division for division in divisions if division.level == level]:
            return found
    raise ValueError("A city needs at least one district before it can have stations.")


def make_station(position: int, homes: Sequence[AdminDivision], rng: Random) -> CareStation:
    """A station in the division whose turn it is, on a wide grid around the city's center."""
    division = homes[position % len(homes)]
    latitude, longitude = moved(CENTER, *_spot(position, rng))
    pastoral = position % PASTORAL_EVERY == PASTORAL_EVERY - 1
    return CareStation(
        code=f"ST{position + 1:04d}",
        name=f"{division.name.removesuffix('社区').removesuffix('街道')}养老驿站",
        station_class=rng.choice(StationClass.values),
        division=division,
        latitude=latitude,
        longitude=longitude,
        service_radius_meters=3_000 if pastoral else 1_000,
        geofence_meters=1_000 if pastoral else 200,
        opens_at=time(7, 0),
        closes_at=time(20, 0),
    )


def _spot(position: int, rng: Random) -> tuple[float, float]:
    """Meters east and north of the center: a sunflower's seeds, some 1.6 km apart."""
    radius = 1_100 * math.sqrt(position + 0.5)
    angle = position * math.pi * (3 - math.sqrt(5))
    return radius * math.cos(angle) + rng.uniform(-150, 150), radius * math.sin(angle) + rng.uniform(
        -150, 150
    )


def make_kitchen(station: CareStation, rng: Random) -> Kitchen:
    """The station's own kitchen, round the corner."""
    latitude, longitude = moved(
        (station.latitude, station.longitude), rng.uniform(-80, 80), rng.uniform(-80, 80)
    )
    return Kitchen(
        code=station.code.replace("ST", "KI"),
        name=station.name.replace("养老驿站", "食堂"),
        latitude=latitude,
        longitude=longitude,
        lunch_cooked_at=time(10, 40),
        supper_cooked_at=time(16, 40),
    )
