"""Greedy insertion with blinks (SISR, section 5.3)."""

import numpy as np

from routing.solver.kernels.chance import fraction
from routing.solver.kernels.compiling import compiled
from routing.solver.kernels.tours.arrays import Customers, Tours, Undo
from routing.solver.kernels.tours.timing import refresh, touch

BLINK = 0.01  # chance of overlooking a place
FAR = 1 << 30


@compiled
def order_absent(customers: Customers, tours: Tours, undo: Undo, chance: np.ndarray) -> None:
    """Sort the absent customers by one rule, drawn with the weights of the paper plus three on windows."""
    rule = fraction(chance) * 17.0
    for rank in range(tours.absences[0]):
        undo.keys[rank] = _key(customers, tours.absent[rank], rule, chance)
    for rank in range(1, tours.absences[0]):
        customer = tours.absent[rank]
        key = undo.keys[rank]
        lower = rank - 1
        while lower >= 0 and undo.keys[lower] > key:
            tours.absent[lower + 1] = tours.absent[lower]
            undo.keys[lower + 1] = undo.keys[lower]
            lower -= 1
        tours.absent[lower + 1] = customer
        undo.keys[lower + 1] = key


@compiled
def _key(customers: Customers, customer: int, rule: float, chance: np.ndarray) -> float:
    if rule < 4.0:
        return fraction(chance)
    if rule < 8.0:
        return float(-customers.demand[customer])
    if rule < 10.0:
        return float(-customers.distance[0, customer])
    if rule < 11.0:
        return float(customers.distance[0, customer])
    if rule < 13.0:
        return float(customers.closes[customer] - customers.opens[customer])
    if rule < 15.0:
        return float(customers.opens[customer])
    return float(-customers.closes[customer])


@compiled
def insert_absent(customers: Customers, tours: Tours, undo: Undo, chance: np.ndarray) -> None:
    """Insert each absent customer at its cheapest place; those without a place stay absent."""
    left = 0
    for rank in range(tours.absences[0]):
        customer = tours.absent[rank]
        tour, place = _cheapest(customers, tours, customer, chance)
        if tour < 0:
            tours.absent[left] = customer
            left += 1
            continue
        touch(tours, undo, tour)
        _insert(tours, tour, place, customer)
        refresh(customers, tours, tour)
    tours.absences[0] = left


@compiled
def _cheapest(customers: Customers, tours: Tours, customer: int, chance: np.ndarray) -> tuple[int, int]:
    """(tour, stop to follow); an empty tour where that is the shortest way; (-1, 0) if none has room."""
    best = FAR
    best_tour, best_place, empty = -1, 0, -1
    room = customers.capacity - customers.demand[customer]
    opens, closes = customers.opens[customer], customers.closes[customer]
    service = customers.service[customer]
    for tour in range(len(tours.lengths)):
        length = tours.lengths[tour]
        if length == 0:
            empty = tour
            continue
        if tours.loads[tour] > room:
            continue
        stops = tours.stops[tour]
        earliest = tours.earliest[tour]
        latest = tours.latest[tour]
        for place in range(length + 1):
            if earliest[place] > closes:
                break
            after = stops[place + 1]
            if opens + service + customers.travel[customer, after] > latest[place + 1]:
                continue
            before = stops[place]
            extra = customers.distance[before, customer] + customers.distance[customer, after]
            extra -= customers.distance[before, after]
            if extra >= best:
                continue
            start = max(
                opens, earliest[place] + customers.service[before] + customers.travel[before, customer]
            )
            if start > closes or start + service + customers.travel[customer, after] > latest[place + 1]:
                continue
            if fraction(chance) < BLINK:
                continue
            best, best_tour, best_place = extra, tour, place
    alone = customers.distance[0, customer] + customers.distance[customer, 0]
    shorter = best_tour < 0 or alone < best
    if empty >= 0 and shorter and room >= 0 and _fits_alone(customers, customer):
        return empty, 0
    return best_tour, best_place


@compiled
def _fits_alone(customers: Customers, customer: int) -> bool:
    """Whether a tour of this customer only keeps its windows."""
    start = max(customers.opens[customer], customers.opens[0] + customers.travel[0, customer])
    home = start + customers.service[customer] + customers.travel[customer, 0]
    return start <= customers.closes[customer] and home <= customers.closes[0]


@compiled
def _insert(tours: Tours, tour: int, place: int, customer: int) -> None:
    stops = tours.stops[tour]
    for later in range(tours.lengths[tour] + 1, place, -1):
        stops[later + 1] = stops[later]
    stops[place + 1] = customer
    tours.lengths[tour] += 1
    tours.tour_of[customer] = tour
