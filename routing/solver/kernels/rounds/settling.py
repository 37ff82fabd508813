"""Bringing all turns to their least times after a change, and taking a change back."""

import numpy as np

from routing.solver.kernels.compiling import compiled
from routing.solver.kernels.rounds.arrays import (
    ABSENT_BEFORE,
    QUEUED,
    SUMS,
    TOUCHED,
    VISIT,
    Desk,
    Model,
    Rounds,
)
from routing.solver.kernels.rounds.latest import note_latest
from routing.solver.kernels.rounds.linking import start_among_parts
from routing.solver.kernels.rounds.timing import time_turn


@compiled
def touch(rounds: Rounds, desk: Desk, turn: int) -> None:
    """Copy a turn before its first change within a move."""
    if desk.marks[turn].is_touched:
        return
    desk.marks[turn].is_touched = True
    desk.marks[desk.counts[TOUCHED]].touched = turn
    desk.counts[TOUCHED] += 1
    desk.marks[turn].length = rounds.lengths[turn]
    for place in range(rounds.lengths[turn]):
        desk.saved_stops[turn, place] = rounds.stops[turn, place]
        desk.saved_starts[turn, place] = rounds.starts[turn, place]
        desk.saved_owns[turn, place] = rounds.owns[turn, place]
        desk.saved_latest[turn, place] = rounds.latest[turn, place]
    for column in range(SUMS):
        desk.saved_sums[turn, column] = rounds.sums[turn, column]


@compiled
def enqueue(rounds: Rounds, desk: Desk, turn: int) -> None:
    """Mark a turn to be timed again."""
    touch(rounds, desk, turn)
    if not desk.marks[turn].is_queued:
        desk.marks[turn].is_queued = True
        desk.marks[desk.counts[QUEUED]].queued = turn
        desk.counts[QUEUED] += 1


@compiled
def settle(model: Model, rounds: Rounds, desk: Desk) -> bool:
    """Time all marked turns, and those that their changes reach, until nothing moves; False if impossible.

    A cycle of waiting between turns shows as an endless chase and ends by its length.
    """
    patience = 64 + 16 * len(rounds.lengths)
    while desk.counts[QUEUED] > 0:
        patience -= 1
        turn = _next_marked(rounds, desk)
        if patience < 0 or not _time_marked(model, rounds, desk, turn):
            _forget_marks(desk)
            return False
    return True


@compiled
def _next_marked(rounds: Rounds, desk: Desk) -> int:
    """Take one marked turn off the list."""
    desk.counts[QUEUED] -= 1
    turn = desk.marks[desk.counts[QUEUED]].queued
    desk.marks[turn].is_queued = False
    return turn


@compiled
def _forget_marks(desk: Desk) -> None:
    for rank in range(desk.counts[QUEUED]):
        desk.marks[desk.marks[rank].queued].is_queued = False
    desk.counts[QUEUED] = 0


@compiled
def _time_marked(model: Model, rounds: Rounds, desk: Desk, turn: int) -> bool:
    row, length = rounds.stops[turn], rounds.lengths[turn]
    starts, owns = rounds.starts[turn], rounds.owns[turn]
    if not time_turn(model, rounds, desk, turn, row, length, starts, owns, rounds.sums[turn]):
        return False
    note_latest(model, rounds, turn)
    for place in range(length):
        node = row[place]
        if model.nodes[node].kind != VISIT:
            continue
        same = rounds.at[node].start == starts[place] and rounds.at[node].own == owns[place]
        rounds.at[node].start = starts[place]
        rounds.at[node].own = owns[place]
        if not same and model.nodes[node].is_linked:
            _mark_partners(model, rounds, desk, node)
    return True


@compiled
def _mark_partners(model: Model, rounds: Rounds, desk: Desk, node: int) -> None:
    """Mark turns whose stops hang on this one and do not yet stand where they should."""
    job = model.nodes[node].job
    for other in range(model.jobs[job].first, model.jobs[job].first + model.jobs[job].parts):
        turn = rounds.at[other].turn
        if other == node or turn < 0 or desk.marks[turn].is_queued:
            continue
        if start_among_parts(model, rounds, desk, other, rounds.at[other].own) != rounds.at[other].start:
            enqueue(rounds, desk, turn)
    for heir in range(model.nodes[node].heirs_begin, model.nodes[node].heirs_end):
        turn = rounds.at[model.heirs[heir]].turn
        if turn >= 0:
            enqueue(rounds, desk, turn)


@compiled
def begin_move(rounds: Rounds, desk: Desk) -> None:
    """Forget the copies of the last move."""
    for rank in range(desk.counts[TOUCHED]):
        desk.marks[desk.marks[rank].touched].is_touched = False
        desk.marks[desk.marks[rank].touched].is_ruined = False
    desk.counts[TOUCHED] = 0
    desk.counts[ABSENT_BEFORE] = rounds.counts[0]
    for rank in range(rounds.counts[0]):
        desk.saved_absent[rank] = rounds.absent[rank]


@compiled
def take_back(model: Model, rounds: Rounds, desk: Desk) -> None:
    """Put every touched turn back as it was when the move began."""
    for rank in range(desk.counts[TOUCHED]):
        turn = desk.marks[rank].touched
        for place in range(rounds.lengths[turn]):
            if model.nodes[rounds.stops[turn, place]].job >= 0:
                rounds.at[rounds.stops[turn, place]].turn = -1
    for rank in range(desk.counts[TOUCHED]):
        _put_back(model, rounds, desk, desk.marks[rank].touched)
    rounds.counts[0] = desk.counts[ABSENT_BEFORE]
    for rank in range(rounds.counts[0]):
        rounds.absent[rank] = desk.saved_absent[rank]


@compiled
def _put_back(model: Model, rounds: Rounds, desk: Desk, turn: int) -> None:
    rounds.lengths[turn] = desk.marks[turn].length
    for column in range(SUMS):
        rounds.sums[turn, column] = desk.saved_sums[turn, column]
    for place in range(rounds.lengths[turn]):
        node = desk.saved_stops[turn, place]
        rounds.stops[turn, place] = node
        rounds.starts[turn, place] = desk.saved_starts[turn, place]
        rounds.owns[turn, place] = desk.saved_owns[turn, place]
        rounds.latest[turn, place] = desk.saved_latest[turn, place]
        if model.nodes[node].job >= 0:
            rounds.at[node].turn = turn
            rounds.at[node].start = desk.saved_starts[turn, place]
            rounds.at[node].own = desk.saved_owns[turn, place]


@compiled
def take_out(rounds: Rounds, turn: int, place: int) -> int:
    """Remove one stop from a turn; its node."""
    node = rounds.stops[turn, place]
    for later in range(place, rounds.lengths[turn] - 1):
        rounds.stops[turn, later] = rounds.stops[turn, later + 1]
        rounds.starts[turn, later] = rounds.starts[turn, later + 1]
        rounds.owns[turn, later] = rounds.owns[turn, later + 1]
    rounds.lengths[turn] -= 1
    return node


@compiled
def put_in(rounds: Rounds, turn: int, place: int, node: int) -> None:
    """Insert one stop into a turn; its times come with settle."""
    for later in range(rounds.lengths[turn], place, -1):
        rounds.stops[turn, later] = rounds.stops[turn, later - 1]
        rounds.starts[turn, later] = rounds.starts[turn, later - 1]
        rounds.owns[turn, later] = rounds.owns[turn, later - 1]
    rounds.stops[turn, place] = node
    rounds.starts[turn, place] = 0
    rounds.owns[turn, place] = 0
    rounds.lengths[turn] += 1


@compiled
def place_in(rounds: Rounds, turn: int, node: int) -> int:
    """Place of a node in its turn."""
    row: np.ndarray = rounds.stops[turn]
    place = 0
    while row[place] != node:
        place += 1
    return place
