"""The arrays the fast path works on."""

from typing import NamedTuple

import numpy as np

NEIGHBOURS = 120


class Customers(NamedTuple):
    """One instance; row and column 0 are the depot.

    distance, travel: (n, n) integers, row = from.  opens, closes: (n,) first and last START of service.
    near: (n, k) the k customers nearest to each, itself first.  capacity: of every vehicle.
    """

    distance: np.ndarray
    travel: np.ndarray
    demand: np.ndarray
    opens: np.ndarray
    closes: np.ndarray
    service: np.ndarray
    near: np.ndarray
    capacity: int


class Tours(NamedTuple):
    """The plan being changed: stops[r, 1 .. lengths[r]] are customers, 0 and lengths[r] + 1 the depot.

    earliest, latest: (vehicles, n + 2) start of service that the stops before, after, allow.
    tour_of: (n,) the vehicle of each customer or -1.  absent[: absences[0]] are not in any tour.
    """

    stops: np.ndarray
    lengths: np.ndarray
    loads: np.ndarray
    earliest: np.ndarray
    latest: np.ndarray
    tour_of: np.ndarray
    absent: np.ndarray
    absences: np.ndarray


class Undo(NamedTuple):
    """What one move needs to be taken back: tours as they were, and which of them were touched."""

    stops: np.ndarray
    lengths: np.ndarray
    absent: np.ndarray
    touched: np.ndarray
    is_touched: np.ndarray
    is_ruined: np.ndarray
    counts: np.ndarray
    keys: np.ndarray


def nearest(distance: np.ndarray) -> np.ndarray:
    """(n, k) int32, the k nearest of each place by rising distance."""
    order = np.argsort(distance, axis=1, kind="stable")
    return np.ascontiguousarray(order[:, : min(len(distance), NEIGHBOURS)], dtype=np.int32)


def empty_tours(customers: Customers, vehicles: int) -> Tours:
    """All customers absent."""
    count = len(customers.demand)
    shape = (vehicles, count + 2)
    absent = np.zeros(count, np.int32)
    absent[: count - 1] = np.arange(1, count)
    return Tours(
        stops=np.zeros(shape, np.int32),
        lengths=np.zeros(vehicles, np.int32),
        loads=np.zeros(vehicles, np.int64),
        earliest=np.zeros(shape, np.int32),
        latest=np.full(shape, customers.closes[0], np.int32),
        tour_of=np.full(count, -1, np.int32),
        absent=absent,
        absences=np.array([count - 1], np.int64),
    )


def fresh_undo(customers: Customers, vehicles: int) -> Undo:
    """Room for one move."""
    count = len(customers.demand)
    return Undo(
        stops=np.zeros((vehicles, count + 2), np.int32),
        lengths=np.zeros(vehicles, np.int32),
        absent=np.zeros(count, np.int32),
        touched=np.zeros(vehicles, np.int32),
        is_touched=np.zeros(vehicles, np.bool_),
        is_ruined=np.zeros(vehicles, np.bool_),
        counts=np.zeros(2, np.int64),
        keys=np.zeros(count, np.float64),
    )
