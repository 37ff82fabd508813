"""Travel estimated from great circles, and labelled an estimate: no road network stands behind it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from routing.problem import Place, TravelMatrix
from stations.people.models import TravelMode
from stations.places.distance import EARTH_RADIUS_METERS

# Streets are longer than the crow flies: a square grid by 4/pi = 1.27 on average; a little more for gates.
DETOUR = 1.3
Meters = npt.NDArray[np.float64]
SOURCE = "great circle x 1.3"


@dataclass(frozen=True, slots=True)
class Speed:
    """How a mode moves: meters per second on the way, and seconds to set out and to lock or park."""

    meters_per_second: float
    setting_out_seconds: int


SPEEDS = {
    TravelMode.WALKING: Speed(1.2, 0),
    TravelMode.BIKE: Speed(4.0, 60),
    TravelMode.CAR: Speed(6.5, 180),
}


def estimated_travel(places: Sequence[Place], modes: Collection[str]) -> tuple[TravelMatrix, ...]:
    """One (n, n) matrix of seconds and meters a mode, row = from, in the order of `places`."""
    meters = _ways_meters(places)
    return tuple(_of_mode(TravelMode(mode), meters) for mode in sorted(modes))


def _of_mode(mode: TravelMode, meters: Meters) -> TravelMatrix:
    speed = SPEEDS[mode]
    moving = np.ceil(meters / speed.meters_per_second) + speed.setting_out_seconds
    seconds = np.where(meters > 0, moving, 0).astype(np.int64)
    return TravelMatrix(mode, seconds, meters.astype(np.int64), source=SOURCE, estimated=True)


def _ways_meters(places: Sequence[Place]) -> Meters:
    """(n, n) whole meters between WGS-84 places: haversine, times the detour."""
    north = np.radians(np.array([place.latitude for place in places], dtype=np.float64))
    east = np.radians(np.array([place.longitude for place in places], dtype=np.float64))
    half_north = (north[:, None] - north[None, :]) / 2
    half_east = (east[:, None] - east[None, :]) / 2
    haversine = (
        np.sin(half_north) ** 2 + np.cos(north)[:, None] * np.cos(north)[None, :] * np.sin(half_east) ** 2
    )
    meters = 2 * EARTH_RADIUS_METERS * np.arcsin(np.sqrt(np.clip(haversine, 0, 1)))
    ways: Meters = np.ceil(meters * DETOUR)
    return ways
