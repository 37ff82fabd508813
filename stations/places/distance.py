"""Distance over ground between two positions."""

import math

# Mean radius of the Earth (IUGG).
EARTH_RADIUS_METERS = 6_371_008.8


def great_circle_meters(
    latitude: float, longitude: float, other_latitude: float, other_longitude: float
) -> float:
    """Great-circle distance in meters between two WGS-84 positions in degrees (haversine formula)."""
    north, other_north = math.radians(latitude), math.radians(other_latitude)
    half_north = (other_north - north) / 2
    half_east = math.radians(other_longitude - longitude) / 2
    haversine = math.sin(half_north) ** 2 + math.cos(north) * math.cos(other_north) * math.sin(half_east) ** 2
    return 2 * EARTH_RADIUS_METERS * math.asin(math.sqrt(min(1.0, haversine)))
