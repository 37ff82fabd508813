"""Travel between the places of a day: routing's estimate by great circles, until a road network is set up."""

from collections.abc import Collection, Sequence

from routing.problem import Place, TravelMatrix
from routing.travel import DETOURS, estimate
from stations.people.models import TravelMode

MODES = {
    TravelMode.WALKING.value: DETOURS["walk"],
    TravelMode.BIKE.value: DETOURS["bike"],
    TravelMode.CAR.value: DETOURS["car"],
}


def estimated_travel(places: Sequence[Place], modes: Collection[str]) -> tuple[TravelMatrix, ...]:
    """One matrix a travel mode, by the caregivers' names of the modes; marked as an estimate."""
    return tuple(estimate(places, mode, MODES) for mode in sorted(modes))
