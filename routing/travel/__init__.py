"""Where travel matrices come from: an estimate as the crow flies, or a road network."""

from routing.travel.cache import TableCache
from routing.travel.estimate import DETOURS, Mode, estimate
from routing.travel.osrm import Osrm, OsrmUnreachable
from routing.travel.road import known_travel, road_travel, tables

__all__ = [
    "DETOURS",
    "Mode",
    "Osrm",
    "OsrmUnreachable",
    "TableCache",
    "estimate",
    "known_travel",
    "road_travel",
    "tables",
]
