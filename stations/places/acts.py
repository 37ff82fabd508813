"""Everything that changes places. Who may is asked by the people room, which knows the accounts."""

from datetime import date, time

from django.db import transaction

from stations.ground.refusal import WrongInput
from stations.places.coordinates import in_china, to_wgs84
from stations.places.models import AdminDivision, CareStation, Datum, DivisionLevel, Kitchen, StationClass
from stations.places.refusals import CodeTaken
from stations.places.selectors import code_prefix

PARENT_LEVEL = {
    DivisionLevel.DISTRICT: DivisionLevel.CITY,
    DivisionLevel.SUBDISTRICT: DivisionLevel.DISTRICT,
    DivisionLevel.COMMUNITY: DivisionLevel.SUBDISTRICT,
}


@transaction.atomic
def add_division(
    *,
    code: str,
    name: str,
    level: DivisionLevel,
    parent: AdminDivision | None = None,
    valid_from: date | None = None,
    valid_until: date | None = None,
) -> AdminDivision:
    """Add a division under its parent, whose code begins the same; a city has none.

    Raises WrongInput or CodeTaken.
    """
    if (parent.level if parent else None) != PARENT_LEVEL.get(DivisionLevel(level)):
        raise WrongInput(fields={"parent": "parent_level_wrong"})
    if parent and not code.startswith(code_prefix(parent.code)):
        raise WrongInput(fields={"code": "code_not_under_parent"})
    if AdminDivision.objects.filter(code=code).exists():
        raise CodeTaken(fields={"code": "code_taken"})
    return AdminDivision.objects.create(
        code=code, name=name, level=level, parent=parent, valid_from=valid_from, valid_until=valid_until
    )


@transaction.atomic
def open_station(
    *,
    code: str,
    name: str,
    division: AdminDivision,
    latitude: float,
    longitude: float,
    datum: Datum = Datum.WGS84,
    station_class: StationClass = StationClass.B,
    service_radius_meters: int = 1000,
    opens_at: time = time(7),
    closes_at: time = time(20),
    has_kitchen: bool = False,
) -> CareStation:
    """Open a care station, with a kitchen of its own if it has one; the position is given in `datum`.

    Raises WrongInput or CodeTaken.
    """
    if not in_china(latitude, longitude):
        raise WrongInput(fields={"latitude": "place_wrong"})
    if opens_at >= closes_at:
        raise WrongInput(fields={"closes_at": "closes_before_it_opens"})
    if CareStation.objects.filter(code=code).exists():
        raise CodeTaken(fields={"code": "code_taken"})
    latitude, longitude = to_wgs84(latitude, longitude, datum)
    station = CareStation(
        code=code,
        name=name,
        division=division,
        latitude=latitude,
        longitude=longitude,
        source_datum=datum,
        station_class=station_class,
        service_radius_meters=service_radius_meters,
        opens_at=opens_at,
        closes_at=closes_at,
    )
    station.kitchen = own_kitchen(station) if has_kitchen else None
    station.save(force_insert=True)
    return station


def own_kitchen(station: CareStation) -> Kitchen:
    """The kitchen inside a station, under the station's code; made when it is not there."""
    kitchen, _ = Kitchen.objects.get_or_create(
        code=station.code,
        defaults={"name": station.name, "latitude": station.latitude, "longitude": station.longitude},
    )
    return kitchen
