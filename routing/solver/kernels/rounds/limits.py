"""Rules over a carer's whole day, hand-made order, and promises."""

import numpy as np

from routing.solver.kernels.compiling import compiled
from routing.solver.kernels.rounds.arrays import (
    BREAK,
    FIRST_RANK,
    LAST_RANK,
    METERS,
    TRAVEL,
    VISITS,
    WORK,
    Model,
    Rounds,
)


@compiled
def breaks_promise(model: Model, rounds: Rounds, turn: int, node: int, start: int) -> int:
    """1 if the start has moved too far or another carer comes (`node` is the visit's first part)."""
    if (
        model.nodes[node].promise >= 0
        and abs(start - model.nodes[node].promise) > model.nodes[node].tolerance
    ):
        return 1
    job = model.nodes[node].job
    if not model.of_promise[job, model.turns[turn].carer]:
        return 1
    for part in range(1, model.jobs[job].parts):
        other = rounds.at[model.jobs[job].first + part].turn
        if other >= 0 and not model.of_promise[job, model.turns[other].carer]:
            return 1
    return 0


@compiled
def keeps_order(model: Model, turn: int, node: int, sums: np.ndarray) -> bool:
    """Whether a visit comes after those that the hand-made order puts before it in this turn."""
    rank = model.order_rank[model.turns[turn].carer, node]
    if rank < 0:
        return True
    if rank < sums[LAST_RANK]:
        return False
    sums[FIRST_RANK] = min(sums[FIRST_RANK], rank)
    sums[LAST_RANK] = rank
    return True


@compiled
def within_limits(model: Model, rounds: Rounds, turn: int, sums: np.ndarray) -> bool:
    """Limits of a carer's day and hand-made order over all its turns, this one as `sums` has it."""
    carer = model.turns[turn].carer
    if not model.carers[carer].is_limited:
        return True
    work = model.carers[carer].fixed_work + sums[WORK]
    travel, visits = sums[TRAVEL], model.carers[carer].fixed_visits + sums[VISITS]
    meters = sums[METERS]
    for other in range(model.carers[carer].turn_begin, model.carers[carer].turn_end):
        if other == turn:
            continue
        work += rounds.sums[other, WORK]
        travel += rounds.sums[other, TRAVEL]
        visits += rounds.sums[other, VISITS]
        meters += rounds.sums[other, METERS]
        if other < turn and rounds.sums[other, LAST_RANK] > sums[FIRST_RANK]:
            return False
        if other > turn and rounds.sums[other, FIRST_RANK] < sums[LAST_RANK]:
            return False
    return (
        work <= model.carers[carer].most_work
        and travel <= model.carers[carer].most_travel
        and visits <= model.carers[carer].most_visits
        and meters <= model.carers[carer].most_meters
    )


@compiled
def meters_of(model: Model, turn: int, row: np.ndarray, length: int) -> int:
    """Meters from stop to stop and home; a break lies on the way."""
    mode, here, meters = model.turns[turn].mode, model.turns[turn].begin_place, 0
    for rank in range(length):
        if model.nodes[row[rank]].kind != BREAK:
            there = model.nodes[row[rank]].place
            meters += model.meters[mode, here, there]
            here = there
    return meters + model.meters[mode, here, model.turns[turn].end_place]
