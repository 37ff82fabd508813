"""Forward and backward slack of one tour, and keeping a copy of what a move changes."""

import numpy as np

from routing.solver.kernels.compiling import compiled
from routing.solver.kernels.tours.arrays import Customers, Tours, Undo

TOUCHED, ABSENT_BEFORE = 0, 1  # places in Undo.counts


@compiled
def refresh(customers: Customers, tours: Tours, tour: int) -> None:
    """Recompute the earliest and latest starts and the load of one tour."""
    stops = tours.stops[tour]
    earliest = tours.earliest[tour]
    latest = tours.latest[tour]
    last = tours.lengths[tour] + 1
    stops[0] = 0
    stops[last] = 0
    here = 0
    moment = customers.opens[0]
    earliest[0] = moment
    load = 0
    for place in range(1, last + 1):
        there = stops[place]
        moment = max(customers.opens[there], moment + customers.service[here] + customers.travel[here, there])
        earliest[place] = moment
        load += customers.demand[there]
        here = there
    tours.loads[tour] = load
    moment = customers.closes[0]
    latest[last] = moment
    for place in range(last - 1, -1, -1):
        there = stops[place]
        moment = min(
            customers.closes[there], moment - customers.service[there] - customers.travel[there, here]
        )
        latest[place] = moment
        here = there


@compiled
def touch(tours: Tours, undo: Undo, tour: int) -> None:
    """Copy a tour before its first change within a move."""
    if undo.is_touched[tour]:
        return
    undo.is_touched[tour] = True
    undo.touched[undo.counts[TOUCHED]] = tour
    undo.counts[TOUCHED] += 1
    undo.lengths[tour] = tours.lengths[tour]
    for place in range(tours.lengths[tour] + 2):
        undo.stops[tour, place] = tours.stops[tour, place]


@compiled
def tour_length(customers: Customers, stops: np.ndarray, length: int) -> int:
    """Distance of one tour from the depot back to it."""
    total = 0
    for place in range(length + 1):
        total += customers.distance[stops[place], stops[place + 1]]
    return total
