"""The least that a place for a node costs, and whether it is surely late, without timing anything."""

from routing.solver.kernels.compiling import compiled
from routing.solver.kernels.rounds.arrays import (
    BREAK,
    IDLE,
    VISIT,
    VISITS,
    WAITING,
    Desk,
    Model,
    Rounds,
)
from routing.solver.kernels.rounds.linking import IMPOSSIBLE, open_start
from routing.solver.kernels.rounds.outlook import shared_change
from routing.solver.kernels.rounds.timing import lateness


@compiled
def loading_at(
    model: Model, rounds: Rounds, turn: int, place: int, pickup: int, before: int, free_at: int
) -> tuple[int, int, bool]:
    """(cost of going by a kitchen at one place, when it is loaded or IMPOSSIBLE, whether that is too late).

    Too late for what follows, should nothing but the kitchen come between.
    """
    mode, here = model.turns[turn].mode, model.nodes[pickup].place
    if model.modes[mode].has_paces:
        return 0, free_at, False
    start = open_start(model, pickup, free_at + model.seconds[mode, before, here])
    if start < 0 or start > model.nodes[pickup].last_start:
        return 0, IMPOSSIBLE, True
    later = _next_stop(model, rounds, turn, place)
    loaded = start + model.nodes[pickup].service
    after = model.turns[turn].end_place
    if later < rounds.lengths[turn]:
        after = model.nodes[rounds.stops[turn, later]].place
    table = model.costs if model.modes[mode].has_costs else model.seconds
    detour = table[mode, before, here] + table[mode, here, after] - table[mode, before, after]
    late = _is_late_for(model, rounds, turn, place, later, here, loaded)
    paid = _loading_paid(model, turn, pickup) + _setups_paid(model, rounds, pickup, turn, later, before)
    return model.rules.travel * detour + paid, loaded, late


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
def bound_of(
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
    bound += _setups_paid(model, rounds, node, turn, later, before)
    return bound + _detour_cost(model, rounds, desk, node, turn, before, after)


@compiled
def _loading_paid(model: Model, turn: int, pickup: int) -> int:
    """What loading costs who is at the kitchen already."""
    seconds = model.nodes[pickup].service + model.beyond[model.turns[turn].grade, pickup, 0]
    return _rate(model, turn) * seconds


@compiled
def _rate(model: Model, turn: int) -> int:
    """What a second of service costs."""
    return model.rules.travel * model.turns[turn].service_cost


@compiled
def _setups_paid(model: Model, rounds: Rounds, node: int, turn: int, later: int, before: int) -> int:
    """What more is paid for setups: its own, and that of the stop after it, which it can spare or cause."""
    rate = _rate(model, turn)
    if rate == 0:
        return 0
    here = model.nodes[node].place
    seconds = _setup(model, node, turn) if here != before else 0
    if later < rounds.lengths[turn]:
        follower = rounds.stops[turn, later]
        there = model.nodes[follower].place
        if there != here:
            seconds += _setup(model, follower, turn)
        if there != before:
            seconds -= _setup(model, follower, turn)
    return rate * seconds


@compiled
def _setup(model: Model, node: int, turn: int) -> int:
    grade = model.turns[turn].grade
    return model.beyond[grade, node, 1] - model.beyond[grade, node, 0]


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
    work = detour + model.nodes[node].service + model.beyond[model.turns[turn].grade, node, 0]
    shared = shared_change(model, rounds, desk, turn, rounds.sums[turn, IDLE] - work, 0, work)
    return model.rules.travel * cost + shared
