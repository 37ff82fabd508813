"""Importing care stations."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from stations.ground.imports.columns import Column
from stations.ground.imports.comparison import Comparison
from stations.ground.imports.kind import Kind, Tick, told
from stations.ground.imports.lookup import rows_by
from stations.ground.imports.rows import Row
from stations.places.credit_code import is_credit_code, looks_like_credit_code
from stations.places.imports.divided import Divided
from stations.places.imports.positions import position_in
from stations.places.models import CareStation, Kitchen, StationClass

CLASSES = {"a": StationClass.A, "b": StationClass.B, "c": StationClass.C}
CLASSES.update({f"{letter}类": found for letter, found in list(CLASSES.items())})
YES_OR_NO = {
    "是": True,
    "有": True,
    "yes": True,
    "1": True,
    "否": False,
    "无": False,
    "no": False,
    "0": False,
}
# The fields of a station as read from a row.
Wanted = dict[str, Any]

COLUMNS = (
    Column("code", ("编码", "code", "驿站编码")),
    Column("name", ("名称", "name", "驿站名称")),
    Column("station_class", ("类别", "class", "station_class"), needed=False),
    Column("division", ("社区代码", "division", "区划代码")),
    Column("longitude", ("经度", "longitude", "lng")),
    Column("latitude", ("纬度", "latitude", "lat")),
    Column("datum", ("坐标系", "datum"), needed=False),
    Column("service_radius_meters", ("服务半径米", "service_radius_meters", "服务半径"), needed=False),
    Column("has_kitchen", ("有厨房", "has_kitchen"), needed=False),
)
WIDEST_RADIUS_METERS = 200_000


@dataclass(slots=True)
class StationChanges:
    """Stations to add or change, and the kitchens inside them to add first."""

    stations: Comparison[CareStation]
    kitchens: list[Kitchen]

    @property
    def new(self) -> int:
        """Stations that would be added."""
        return self.stations.new

    @property
    def changed(self) -> int:
        """Stations that would change."""
        return self.stations.changed

    @property
    def unchanged(self) -> int:
        """Stations that are there exactly so."""
        return self.stations.unchanged

    def write(self) -> None:
        """Kitchens first, as stations point at them."""
        Kitchen.objects.bulk_create(self.kitchens)
        self.stations.write()


def stations_kind(*, today: date) -> Kind:
    """The import of stations, with divisions as they are in force on a day."""
    return Kind("stations", COLUMNS, partial(judge, today=today))


def judge(rows: Sequence[Row], tick: Tick, *, today: date) -> StationChanges:
    """Read all rows and compare them with the stations that are there."""
    codes = [row.text("code") for row in rows]
    there = rows_by(CareStation.objects.select_related("kitchen", "division"), "code", codes)
    kitchens = rows_by(Kitchen.objects.all(), "code", codes)
    divided = Divided(rows, today)
    changes = StationChanges(Comparison(CareStation), [])
    lines: dict[str, int] = {}
    for row in told(rows, tick):
        wanted = _read(row, divided, lines)
        if not row.sound:
            continue
        if wanted.pop("has_kitchen"):
            wanted["kitchen"] = _kitchen(wanted, there, kitchens, changes.kitchens)
        station = there.get(str(wanted["code"]))
        if station is None:
            changes.stations.added.append(
                CareStation(**{name: value for name, value in wanted.items() if value})
            )
        else:
            changes.stations.compare(station, wanted)
    return changes


def _read(row: Row, divided: Divided, lines: dict[str, int]) -> Wanted:
    code = row.needed("code", longest=20)
    if code and lines.setdefault(code, row.number) != row.number:
        row.wrong("code", "line_twice", line=lines[code])
    if looks_like_credit_code(code) and not is_credit_code(code.upper()):
        row.doubtful("code", "credit_code_wrong")
    radius = row.number_between("service_radius_meters", 1, WIDEST_RADIUS_METERS)
    return {
        "code": code,
        "name": row.needed("name", longest=80),
        "station_class": row.choice("station_class", CLASSES),
        "division": divided.division_in(row),
        "service_radius_meters": round(radius) if radius else None,
        "has_kitchen": row.choice("has_kitchen", YES_OR_NO),
        **position_in(row),
    }


def _kitchen(
    wanted: Wanted,
    there: dict[str, CareStation],
    kitchens: dict[str, Kitchen],
    added: list[Kitchen],
) -> Kitchen:
    """The kitchen a station has: the one it is served by already, else its own."""
    code = str(wanted["code"])
    station = there.get(code)
    if station is not None and station.kitchen is not None:
        return station.kitchen
    if code not in kitchens:
        kitchens[code] = Kitchen(
            code=code, name=wanted["name"], latitude=wanted["latitude"], longitude=wanted["longitude"]
        )
        added.append(kitchens[code])
    return kitchens[code]
