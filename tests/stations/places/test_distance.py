"""Distances over ground."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stations.places.distance import great_circle_meters

LATITUDES = st.floats(-90, 90)
LONGITUDES = st.floats(-180, 180)


def test_a_degree_of_latitude_is_about_111_kilometers() -> None:
    assert great_circle_meters(39, 110, 40, 110) == pytest.approx(111_195, rel=1e-4)


def test_a_degree_of_longitude_shrinks_towards_the_pole() -> None:
    assert great_circle_meters(60, 10, 60, 11) == pytest.approx(55_597, rel=1e-3)


@given(LATITUDES, LONGITUDES, LATITUDES, LONGITUDES)
def test_the_way_back_is_as_long_and_never_more_than_half_around(
    latitude: float, longitude: float, other_latitude: float, other_longitude: float
) -> None:
    there = great_circle_meters(latitude, longitude, other_latitude, other_longitude)
    assert there == pytest.approx(great_circle_meters(other_latitude, other_longitude, latitude, longitude))
    assert 0 <= there <= 20_015_200
