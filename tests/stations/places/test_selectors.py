"""The tree of divisions by its codes."""

import pytest

from stations.places.models import DivisionLevel
from stations.places.selectors import code_prefix, divisions_under, stations_under
from tests.builders.stations import make_division, make_station


@pytest.mark.parametrize(
    ("code", "prefix"),
    [
        ("150600000000", "1506"),
        ("110000000000", "11"),
        ("150602000000", "150602"),
        ("150602001000", "150602001"),
        ("150602001007", "150602001007"),
        ("441900003000", "441900003"),
    ],
)
def test_a_code_without_its_empty_groups_is_the_prefix_of_all_below(code: str, prefix: str) -> None:
    assert code_prefix(code) == prefix


@pytest.mark.django_db
def test_a_district_holds_itself_its_subdistricts_and_their_stations_and_nobody_elses() -> None:
    here = make_division("150602001000", "交通街道")
    other = make_division("150603001000", "滨河街道", parent=None)
    station = make_station(division=here)
    make_station(division=other)
    district = make_division("150602000000", level=DivisionLevel.DISTRICT)
    assert {division.code for division in divisions_under(district)} == {"150602000000", "150602001000"}
    assert list(stations_under(district)) == [station]
