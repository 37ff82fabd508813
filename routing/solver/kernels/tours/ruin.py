"""Removal of strings of neighbouring stops (SISR, sections 5.1 and 5.2)."""

import numpy as np

from routing.solver.kernels.chance import below, fraction
from routing.solver.kernels.compiling import compiled
from routing.solver.kernels.tours.arrays import Customers, Tours, Undo
from routing.solver.kernels.tours.timing import refresh, touch

MEAN_REMOVED = 10.0  # c-bar of the paper: customers removed on average
LONGEST_STRING = 10.0  # L-max
SPLIT_RATE = 0.5  # alpha: how often a string keeps some stops in its middle
SPLIT_GROWTH = 0.01  # beta: chance of keeping one more


@compiled
def remove_strings(customers: Customers, tours: Tours, undo: Undo, chance: np.ndarray) -> None:
    """Take a string out of each of a few tours near a random customer."""
    served = len(customers.demand) - 1 - tours.absences[0]
    used = np.count_nonzero(tours.lengths)
    if used == 0:
        return
    longest = min(LONGEST_STRING, served / used)
    strings = int(fraction(chance) * (4.0 * MEAN_REMOVED / (1.0 + longest) - 1.0) + 1.0)
    centre = 1 + below(chance, len(customers.demand) - 1)
    removed = 0
    for rank in range(customers.near.shape[1]):
        if removed >= strings:
            return
        customer = customers.near[centre, rank]
        tour = tours.tour_of[customer]
        if customer == 0 or tour < 0 or undo.is_ruined[tour]:
            continue
        touch(tours, undo, tour)
        undo.is_ruined[tour] = True
        _remove_string(tours, tour, customer, longest, chance)
        refresh(customers, tours, tour)
        removed += 1


@compiled
def _remove_string(tours: Tours, tour: int, customer: int, longest: float, chance: np.ndarray) -> None:
    """Remove up to `longest` stops around one customer, sometimes leaving a few in the middle."""
    length = tours.lengths[tour]
    size = min(length, int(fraction(chance) * min(float(length), longest) + 1.0))
    kept = 0
    if 1 < size < length and fraction(chance) < SPLIT_RATE:
        kept = 1
        while size + kept < length and fraction(chance) < SPLIT_GROWTH:
            kept += 1
    place = 1
    while tours.stops[tour, place] != customer:
        place += 1
    lowest = max(1, place - size - kept + 1)
    highest = min(place, length - size - kept + 1)
    first = lowest + below(chance, highest - lowest + 1)
    keep_from = first + size + kept
    if kept > 0:
        keep_from = first + below(chance, size + 1)
    _cut(tours, tour, first, first + size + kept, keep_from, keep_from + kept)


@compiled
def _cut(tours: Tours, tour: int, first: int, until: int, keep_from: int, keep_until: int) -> None:
    """Make the stops of [first, until) absent except those of [keep_from, keep_until)."""
    stops = tours.stops[tour]
    write = first
    for place in range(first, tours.lengths[tour] + 1):
        stop = stops[place]
        if place < until and not keep_from <= place < keep_until:
            tours.absent[tours.absences[0]] = stop
            tours.absences[0] += 1
            tours.tour_of[stop] = -1
        else:
            stops[write] = stop
            write += 1
    tours.lengths[tour] = write - 1
