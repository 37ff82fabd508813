"""Putting absent jobs back, each at the cheapest place found, with blinks."""

import numpy as np

from routing.solver.kernels.chance import fraction
from routing.solver.kernels.compiling import compiled
from routing.solver.kernels.rounds.arrays import TOUCHED, Desk, Model, Rounds
from routing.solver.kernels.rounds.choosing import choose_places
from routing.solver.kernels.rounds.ruin import remove_empty_pickups
from routing.solver.kernels.rounds.settling import enqueue, place_in, put_in, settle, take_out

INSERTED, LEFT_OUT, LOST = range(3)


@compiled
def recreate(model: Model, rounds: Rounds, desk: Desk, chance: np.ndarray) -> bool:
    """Insert what is absent; False if the plan cannot be timed at all."""
    if not settle(model, rounds, desk):
        return False
    _order(model, rounds, desk, chance)
    left = 0
    absences = rounds.counts[0]
    for rank in range(absences):
        job = rounds.absent[rank]
        outcome = _insert(model, rounds, desk, job, chance)
        if outcome == LOST:
            return False
        if outcome == LEFT_OUT:
            rounds.absent[left] = job
            left += 1
    rounds.counts[0] = left
    return True


@compiled
def _order(model: Model, rounds: Rounds, desk: Desk, chance: np.ndarray) -> None:
    """Sort the absent jobs by one rule drawn at random."""
    rule = fraction(chance)
    for rank in range(rounds.counts[0]):
        desk.keys[rank] = _key(model, rounds.absent[rank], rule, chance)
    for rank in range(1, rounds.counts[0]):
        job, key = rounds.absent[rank], desk.keys[rank]
        lower = rank - 1
        while lower >= 0 and desk.keys[lower] > key:
            rounds.absent[lower + 1] = rounds.absent[lower]
            desk.keys[lower + 1] = desk.keys[lower]
            lower -= 1
        rounds.absent[lower + 1] = job
        desk.keys[lower + 1] = key


@compiled
def _key(model: Model, job: int, rule: float, chance: np.ndarray) -> float:
    """Low keys go first: at random, dear ones, those few turns suit, early, narrow, far from all else."""
    first = model.jobs[job].first
    if rule < 0.3:
        return fraction(chance)
    if rule < 0.45:
        return -float(model.jobs[job].drop_cost) - fraction(chance)
    if rule < 0.6:
        turns = model.nodes[first].allowed_end - model.nodes[first].allowed_begin
        return turns / model.jobs[job].parts + fraction(chance)
    if rule < 0.75:
        return float(model.jobs[job].opens)
    if rule < 0.85:
        return float(model.nodes[first].last_start)
    return -float(model.nodes[first].service) * model.jobs[job].parts


@compiled
def _insert(model: Model, rounds: Rounds, desk: Desk, job: int, chance: np.ndarray) -> int:
    """Insert one job if that is cheaper than leaving it out; LEFT_OUT leaves the plan as it was."""
    if not choose_places(model, rounds, desk, job, chance):
        return LEFT_OUT
    first = model.jobs[job].first
    for part in range(model.jobs[job].parts):
        turn, place, kitchen = desk.chosen[part, 0], desk.chosen[part, 1], desk.chosen[part, 2]
        loaded_at = desk.chosen[part, 3]
        enqueue(rounds, desk, turn)
        put_in(rounds, turn, place, first + part)
        if kitchen >= 0:
            put_in(rounds, turn, loaded_at, kitchen)
        rounds.at[first + part].turn = turn
        rounds.at[first + part].start = 0
        rounds.at[first + part].own = 0
    if settle(model, rounds, desk):
        return INSERTED
    return LEFT_OUT if _withdraw(model, rounds, desk, job) else LOST


@compiled
def _withdraw(model: Model, rounds: Rounds, desk: Desk, job: int) -> bool:
    """Undo an insertion that other turns could not follow; False if the way back is lost."""
    first = model.jobs[job].first
    for part in range(model.jobs[job].parts):
        turn = rounds.at[first + part].turn
        rounds.at[first + part].turn = -1
        take_out(rounds, turn, place_in(rounds, turn, first + part))
        remove_empty_pickups(model, rounds, turn)
        enqueue(rounds, desk, turn)
    # Whatever the failed chase has pushed late must come down again, so begin from nothing.
    for rank in range(desk.counts[TOUCHED]):
        turn = desk.marks[rank].touched
        enqueue(rounds, desk, turn)
        for place in range(rounds.lengths[turn]):
            rounds.at[rounds.stops[turn, place]].start = 0
            rounds.at[rounds.stops[turn, place]].own = 0
    return settle(model, rounds, desk)
