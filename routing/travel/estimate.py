"""Travel estimated from coordinates: great circle times a detour at a steady speed, labelled an estimate."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from routing.problem import Place, ProblemError, TravelMatrix

EARTH_RADIUS_METERS = 6_371_008.8
SOURCE = "estimate: great circle x detour"


@dataclass(frozen=True)
class Mode:
    """Way length over great circle, speed, and seconds lost on each way (lock, stairs, parking)."""

    detour: float
    meters_per_second: float
    seconds_per_way: int = 0


# Detour 1.2-1.4 is what street grids give; walking is measured against OSRM in docs/routing.md.
DETOURS: Mapping[str, Mode] = {
    "walk": Mode(detour=1.30, meters_per_second=1.25),
    "bike": Mode(detour=1.30, meters_per_second=4.2, seconds_per_way=60),
    "car": Mode(detour=1.40, meters_per_second=7.0, seconds_per_way=180),
}


def estimate(places: Sequence[Place], mode: str, modes: Mapping[str, Mode] = DETOURS) -> TravelMatrix:
    """Travel between all places by one mode, whole seconds rounded up, zero between equal coordinates."""
    if mode not in modes:
        raise ProblemError("travel.mode", mode, f"no estimate is known; there is one for {', '.join(modes)}")
    meters = great_circle_meters(places) * modes[mode].detour
    seconds = np.ceil(meters / modes[mode].meters_per_second)
    seconds = np.where(meters > 0, seconds + modes[mode].seconds_per_way, 0)
    return TravelMatrix(
        mode=mode,
        seconds=seconds.astype(np.int64),
        meters=np.ceil(meters).astype(np.int64),
        source=SOURCE,
        estimated=True,
    )


def great_circle_meters(places: Sequence[Place]) -> npt.NDArray[np.float64]:
    """(n, n) meters on a sphere by the haversine formula."""
    latitude, longitude = np.radians(np.array([position(place) for place in places]).T)
    north = latitude[:, None] - latitude[None, :]
    east = longitude[:, None] - longitude[None, :]
    cosines = np.cos(latitude)[:, None] * np.cos(latitude)[None, :]
    half = np.sin(north / 2) ** 2 + cosines * np.sin(east / 2) ** 2
    meters: npt.NDArray[np.float64] = 2 * EARTH_RADIUS_METERS * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
    return meters


def position(place: Place) -> tuple[float, float]:
    """Latitude and longitude of a place, or ProblemError if it has none."""
    if place.latitude is None or place.longitude is None:
        raise ProblemError("places.latitude", place.id, "coordinates are needed to know how far it is")
    return place.latitude, place.longitude
