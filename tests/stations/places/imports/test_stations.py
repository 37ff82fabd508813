"""Importing stations."""

from datetime import date

import pytest

from stations.places.imports.stations import stations_kind
from stations.places.models import CareStation, Datum, DivisionLevel, Kitchen
from tests.builders.imports import counts_of, faults_of, imported
from tests.builders.stations import make_division, make_kitchen
from tests.builders.tables import csv_of, station_row, xlsx_of

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def tree(db: None) -> None:
    make_division()


def test_stations_come_in_with_their_kitchens_and_in_wgs84() -> None:
    rows = [station_row(1), station_row(2, 有厨房="否", 坐标系="百度", 服务半径米="")]
    assert counts_of(imported(stations_kind(today=TODAY), csv_of(rows))) == (2, 0, 0)
    first, second = CareStation.objects.all()
    assert first.kitchen == Kitchen.objects.get()
    assert second.kitchen is None
    assert (first.source_datum, second.source_datum) == (Datum.GCJ02, Datum.BD09)
    assert first.longitude < 110.0050
    assert (first.station_class, second.service_radius_meters) == ("A", 1000)


def test_the_same_file_twice_changes_nothing() -> None:
    imported(stations_kind(today=TODAY), csv_of([station_row(1), station_row(2)], encoding="gb18030"))
    before = list(CareStation.objects.values())
    outcome = imported(stations_kind(today=TODAY), xlsx_of([station_row(1), station_row(2)]))
    assert counts_of(outcome) == (0, 0, 2)
    assert list(CareStation.objects.values()) == before


def test_a_station_served_by_a_central_kitchen_keeps_it() -> None:
    imported(stations_kind(today=TODAY), csv_of([station_row(1, 有厨房="否")]))
    central = make_kitchen(central=True)
    CareStation.objects.update(kitchen=central)
    assert counts_of(imported(stations_kind(today=TODAY), csv_of([station_row(1)]))) == (0, 0, 1)
    assert CareStation.objects.get().kitchen == central


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"编码": ""}, ("编码", "cell_missing")),
        ({"社区代码": "150602009000"}, ("社区代码", "division_unknown")),
        ({"社区代码": "150602000000"}, ("社区代码", "division_too_high")),
        ({"经度": "39.8", "纬度": "110.0"}, ("纬度", "latitude_and_longitude_swapped")),
        ({"经度": "15.6", "纬度": "48.4"}, ("纬度", "place_abroad")),
        ({"经度": "east"}, ("经度", "number_wrong")),
        ({"纬度": ""}, ("纬度", "cell_missing")),
        ({"坐标系": "北京54"}, ("坐标系", "word_unknown")),
        ({"服务半径米": "0"}, ("服务半径米", "number_wrong")),
        ({"有厨房": "大概"}, ("有厨房", "word_unknown")),
    ],
)
def test_one_wrong_cell_is_named_and_nothing_is_written(
    wrong: dict[str, str], fault: tuple[str, str]
) -> None:
    outcome = imported(stations_kind(today=TODAY), csv_of([station_row(1), station_row(2, **wrong)]))
    assert faults_of(outcome) == [(3, *fault)]
    assert not CareStation.objects.exists()
    assert not Kitchen.objects.exists()


def test_a_revoked_division_is_refused_from_its_last_day_on() -> None:
    make_division("150602009000", "旧街道", DivisionLevel.SUBDISTRICT, valid_until=TODAY)
    outcome = imported(stations_kind(today=TODAY), csv_of([station_row(1, 社区代码="150602009000")]))
    assert faults_of(outcome) == [(2, "社区代码", "division_revoked")]


@pytest.mark.parametrize(("code", "faults"), [("91350100M000100Y43", 0), ("91350100M000100Y44", 1)])
def test_a_wrong_credit_code_is_noted_and_stops_nothing(code: str, faults: int) -> None:
    outcome = imported(stations_kind(today=TODAY), csv_of([station_row(1, 编码=code)]))
    assert (outcome.committed, len(outcome.report.faults)) == (True, faults)
