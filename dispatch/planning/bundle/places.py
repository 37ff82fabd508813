"""Places of a station-day: the station, its kitchen, the homes."""

from collections.abc import Iterable

from dispatch.orders.models import WorkOrder
from routing.problem import Kitchen, Place
from stations.people.models import Elder
from stations.places.models import CareStation

STATION = "station"
KITCHEN = "kitchen"
# Finding the boxes, checking them off the list and packing them, whatever their number.
LOADING_SECONDS = 180


def home_of(elder: Elder) -> str:
    """The id of an elder's home among the places."""
    return f"home:{elder.number}"


def places_of(station: CareStation, orders: Iterable[WorkOrder]) -> tuple[Place, ...]:
    """The station first, then its kitchen, then each home once, by the elder's number."""
    homes = {home_of(order.elder): order.elder for order in orders}
    return (
        Place(STATION, station.latitude, station.longitude),
        *(Place(KITCHEN, kitchen.latitude, kitchen.longitude) for kitchen in (station.kitchen,) if kitchen),
        *(Place(name, homes[name].latitude, homes[name].longitude) for name in sorted(homes)),
    )


def kitchens_of(station: CareStation) -> tuple[Kitchen, ...]:
    """Where the station's meals are loaded; none when it has no kitchen."""
    return (Kitchen(KITCHEN, KITCHEN, LOADING_SECONDS),) if station.kitchen else ()
