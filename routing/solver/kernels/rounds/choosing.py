"""Where a job would go best."""

import numpy as np

from routing.solver.kernels.chance import below, fraction
from routing.solver.kernels.compiling import compiled
from routing.solver.kernels.rounds.arrays import (
    COST,
    HOPELESS,
    IDLE,
    LATEST_BY,
    PROSPECTS,
    VISITS,
    WORK,
    Desk,
    Model,
    Rounds,
)
from routing.solver.kernels.rounds.outlook import look_out, shared_change
from routing.solver.kernels.rounds.surveying import BOUND, PROSPECT, survey
from routing.solver.kernels.rounds.timing import time_turn

BLINK = 0.01
LEADERS = 4  # places of the leading part that are tried with the best places of the others

# Columns of Desk.choices; those of Desk.chosen are TAKEN of them, from the turn on.
CHOICE_COST, CHOICE_TURN, CHOICE_PLACE, CHOICE_KITCHEN, CHOICE_LOADED_AT, CHOICE_START, CHOICE_OWN = range(7)
CHOICES = 7
TAKEN = 4


@compiled
def choose_places(model: Model, rounds: Rounds, desk: Desk, job: int, chance: np.ndarray) -> bool:
    """Choose where each part goes; False if leaving the job out is cheaper.

    Fills desk.chosen[part] = (turn, place, kitchen node or -1, place of the new pickup).
    """
    look_out(model, rounds, desk)
    limit = model.jobs[job].drop_cost
    first, parts = model.jobs[job].first, model.jobs[job].parts
    if parts == 1:
        if find_places(model, rounds, desk, first, 0, 1, limit, chance) == 0:
            return False
        _note(desk, 0, 0)
        return True
    lead = below(chance, parts)
    found = find_places(model, rounds, desk, first + lead, 0, LEADERS, limit, chance)
    best = limit
    for rank in range(found):
        cost = _follow(model, rounds, desk, job, lead, rank, best, chance)
        if cost < best:
            best = cost
            for part in range(parts):
                for column in range(TAKEN):
                    desk.chosen[parts + part, column] = desk.chosen[part, column]
    if best >= limit:
        return False
    for part in range(parts):
        for column in range(TAKEN):
            desk.chosen[part, column] = desk.chosen[parts + part, column]
    return True


@compiled
def _note(desk: Desk, part: int, choice: int) -> None:
    for column in range(TAKEN):
        desk.chosen[part, column] = desk.choices[choice, CHOICE_TURN + column]


@compiled
def _follow(
    model: Model, rounds: Rounds, desk: Desk, job: int, lead: int, choice: int, limit: int, chance: np.ndarray
) -> int:
    """Cost of a job with the leading part at one choice and the others where they then fit best."""
    first, parts = model.jobs[job].first, model.jobs[job].parts
    _pretend(rounds, desk, first + lead, choice)
    _note(desk, lead, choice)
    cost = 0
    for part in range(parts):
        if part == lead or cost >= limit:
            continue
        row = LEADERS + part
        if find_places(model, rounds, desk, first + part, row, 1, limit - cost, chance) == 0:
            cost = limit
            continue
        cost += desk.choices[row, CHOICE_COST]
        _pretend(rounds, desk, first + part, row)
        _note(desk, part, row)
    if cost < limit:
        turn, place = desk.chosen[lead, 0], desk.chosen[lead, 1]
        kitchen, loaded_at = desk.chosen[lead, 2], desk.chosen[lead, 3]
        cost += try_place(model, rounds, desk, turn, place, first + lead, kitchen, loaded_at)
    for part in range(parts):
        rounds.at[first + part].turn = -1
    return cost


@compiled
def _pretend(rounds: Rounds, desk: Desk, node: int, choice: int) -> None:
    """Let the other parts see where this one would stand."""
    rounds.at[node].turn = desk.choices[choice, CHOICE_TURN]
    rounds.at[node].start = desk.choices[choice, CHOICE_START]
    rounds.at[node].own = desk.choices[choice, CHOICE_OWN]


@compiled
def find_places(
    model: Model,
    rounds: Rounds,
    desk: Desk,
    node: int,
    row: int,
    wanted: int,
    limit: int,
    chance: np.ndarray,
) -> int:
    """Put the best places of a node that cost less than `limit` into desk.choices[row:]; how many.

    Every place gets a lower bound of its cost; the places are then timed in rising order of the bound, until
    none can be better than what has been found.
    """
    for rank in range(wanted):
        desk.choices[row + rank, CHOICE_COST] = limit
    survey(model, rounds, desk, node, limit, chance)
    worst = row + wanted - 1
    left = desk.counts[PROSPECTS]
    while left > 0:
        rank = _most_promising(desk, left)
        if desk.prospects[rank, BOUND] >= desk.choices[worst, CHOICE_COST]:
            break
        if fraction(chance) >= BLINK:
            _consider(model, rounds, desk, node, rank, row, wanted)
        left -= 1
        for column in range(PROSPECT):
            desk.prospects[rank, column] = desk.prospects[left, column]
    found = 0
    while found < wanted and desk.choices[row + found, CHOICE_COST] < limit:
        found += 1
    return found


@compiled
def _most_promising(desk: Desk, left: int) -> int:
    best = 0
    for rank in range(1, left):
        if desk.prospects[rank, BOUND] < desk.prospects[best, BOUND]:
            best = rank
    return best


@compiled
def _consider(
    model: Model, rounds: Rounds, desk: Desk, node: int, prospect: int, row: int, wanted: int
) -> None:
    """Time the turn with the node at this place and keep it if it is among the best."""
    turn, place = desk.prospects[prospect, BOUND + 1], desk.prospects[prospect, BOUND + 2]
    kitchen, loaded_at = desk.prospects[prospect, BOUND + 3], desk.prospects[prospect, BOUND + 4]
    cost = try_place(model, rounds, desk, turn, place, node, kitchen, loaded_at)
    choices = desk.choices
    at = row + wanted - 1
    if cost >= choices[at, CHOICE_COST]:
        return
    while at > row and choices[at - 1, CHOICE_COST] > cost:
        for column in range(CHOICES):
            choices[at, column] = choices[at - 1, column]
        at -= 1
    there = place + 1 if kitchen >= 0 else place
    choices[at, CHOICE_COST] = cost
    choices[at, CHOICE_TURN] = turn
    choices[at, CHOICE_PLACE] = place
    choices[at, CHOICE_KITCHEN] = kitchen
    choices[at, CHOICE_LOADED_AT] = loaded_at
    choices[at, CHOICE_START] = desk.row_starts[there]
    choices[at, CHOICE_OWN] = desk.row_owns[there]


@compiled
def try_place(
    model: Model,
    rounds: Rounds,
    desk: Desk,
    turn: int,
    place: int,
    node: int,
    kitchen: int,
    loaded_at: int,
) -> int:
    """Cost of a node at one place; HOPELESS if not possible.

    If `kitchen` is a node, with a new pickup there before the stop at `loaded_at`, or right before the node.
    """
    length = rounds.lengths[turn]
    row, more = desk.row, 0
    for rank in range(length + 1):
        if kitchen >= 0 and rank == loaded_at:
            row[rank] = kitchen
            more = 1
        if rank == place:
            row[rank + more] = node
            more += 1
        if rank < length:
            row[rank + more] = rounds.stops[turn, rank]
    sums = desk.row_sums
    if not time_turn(model, rounds, desk, turn, row, length + more, desk.row_starts, desk.row_owns, sums):
        return HOPELESS
    old = rounds.sums[turn]
    cost = sums[COST] - old[COST]
    cost += shared_change(model, rounds, desk, turn, sums[IDLE], sums[LATEST_BY], sums[WORK] - old[WORK])
    if old[VISITS] == 0 and sums[VISITS] > 0:
        cost += model.rules.travel * model.carers[model.turns[turn].carer].use_cost
    return cost
