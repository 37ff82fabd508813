"""Positions keep their place whatever datum they come in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stations.places.coordinates import Point, from_wgs84, in_china, to_wgs84
from stations.places.distance import great_circle_meters
from stations.places.models import Datum

# Well inside the rectangle, so that no shift leads out of it.
LATITUDES = st.floats(3, 53)
LONGITUDES = st.floats(74, 135)
SHIFTING = st.sampled_from([Datum.GCJ02, Datum.BD09])


def apart(one: Point, other: Point) -> float:
    return great_circle_meters(*one, *other)


def test_the_published_gcj02_vector_holds_both_ways() -> None:
    wgs84, gcj02 = (30.73437796, 104.06756309), (30.73199687, 104.07008157)
    # The vector was published with a one-step way back, which is off by half a meter.
    assert apart(to_wgs84(*gcj02, Datum.GCJ02), wgs84) < 0.5
    assert apart(from_wgs84(*wgs84, Datum.GCJ02), gcj02) < 0.5


def test_the_vectors_of_the_coordtransform_library_hold() -> None:
    point = (39.915, 116.404)
    gcj02, bd09_of_point_as_gcj02 = (
        (39.91640428150164, 116.41024449916938),
        (39.92133699351022, 116.41036949371029),
    )
    assert apart(from_wgs84(*point, Datum.GCJ02), gcj02) < 1e-6
    wgs84 = to_wgs84(*point, Datum.GCJ02)
    assert apart(from_wgs84(*wgs84, Datum.BD09), bd09_of_point_as_gcj02) < 0.01


@given(LATITUDES, LONGITUDES, SHIFTING)
def test_there_and_back_is_the_same_place_to_a_centimeter(
    latitude: float, longitude: float, datum: Datum
) -> None:
    there = from_wgs84(latitude, longitude, datum)
    assert apart(to_wgs84(*there, datum), (latitude, longitude)) < 0.01


@given(LATITUDES, LONGITUDES)
def test_the_datums_are_hundreds_of_meters_apart_so_mixing_them_is_seen(
    latitude: float, longitude: float
) -> None:
    wgs84 = latitude, longitude
    assert 0.1 < apart(from_wgs84(*wgs84, Datum.GCJ02), wgs84) < 3000


@pytest.mark.parametrize("datum", Datum)
def test_outside_china_gcj02_is_not_shifted_and_wgs84_never_is(datum: Datum) -> None:
    krems = (48.4, 15.6)
    assert not in_china(*krems)
    expected = krems if datum != Datum.BD09 else from_wgs84(*krems, Datum.BD09)
    assert apart(from_wgs84(*krems, datum), expected) < 1e-6
    assert apart(to_wgs84(*expected, datum), krems) < 0.01


def test_an_unknown_datum_is_refused() -> None:
    with pytest.raises(ValueError, match="XIAN80"):
        to_wgs84(39.8, 110.0, "XIAN80")
