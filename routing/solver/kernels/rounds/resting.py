"""Where and when breaks between two stops are taken."""

import numpy as np

from routing.solver.kernels.compiling import compiled
from routing.solver.kernels.rounds.arrays import BREAK, NEVER, VISIT, Model
from routing.solver.kernels.rounds.linking import IMPOSSIBLE, open_start
from routing.solver.kernels.rounds.way import way_seconds


@compiled
def rest(
    model: Model, turn: int, row: np.ndarray, length: int, rank: int, here: int, clock: int
) -> tuple[int, int, int, int]:
    """(place, seconds on the way, ready, start) of a break: at the next stop or where the carer stands.

    Whichever lets the next stop begin sooner; for a break alone with one window that is there wherever the
    window still holds there.
    """
    node, following = row[rank], _next_stop(model, row, length, rank)
    there = model.turns[turn].end_place
    if following < length:
        there = model.nodes[row[following]].place
    seconds = way_seconds(model, model.turns[turn].mode, here, there, clock)
    start = open_start(model, node, clock + seconds)
    if model.nodes[node].at_next:
        if rank + 1 == length or model.nodes[row[rank + 1]].kind != VISIT:
            start = IMPOSSIBLE
        return there, seconds, clock + seconds, start
    several = following > rank + 1 or model.nodes[node].windows_end > model.nodes[node].windows_begin + 1
    if (
        start >= 0
        and several
        and _is_sooner_before_the_way(model, turn, row, rank, following, here, there, clock)
    ):
        start = IMPOSSIBLE
    if start >= 0:
        return there, seconds, clock + seconds, start
    return here, 0, clock, open_start(model, node, clock)


@compiled
def _next_stop(model: Model, row: np.ndarray, length: int, rank: int) -> int:
    """The first place after this one that is no break."""
    following = rank + 1
    while following < length and model.nodes[row[following]].kind == BREAK:
        following += 1
    return following


@compiled
def rest_on_the_way(
    model: Model, turn: int, row: np.ndarray, length: int, rank: int, here: int, clock: int, free_at: int
) -> tuple[int, int, int, int]:
    """(next place, seconds to it, arrival without it, start) of a break at any moment from `free_at` on."""
    following = _next_stop(model, row, length, rank)
    there = model.turns[turn].end_place
    if following < length:
        there = model.nodes[row[following]].place
    seconds = way_seconds(model, model.turns[turn].mode, here, there, clock)
    return there, seconds, clock + seconds, open_start(model, row[rank], free_at)


@compiled
def _is_sooner_before_the_way(
    model: Model, turn: int, row: np.ndarray, rank: int, following: int, here: int, there: int, clock: int
) -> bool:
    """Whether the next stop can begin sooner if this break, and perhaps those after it, are taken here."""
    least = _after_breaks(model, turn, row, rank, rank, following, here, there, clock)
    for first_there in range(rank + 1, following + 1):
        if _after_breaks(model, turn, row, rank, first_there, following, here, there, clock) < least:
            return True
    return False


@compiled
def _after_breaks(
    model: Model,
    turn: int,
    row: np.ndarray,
    rank: int,
    first_there: int,
    following: int,
    here: int,
    there: int,
    clock: int,
) -> int:
    """When the carer is at the next stop, with the breaks from `first_there` on taken after the way."""
    mode = model.turns[turn].mode
    for each in range(rank, following):
        if each >= first_there:
            clock += way_seconds(model, mode, here, there, clock)
            here = there
        start = open_start(model, row[each], clock)
        if start < 0 or (model.nodes[row[each]].at_next and each < first_there):
            return NEVER
        clock = start + model.nodes[row[each]].service
    return clock + way_seconds(model, mode, here, there, clock)
