"""The places for a node that are worth a look, each with the least it would cost."""

import numpy as np

from routing.solver.kernels.chance import fraction
from routing.solver.kernels.compiling import compiled
from routing.solver.kernels.rounds.arrays import (
    BREAK,
    COLLECTED,
    DELIVERED,
    KITCHEN,
    NEVER,
    PROSPECTS,
    SURVEY,
    VISITS,
    Desk,
    Model,
    Rounds,
)
from routing.solver.kernels.rounds.bounding import bound_of, loading_at
from routing.solver.kernels.rounds.outlook import IDLEST

LOADING_REACH = 10  # how many stops before a hand-over its meal may be newly loaded
FEW_TURNS = 10
NEAR_JOBS = 24
FAR_RATE = 0.1

# Columns of Desk.prospects: bound, turn, place, kitchen node or -1, place of the new pickup.
BOUND = 0
PROSPECT = 5


@compiled
def survey(model: Model, rounds: Rounds, desk: Desk, node: int, limit: int, chance: np.ndarray) -> None:
    """Fill desk.prospects with the places whose bound is below the limit; desk.counts[PROSPECTS] of them.

    Of many turns only those are looked at that pass near, are empty or idlest, and a few by chance.
    """
    desk.counts[PROSPECTS] = 0
    first, last = model.nodes[node].allowed_begin, model.nodes[node].allowed_end
    selective = last - first > FEW_TURNS
    if selective:
        _mark_near_turns(model, rounds, desk, model.nodes[node].job)
    for rank in range(first, last):
        turn = model.allowed[rank]
        if selective and desk.marks[turn].near != desk.counts[SURVEY]:
            far = rounds.sums[turn, VISITS] > 0 and turn != desk.outlook[IDLEST]
            if far and fraction(chance) >= FAR_RATE:
                continue
        if (
            rounds.lengths[turn] + 2 < rounds.stops.shape[1]
            and may_come(model, rounds, node, turn)
            and _has_room(model, rounds, node, turn)
        ):
            _survey_turn(model, rounds, desk, node, turn, limit)


@compiled
def _mark_near_turns(model: Model, rounds: Rounds, desk: Desk, job: int) -> None:
    desk.counts[SURVEY] += 1
    for rank in range(min(NEAR_JOBS, model.near.shape[1])):
        other = model.near[job, rank]
        for node in range(model.jobs[other].first, model.jobs[other].first + model.jobs[other].parts):
            if rounds.at[node].turn >= 0:
                desk.marks[rounds.at[node].turn].near = desk.counts[SURVEY]


@compiled
def may_come(model: Model, rounds: Rounds, node: int, turn: int) -> bool:
    """Whether the carer does no other part of the visit, and is the one of its same-carer group."""
    job = model.nodes[node].job
    first = model.jobs[job].first
    for other in range(first, first + model.jobs[job].parts):
        if (
            other != node
            and rounds.at[other].turn >= 0
            and model.turns[rounds.at[other].turn].carer == model.turns[turn].carer
        ):
            return False
    for rank in range(model.jobs[job].group_begin, model.jobs[job].group_end):
        sister = model.jobs[model.group_jobs[rank]].first + node - first
        there = rounds.at[sister].turn
        if sister != node and there >= 0 and model.turns[there].carer != model.turns[turn].carer:
            return False
    return True


@compiled
def _has_room(model: Model, rounds: Rounds, node: int, turn: int) -> bool:
    """Whether a turn can take the load at its start and at its end."""
    for dimension in range(model.rules.dimensions):
        delivered = model.loads[node, dimension, DELIVERED]
        collected = model.loads[node, dimension, COLLECTED]
        for place in range(rounds.lengths[turn]):
            delivered += model.loads[rounds.stops[turn, place], dimension, DELIVERED]
            collected += model.loads[rounds.stops[turn, place], dimension, COLLECTED]
        if max(delivered, collected) > model.capacity[turn, dimension]:
            return False
    return True


@compiled
def _survey_turn(model: Model, rounds: Rounds, desk: Desk, node: int, turn: int, limit: int) -> None:
    """Bound every place of one turn, with the meal loaded by a pickup that is there, or by a new one."""
    stops, starts = rounds.stops[turn], rounds.starts[turn]
    before, free_at = model.turns[turn].begin_place, model.turns[turn].begin_at
    kitchen = model.nodes[node].kitchen
    pickup = len(model.nodes) - model.rules.kitchens + kitchen
    needs_pickup = kitchen >= 0 and model.nodes[node].carried != turn
    loaded_at = -1
    for place in range(rounds.lengths[turn] + 1):
        if place > 0 and model.nodes[stops[place - 1]].kind != BREAK:
            stop = stops[place - 1]
            before, free_at = model.nodes[stop].place, starts[place - 1] + model.nodes[stop].service
            if model.nodes[stop].kind == KITCHEN and model.nodes[stop].kitchen == kitchen:
                loaded_at = place
        if free_at > model.nodes[node].last_start:
            return
        if needs_pickup:
            detour, loaded, late = loading_at(model, rounds, turn, place, pickup, before, free_at)
            desk.loading[place] = NEVER if late else detour
            if loaded >= 0:
                _survey_loading(model, rounds, desk, node, turn, place, pickup, detour, loaded, limit)
        bound = limit - 1
        if model.nodes[node].kind != BREAK:
            bound = bound_of(model, rounds, desk, node, turn, place, before, free_at, limit)
        if bound >= limit:
            continue
        if model.nodes[node].kind == BREAK:
            bound = -limit
        if not needs_pickup or loaded_at >= 0:
            _note_prospect(desk, bound, turn, place, -1, -1)
        if needs_pickup:
            # Not before a pickup that is there: the meal would be loaded at that one.
            for earlier in range(max(loaded_at, place - LOADING_REACH, 0), place):
                if bound + desk.loading[earlier] < limit:
                    _note_prospect(desk, bound + desk.loading[earlier], turn, place, pickup, earlier)


@compiled
def _survey_loading(
    model: Model,
    rounds: Rounds,
    desk: Desk,
    node: int,
    turn: int,
    place: int,
    pickup: int,
    detour: int,
    loaded: int,
    limit: int,
) -> None:
    """Bound one place with the meal loaded right before it, by when it can be loaded there."""
    kitchen = model.nodes[pickup].place
    bound = bound_of(model, rounds, desk, node, turn, place, kitchen, loaded, limit)
    if bound < limit:
        bound += detour
    if bound < limit:
        _note_prospect(desk, bound, turn, place, pickup, place)


@compiled
def _note_prospect(desk: Desk, bound: int, turn: int, place: int, kitchen: int, loaded_at: int) -> None:
    row = desk.prospects[desk.counts[PROSPECTS]]
    row[BOUND], row[BOUND + 1], row[BOUND + 2] = bound, turn, place
    row[BOUND + 3], row[BOUND + 4] = kitchen, loaded_at
    desk.counts[PROSPECTS] += 1
