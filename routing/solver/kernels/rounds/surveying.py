"""Lower bounds of what every place for a node would cost, without timing anything."""

import numpy as np

from routing.solver.kernels.chance import fraction
from routing.solver.kernels.compiling import compiled
from routing.solver.kernels.rounds.arrays import (
    BREAK,
    COLLECTED,
    DELIVERED,
    IDLE,
    KITCHEN,
    LATEST_BY,
    NEVER,
    PROSPECTS,
    SURVEY,
    VISIT,
    VISITS,
    WAITING,
    Desk,
    Model,
    Rounds,
)
from routing.solver.kernels.rounds.cost import work_of
from routing.solver.kernels.rounds.linking import open_start
from routing.solver.kernels.rounds.timing import lateness

LOADING_REACH = 10  # how many stops before a hand-over its meal may be newly loaded
FEW_TURNS = 10
NEAR_JOBS = 24
FAR_RATE = 0.1

# Columns of Desk.prospects: bound, turn, place, kitchen node or -1, place of the new pickup.
BOUND = 0
PROSPECT = 5
# Places in Desk.outlook: the two largest of two figures of turns, and the mean work of a carer.
IDLEST, IDLE_FIRST, IDLE_SECOND, LATEST, LATE_FIRST, LATE_SECOND, MEAN_WORK = range(7)


@compiled
def look_out(model: Model, rounds: Rounds, desk: Desk) -> None:
    """Note the two idlest and latest turns and the mean work, to measure single insertions against."""
    outlook = desk.outlook
    for column in range(MEAN_WORK + 1):
        outlook[column] = 0
    if model.rules.largest_idle or model.rules.largest_lateness:
        _two_largest(rounds, outlook, IDLE, IDLEST)
        _two_largest(rounds, outlook, LATEST_BY, LATEST)
    if model.rules.fairness:
        carers = len(model.carers)
        for carer in range(carers):
            outlook[MEAN_WORK] += work_of(model, rounds, carer)
        outlook[MEAN_WORK] //= carers


@compiled
def _two_largest(rounds: Rounds, outlook: np.ndarray, column: int, at: int) -> None:
    for turn in range(len(rounds.lengths)):
        value = rounds.sums[turn, column]
        if value > outlook[at + 1]:
            outlook[at + 2] = outlook[at + 1]
            outlook[at], outlook[at + 1] = turn, value
        elif value > outlook[at + 2]:
            outlook[at + 2] = value


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
        loaded = 0
        if needs_pickup:
            desk.loading[place], loaded = _loading(model, rounds, turn, place, pickup, before, free_at)
        bound = limit - 1
        if model.nodes[node].kind != BREAK:
            bound = _bound(model, rounds, desk, node, turn, place, before, free_at, limit)
        if bound >= limit:
            continue
        if needs_pickup and desk.loading[place] < NEVER:
            _survey_loading(model, rounds, desk, node, turn, place, pickup, loaded, limit)
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
    loaded: int,
    limit: int,
) -> None:
    """Bound one place with the meal loaded right before it, by when it can be loaded there."""
    kitchen = model.nodes[pickup].place
    bound = _bound(model, rounds, desk, node, turn, place, kitchen, loaded, limit)
    if bound < limit:
        bound += desk.loading[place]
    if bound < limit:
        _note_prospect(desk, bound, turn, place, pickup, place)


@compiled
def _note_prospect(desk: Desk, bound: int, turn: int, place: int, kitchen: int, loaded_at: int) -> None:
    row = desk.prospects[desk.counts[PROSPECTS]]
    row[BOUND], row[BOUND + 1], row[BOUND + 2] = bound, turn, place
    row[BOUND + 3], row[BOUND + 4] = kitchen, loaded_at
    desk.counts[PROSPECTS] += 1


@compiled
def _loading(
    model: Model, rounds: Rounds, turn: int, place: int, pickup: int, before: int, free_at: int
) -> tuple[int, int]:
    """(least cost of the way by a kitchen at one place, when it is loaded), the first NEVER if too late."""
    mode, here = model.turns[turn].mode, model.nodes[pickup].place
    if model.modes[mode].has_paces:
        return 0, free_at
    start = open_start(model, pickup, free_at + model.seconds[mode, before, here])
    if start < 0 or start > model.nodes[pickup].last_start:
        return NEVER, 0
    later = _next_stop(model, rounds, turn, place)
    loaded = start + model.nodes[pickup].service
    if _is_late_for(model, rounds, turn, place, later, here, loaded):
        return NEVER, 0
    after = model.turns[turn].end_place
    if later < rounds.lengths[turn]:
        after = model.nodes[rounds.stops[turn, later]].place
    table = model.costs if model.modes[mode].has_costs else model.seconds
    detour = table[mode, before, here] + table[mode, here, after] - table[mode, before, after]
    return model.rules.travel * detour, loaded


@compiled
def _is_late_for(
    model: Model, rounds: Rounds, turn: int, place: int, later: int, here: int, free_at: int
) -> bool:
    """Whether who is free then and there is late for the breaks from `place` on or the stop after them."""
    if place < later and free_at > rounds.latest[turn, place]:
        return True
    if later == rounds.lengths[turn]:
        return False
    there = model.nodes[rounds.stops[turn, later]].place
    return free_at + model.seconds[model.turns[turn].mode, here, there] > rounds.latest[turn, later]


@compiled
def _next_stop(model: Model, rounds: Rounds, turn: int, place: int) -> int:
    """The first place from this one on that is no break; breaks have no place of their own."""
    while place < rounds.lengths[turn] and model.nodes[rounds.stops[turn, place]].kind == BREAK:
        place += 1
    return place


@compiled
def _bound(
    model: Model,
    rounds: Rounds,
    desk: Desk,
    node: int,
    turn: int,
    place: int,
    before: int,
    free_at: int,
    limit: int,
) -> int:
    """Least cost of a place by its detour, and by how late the node and the stop after it must be.

    `limit` where a hard rule stands against the place.
    """
    rules, mode, here = model.rules, model.turns[turn].mode, model.nodes[node].place
    if model.modes[mode].has_paces:
        return -limit
    later = _next_stop(model, rounds, turn, place)
    after = model.turns[turn].end_place
    if later < rounds.lengths[turn]:
        after = model.nodes[rounds.stops[turn, later]].place
    start = open_start(model, node, free_at + model.seconds[mode, before, here])
    if start < 0 or start > model.nodes[node].last_start:
        return limit
    done = start + model.nodes[node].service
    if _is_late_for(model, rounds, turn, place, later, here, done):
        return limit
    leave_at = done + model.seconds[mode, here, after]
    bound = model.compatible[node, turn] - rules.waiting * rounds.sums[turn, WAITING]
    if rules.lateness:
        bound += rules.lateness * _sure_lateness(model, node, start)
    if later == rounds.lengths[turn]:
        if leave_at > model.turns[turn].latest_home:
            return limit
    elif leave_at > rounds.starts[turn, later]:
        follower = rounds.stops[turn, later]
        if rules.lateness and model.nodes[follower].kind == VISIT:
            bound += rules.lateness * _sure_lateness(model, follower, leave_at)
            bound -= rules.lateness * _sure_lateness(model, follower, rounds.starts[turn, later])
    return bound + _detour_cost(model, rounds, desk, node, turn, before, after)


@compiled
def _sure_lateness(model: Model, node: int, start: int) -> int:
    """Lateness if a later start can only be later; with several soft windows nothing is sure."""
    if model.nodes[node].dues_end - model.nodes[node].dues_begin != 1:
        return 0
    return lateness(model, node, start)


@compiled
def _detour_cost(
    model: Model, rounds: Rounds, desk: Desk, node: int, turn: int, before: int, after: int
) -> int:
    """Cost of the extra way, and what the extra work does to the terms that look at all turns."""
    mode, here = model.turns[turn].mode, model.nodes[node].place
    table = model.costs if model.modes[mode].has_costs else model.seconds
    detour = model.seconds[mode, before, here] + model.seconds[mode, here, after]
    cost = table[mode, before, here] + table[mode, here, after]
    if rounds.sums[turn, VISITS] > 0 or model.turns[turn].begun:
        detour -= model.seconds[mode, before, after]
        cost -= table[mode, before, after]
    work = detour + model.nodes[node].service
    shared = shared_change(model, rounds, desk, turn, rounds.sums[turn, IDLE] - work, 0, work)
    return model.rules.travel * cost + shared


@compiled
def shared_change(
    model: Model, rounds: Rounds, desk: Desk, turn: int, idle: int, latest_by: int, extra_work: int
) -> int:
    """Change of the terms that look at all turns, if one turn had this idle time, lateness, and more work."""
    rules, outlook = model.rules, desk.outlook
    change = 0
    if rules.largest_idle:
        others = outlook[IDLE_SECOND] if outlook[IDLEST] == turn else outlook[IDLE_FIRST]
        change += rules.largest_idle * (max(idle, others) - outlook[IDLE_FIRST])
    if rules.largest_lateness:
        others = outlook[LATE_SECOND] if outlook[LATEST] == turn else outlook[LATE_FIRST]
        change += rules.largest_lateness * (max(latest_by, others) - outlook[LATE_FIRST])
    if rules.fairness:
        above = work_of(model, rounds, model.turns[turn].carer) - outlook[MEAN_WORK]
        change += rules.fairness * (abs(above + extra_work) - abs(above))
    return change
