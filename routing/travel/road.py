"""Travel on roads where OSRM answers, else the estimate with a visible flag; never stops a plan."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from routing.problem import Place, TravelMatrix
from routing.travel.cache import TableCache, table_key
from routing.travel.estimate import DETOURS, Mode, estimate
from routing.travel.osrm import Osrm, OsrmUnreachable, Table


def road_travel(
    places: Sequence[Place],
    mode: str,
    osrm: Osrm | None,
    cache: TableCache | None = None,
    modes: Mapping[str, Mode] = DETOURS,
) -> TravelMatrix:
    """Matrix of one mode. `estimated` tells whether any number in it is no road's; `source` tells why."""
    fallback = estimate(places, mode, modes)
    if osrm is None:
        return fallback
    try:
        seconds, meters = tables(places, mode, osrm, cache)
    except OsrmUnreachable as error:
        return replace(fallback, source=f"{fallback.source}; OSRM gave no answer ({error})")
    return _filled(fallback, seconds, meters, osrm.address)


def known_travel(
    places: Sequence[Place],
    mode: str,
    address: str,
    cache: TableCache,
    modes: Mapping[str, Mode] = DETOURS,
) -> TravelMatrix:
    """Matrix of one mode from what an OSRM has answered before; nobody is asked, and without it estimated."""
    fallback = estimate(places, mode, modes)
    known = _known(places, mode, address, cache)
    if known is None:
        return replace(fallback, source=f"{fallback.source}; OSRM {address} has not answered")
    return _filled(fallback, *known, address)


def tables(
    places: Sequence[Place], mode: str, osrm: Osrm, cache: TableCache | None = None
) -> tuple[Table, Table]:
    """Seconds and meters on roads, asked once: the cache keeps them. Raises OsrmUnreachable."""
    known = _known(places, mode, osrm.address, cache) if cache is not None else None
    if known is not None:
        return known
    seconds, meters = osrm.table(places)
    if cache is not None:
        cache.store(table_key(osrm.address, mode, places), seconds, meters)
    return seconds, meters


def _known(places: Sequence[Place], mode: str, address: str, cache: TableCache) -> tuple[Table, Table] | None:
    known = cache.load(table_key(address, mode, places))
    return known if known is not None and known[0].shape == (len(places), len(places)) else None


def _filled(fallback: TravelMatrix, seconds: Table, meters: Table, address: str) -> TravelMatrix:
    """Whole seconds and meters, rounded up; the estimate where no road leads."""
    missing = np.isnan(seconds) | np.isnan(meters)
    estimated_meters = fallback.meters if fallback.meters is not None else fallback.seconds
    source = f"OSRM {address}"
    between = missing & ~np.eye(len(missing), dtype=bool)
    if between.any():
        source += f"; {int(between.sum())} ways without a road estimated"
    return TravelMatrix(
        mode=fallback.mode,
        seconds=np.where(missing, fallback.seconds, np.ceil(np.nan_to_num(seconds))).astype(np.int64),
        meters=np.where(missing, estimated_meters, np.ceil(np.nan_to_num(meters))).astype(np.int64),
        source=source,
        estimated=bool(between.any()),
    )
