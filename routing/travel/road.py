"""Travel on roads where OSRM answers, else the estimate with a visible flag; never stops a plan."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from routing.problem import Place, TravelMatrix
from routing.travel.cache import TableCache, table_key
from routing.travel.estimate import estimate
from routing.travel.osrm import Osrm, OsrmUnreachable, Table


def road_travel(
    places: Sequence[Place], mode: str, osrm: Osrm | None, cache: TableCache | None = None
) -> TravelMatrix:
    """Matrix of one mode. `estimated` tells whether any number in it is no road's; `source` tells why."""
    fallback = estimate(places, mode)
    if osrm is None:
        return fallback
    try:
        seconds, meters = _tables(places, mode, osrm, cache)
    except OsrmUnreachable as error:
        return replace(fallback, source=f"{fallback.source}; OSRM gave no answer ({error})")
    return _filled(fallback, seconds, meters, osrm)


def _tables(places: Sequence[Place], mode: str, osrm: Osrm, cache: TableCache | None) -> tuple[Table, Table]:
    key = table_key(osrm.address, mode, places)
    known = cache.load(key) if cache is not None else None
    if known is not None and known[0].shape == (len(places), len(places)):
        return known
    seconds, meters = osrm.table(places)
    if cache is not None:
        cache.store(key, seconds, meters)
    return seconds, meters


def _filled(fallback: TravelMatrix, seconds: Table, meters: Table, osrm: Osrm) -> TravelMatrix:
    """Whole seconds and meters, rounded up; the estimate where no road leads."""
    missing = np.isnan(seconds) | np.isnan(meters)
    estimated_meters = fallback.meters if fallback.meters is not None else fallback.seconds
    source = f"OSRM {osrm.address}"
    if missing.any():
        source += f"; {int(missing.sum())} ways without a road estimated"
    return TravelMatrix(
        mode=fallback.mode,
        seconds=np.where(missing, fallback.seconds, np.ceil(np.nan_to_num(seconds))).astype(np.int64),
        meters=np.where(missing, estimated_meters, np.ceil(np.nan_to_num(meters))).astype(np.int64),
        source=source,
        estimated=bool(missing.any()),
    )
