"""Where travel matrices come from: an estimate as the crow flies, or a road network."""

from routing.travel.cache import TableCache
from routing.travel.estimate import DETOURS, Mode, estimate
from routing.travel.osrm import Osrm, OsrmUnreachable
from routing.travel.road import road_travel

__all__ = ["DETOURS", "Mode", "Osrm", "OsrmUnreachable", "TableCache", "estimate", "road_travel"]
