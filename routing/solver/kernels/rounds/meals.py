"""Meals of one turn: which pickup loads what, when it is ready, whether it fits."""

import numpy as np

from routing.solver.kernels.compiling import compiled
from routing.solver.kernels.rounds.arrays import COLLECTED, DELIVERED, KITCHEN, LOADED, MOST, Desk, Model


@compiled
def assign_meals(model: Model, desk: Desk, row: np.ndarray, length: int, turn: int) -> bool:
    """Give each meal to the last pickup before it; False if one has none, a pickup is empty, a box overfull.

    Fills desk.pickups by place in the row. desk.pending is empty between calls.
    """
    waiting = 0  # kitchens whose meals wait for a pickup
    for place in range(length - 1, -1, -1):
        node = row[place]
        kitchen = model.nodes[node].kitchen
        if kitchen < 0:
            continue
        if model.nodes[node].kind == KITCHEN:
            if desk.pending[kitchen].meals == 0:
                _clear_pending(model, desk, row, length)
                return False
            desk.pickups[place].boxes = desk.pending[kitchen].boxes
            desk.pickups[place].ready = desk.pending[kitchen].ready
            _clear_kitchen(desk, kitchen)
            waiting -= 1
        elif model.nodes[node].carried != turn:
            waiting += desk.pending[kitchen].meals == 0
            desk.pending[kitchen].meals += 1
            desk.pending[kitchen].boxes += model.nodes[node].boxes
            desk.pending[kitchen].ready = max(desk.pending[kitchen].ready, model.nodes[node].ready)
    if waiting > 0:
        _clear_pending(model, desk, row, length)
        return False
    return _boxes_fit(model, desk, row, length, turn)


@compiled
def _clear_pending(model: Model, desk: Desk, row: np.ndarray, length: int) -> None:
    for place in range(length):
        if model.nodes[row[place]].kitchen >= 0:
            _clear_kitchen(desk, model.nodes[row[place]].kitchen)


@compiled
def _clear_kitchen(desk: Desk, kitchen: int) -> None:
    desk.pending[kitchen].meals = 0
    desk.pending[kitchen].boxes = 0
    desk.pending[kitchen].ready = 0


@compiled
def _boxes_fit(model: Model, desk: Desk, row: np.ndarray, length: int, turn: int) -> bool:
    boxes = model.turns[turn].carried_boxes
    for place in range(length):
        node = row[place]
        if model.nodes[node].kitchen < 0:
            continue
        if model.nodes[node].kind == KITCHEN:
            boxes += desk.pickups[place].boxes
            if boxes > model.turns[turn].box_capacity:
                return False
        else:
            boxes -= model.nodes[node].boxes
    return True


@compiled
def loads_fit(model: Model, desk: Desk, row: np.ndarray, length: int, turn: int) -> bool:
    """Whether what is on board never exceeds the capacity, nor at a break what it allows, in no dimension."""
    for dimension in range(model.rules.dimensions):
        if not _dimension_fits(model, desk, row, length, turn, dimension):
            return False
    return True


@compiled
def _dimension_fits(
    model: Model, desk: Desk, row: np.ndarray, length: int, turn: int, dimension: int
) -> bool:
    """Deliveries are on board from the start, collections are kept, meals loaded and handed over.

    Goes from the end to the beginning, by when all is known that a pickup loads.
    """
    for place in range(length):
        if model.nodes[row[place]].kitchen >= 0:
            desk.pending[model.nodes[row[place]].kitchen].load = 0
    load, limit = model.on_board[turn, dimension], model.capacity[turn, dimension]
    for place in range(length):
        node = row[place]
        load += model.loads[node, dimension, COLLECTED]
        if model.nodes[node].carried == turn:
            load -= model.loads[node, dimension, LOADED]
    for place in range(length - 1, -1, -1):
        node = row[place]
        if load > min(limit, model.loads[node, dimension, MOST]):
            return False
        load += model.loads[node, dimension, DELIVERED] - model.loads[node, dimension, COLLECTED]
        kitchen = model.nodes[node].kitchen
        if kitchen < 0:
            continue
        if model.nodes[node].kind == KITCHEN:
            load -= desk.pending[kitchen].load
            desk.pending[kitchen].load = 0
            continue
        load += model.loads[node, dimension, LOADED]
        if model.nodes[node].carried != turn:
            desk.pending[kitchen].load += model.loads[node, dimension, LOADED]
    return load <= limit
