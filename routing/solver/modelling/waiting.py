"""Leaving later, so that a carer waits at home and not at a door."""

from typing import Any

import numpy as np

from routing.solver.kernels.rounds.arrays import NEVER, VISIT, Model
from routing.solver.kernels.rounds.timing import lateness, room_to_wait
from routing.solver.kernels.rounds.way import way_seconds
from routing.solver.modelling.setups import seconds_of, setup_before


def later_starts(
    model: Model, reference: Any, turn: int, row: list[int], starts: np.ndarray, places: list[int]
) -> np.ndarray:
    """Starts of one round that leaves as late as harms no stop (Savelsbergh's forward slack)."""
    slack, waiting = NEVER, 0
    ready = _ready_times(model, reference, turn, row, starts, places)
    for rank, node in enumerate(row):
        start = int(starts[rank])
        waiting += start - ready[rank] if rank else 0
        late = int(lateness(reference, node, start)) if model.nodes[node].kind == VISIT else 0
        slack = min(slack, waiting + int(room_to_wait(reference, node, start, late)))
    later = np.array(starts)
    later[0] += min(slack, waiting)
    for rank in range(1, len(row)):
        clock = int(later[rank - 1]) + seconds_of(model, turn, row, rank - 1)
        seconds = way_seconds(reference, model.turns[turn].mode, places[rank - 1], places[rank], clock)
        later[rank] = max(later[rank], clock + seconds + setup_before(model, turn, row, rank))
    return later


def _ready_times(
    model: Model, reference: Any, turn: int, row: list[int], starts: np.ndarray, places: list[int]
) -> list[int]:
    """When the carer could begin each stop, given the starts before it."""
    here, clock, ready = int(model.turns[turn].begin_place), int(model.turns[turn].begin_at), []
    for rank in range(len(row)):
        seconds = way_seconds(reference, model.turns[turn].mode, here, places[rank], clock)
        ready.append(int(clock + seconds) + setup_before(model, turn, row, rank))
        here, clock = places[rank], int(starts[rank]) + seconds_of(model, turn, row, rank)
    return ready
