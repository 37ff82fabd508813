"""Datums: what phones (WGS-84), Amap and Tencent (GCJ-02) and Baidu (BD-09) call the same point.

GCJ-02 shifts WGS-84 by up to some 700 m inside China; BD-09 shifts GCJ-02 once more. The product stores
WGS-84 and converts at the edge. Formulas: the published reverse-engineered GCJ-02 transform on the Krasovsky
1940 ellipsoid, and Baidu's polar shift. The way back is found by iteration, to about a millimetre.
"""

import math
from collections.abc import Callable

from stations.places.models import Datum

# Krasovsky 1940: semi-major axis in meters, first eccentricity squared.
SEMI_MAJOR_METERS = 6_378_245.0
ECCENTRICITY_SQUARED = 0.00669342162296594323
BAIDU_ANGLE = math.pi * 3000.0 / 180.0
BAIDU_LONGITUDE_SHIFT = 0.0065
BAIDU_LATITUDE_SHIFT = 0.006
# About 0.1 mm on the ground; reached in a handful of rounds.
CLOSE_ENOUGH_DEGREES = 1e-9
MOST_ROUNDS = 30

Point = tuple[float, float]


def to_wgs84(latitude: float, longitude: float, datum: Datum | str) -> Point:
    """Convert a position given in `datum` to WGS-84 (latitude, longitude), in degrees."""
    match Datum(datum):
        case Datum.WGS84:
            return latitude, longitude
        case Datum.GCJ02:
            return _undo(_to_gcj02, (latitude, longitude))
        case Datum.BD09:
            return _undo(_to_gcj02, _undo(_gcj02_to_bd09, (latitude, longitude)))


def from_wgs84(latitude: float, longitude: float, datum: Datum | str) -> Point:
    """Convert WGS-84 to a position (latitude, longitude) in `datum`, in degrees."""
    match Datum(datum):
        case Datum.WGS84:
            return latitude, longitude
        case Datum.GCJ02:
            return _to_gcj02(latitude, longitude)
        case Datum.BD09:
            return _gcj02_to_bd09(*_to_gcj02(latitude, longitude))


def in_china(latitude: float, longitude: float) -> bool:
    """Whether a point lies in the rectangle inside which GCJ-02 shifts."""
    return 0.8293 <= latitude <= 55.8271 and 72.004 <= longitude <= 137.8347


def _to_gcj02(latitude: float, longitude: float) -> Point:
    if not in_china(latitude, longitude):
        return latitude, longitude
    east, north = longitude - 105.0, latitude - 35.0
    radians = math.radians(latitude)
    flattening = 1 - ECCENTRICITY_SQUARED * math.sin(radians) ** 2
    meridian = SEMI_MAJOR_METERS * (1 - ECCENTRICITY_SQUARED) / (flattening * math.sqrt(flattening))
    parallel = SEMI_MAJOR_METERS / math.sqrt(flattening) * math.cos(radians)
    return (
        latitude + math.degrees(_north_shift_meters(east, north) / meridian),
        longitude + math.degrees(_east_shift_meters(east, north) / parallel),
    )


def _wave(value: float, *terms: tuple[float, float]) -> float:
    """Two thirds of a sum of sines; `terms` are (amplitude, divisor of pi)."""
    return sum(amplitude * math.sin(value * math.pi / divisor) for amplitude, divisor in terms) * 2 / 3


def _north_shift_meters(east: float, north: float) -> float:
    shift = -100.0 + 2.0 * east + 3.0 * north + 0.2 * north * north + 0.1 * east * north
    shift += 0.2 * math.sqrt(abs(east))
    shift += _wave(east, (20.0, 1 / 6), (20.0, 1 / 2))
    return shift + _wave(north, (20.0, 1), (40.0, 3), (160.0, 12), (320.0, 30))


def _east_shift_meters(east: float, north: float) -> float:
    shift = 300.0 + east + 2.0 * north + 0.1 * east * east + 0.1 * east * north
    shift += 0.1 * math.sqrt(abs(east))
    shift += _wave(east, (20.0, 1 / 6), (20.0, 1 / 2))
    return shift + _wave(east, (20.0, 1), (40.0, 3), (150.0, 12), (300.0, 30))


def _undo(shift: Callable[[float, float], Point], shifted: Point) -> Point:
    """Find the point that `shift` moves to `shifted`; shifts are small and smooth, so it closes in."""
    latitude, longitude = shifted
    for _ in range(MOST_ROUNDS):
        reached = shift(latitude, longitude)
        error = reached[0] - shifted[0], reached[1] - shifted[1]
        latitude, longitude = latitude - error[0], longitude - error[1]
        if max(abs(error[0]), abs(error[1])) < CLOSE_ENOUGH_DEGREES:
            break
    return latitude, longitude


def _gcj02_to_bd09(latitude: float, longitude: float) -> Point:
    radius = math.hypot(longitude, latitude) + 0.00002 * math.sin(latitude * BAIDU_ANGLE)
    angle = math.atan2(latitude, longitude) + 0.000003 * math.cos(longitude * BAIDU_ANGLE)
    return (
        radius * math.sin(angle) + BAIDU_LATITUDE_SHIFT,
        radius * math.cos(angle) + BAIDU_LONGITUDE_SHIFT,
    )
