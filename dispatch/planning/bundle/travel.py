"""Travel between the places of a day: on roads that OSRM has told of, else estimated by great circles."""

from collections.abc import Collection, Sequence

from django.conf import settings

from routing.problem import Place, TravelMatrix
from routing.travel import DETOURS, TableCache, estimate, known_travel
from stations.people.models import TravelMode

MODES = {
    TravelMode.WALKING.value: DETOURS["walk"],
    TravelMode.BIKE.value: DETOURS["bike"],
    TravelMode.CAR.value: DETOURS["car"],
}


def travel_between(places: Sequence[Place], modes: Collection[str]) -> tuple[TravelMatrix, ...]:
    """One matrix a travel mode, by the caregivers' names of the modes.

    Only what is known already is used, so that a day is frozen without waiting for anybody; a matrix that is
    no road's says that it is an estimate.
    """
    return tuple(_matrix(places, mode) for mode in sorted(modes))


def known_roads() -> TableCache:
    """Where the answers of the road network are kept."""
    return TableCache(settings.DATA_DIR / "roads")


def _matrix(places: Sequence[Place], mode: str) -> TravelMatrix:
    address = settings.ROAD_ADDRESSES[mode]
    if not address:
        return estimate(places, mode, MODES)
    return known_travel(places, mode, address, known_roads(), MODES)
