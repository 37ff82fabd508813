"""Simulated annealing over ruin and recreate, a chunk of iterations at one temperature."""

import math

import numpy as np

from routing.solver.kernels.chance import fraction
from routing.solver.kernels.compiling import compiled
from routing.solver.kernels.tours.arrays import Customers, Tours, Undo
from routing.solver.kernels.tours.recreate import insert_absent, order_absent
from routing.solver.kernels.tours.ruin import remove_strings
from routing.solver.kernels.tours.timing import ABSENT_BEFORE, TOUCHED, refresh, tour_length

ABSENCE = 10_000_000  # cost of a customer nobody visits: above any detour


@compiled
def anneal(
    customers: Customers,
    tours: Tours,
    undo: Undo,
    best_stops: np.ndarray,
    best_lengths: np.ndarray,
    costs: np.ndarray,
    chance: np.ndarray,
    temperature: float,
    iterations: int,
) -> None:
    """Run moves; costs[0] is the cost of `tours`, costs[1] that of the best plan, kept in best_*."""
    for _ in range(iterations):
        _begin(tours, undo)
        remove_strings(customers, tours, undo, chance)
        order_absent(customers, tours, undo, chance)
        insert_absent(customers, tours, undo, chance)
        change = _change(customers, tours, undo)
        if change < -temperature * math.log(fraction(chance) + 1e-300):
            costs[0] += change
            if costs[0] < costs[1]:
                costs[1] = costs[0]
                _keep(tours, best_stops, best_lengths)
        else:
            _take_back(customers, tours, undo)
        _forget(undo)


@compiled
def _begin(tours: Tours, undo: Undo) -> None:
    undo.counts[TOUCHED] = 0
    undo.counts[ABSENT_BEFORE] = tours.absences[0]
    for rank in range(tours.absences[0]):
        undo.absent[rank] = tours.absent[rank]


@compiled
def _change(customers: Customers, tours: Tours, undo: Undo) -> int:
    """What the move costs."""
    change = ABSENCE * (tours.absences[0] - undo.counts[ABSENT_BEFORE])
    for rank in range(undo.counts[TOUCHED]):
        tour = undo.touched[rank]
        change += tour_length(customers, tours.stops[tour], tours.lengths[tour])
        change -= tour_length(customers, undo.stops[tour], undo.lengths[tour])
    return change


@compiled
def _keep(tours: Tours, best_stops: np.ndarray, best_lengths: np.ndarray) -> None:
    for tour in range(len(tours.lengths)):
        best_lengths[tour] = tours.lengths[tour]
        for place in range(1, tours.lengths[tour] + 1):
            best_stops[tour, place] = tours.stops[tour, place]


@compiled
def _take_back(customers: Customers, tours: Tours, undo: Undo) -> None:
    for rank in range(undo.counts[TOUCHED]):
        tour = undo.touched[rank]
        tours.lengths[tour] = undo.lengths[tour]
        for place in range(undo.lengths[tour] + 2):
            stop = undo.stops[tour, place]
            tours.stops[tour, place] = stop
            tours.tour_of[stop] = tour
        refresh(customers, tours, tour)
    tours.absences[0] = undo.counts[ABSENT_BEFORE]
    for rank in range(tours.absences[0]):
        tours.absent[rank] = undo.absent[rank]
        tours.tour_of[undo.absent[rank]] = -1


@compiled
def _forget(undo: Undo) -> None:
    for rank in range(undo.counts[TOUCHED]):
        undo.is_touched[undo.touched[rank]] = False
        undo.is_ruined[undo.touched[rank]] = False
