"""Times and cost of one turn."""

import numpy as np

from routing.solver.kernels.compiling import compiled
from routing.solver.kernels.rounds.arrays import (
    BREAK,
    BROKEN,
    COST,
    FIRST_RANK,
    HOPELESS,
    IDLE,
    KITCHEN,
    LAST_RANK,
    LATEST_BY,
    METERS,
    NEVER,
    PASS,
    SUMS,
    TRAVEL,
    VISIT,
    VISITS,
    WAITING,
    WORK,
    Desk,
    Model,
    Rounds,
)
from routing.solver.kernels.rounds.limits import breaks_promise, keeps_order, meters_of, within_limits
from routing.solver.kernels.rounds.linking import IMPOSSIBLE, after_sources, open_start, start_among_parts
from routing.solver.kernels.rounds.meals import assign_meals, loads_fit
from routing.solver.kernels.rounds.resting import rest, rest_on_the_way
from routing.solver.kernels.rounds.way import way_cost, way_seconds


@compiled
def time_turn(
    model: Model,
    rounds: Rounds,
    desk: Desk,
    turn: int,
    row: np.ndarray,
    length: int,
    starts: np.ndarray,
    owns: np.ndarray,
    sums: np.ndarray,
) -> bool:
    """Least starts of the stops in `row` and what they cost; False if a hard rule cannot be kept.

    Partners in other turns are taken as `rounds` has them.  Writes starts, owns (by place) and sums.
    """
    _clear(sums)
    for rank in range(length):
        sums[VISITS] += model.nodes[row[rank]].kind == VISIT
    if sums[VISITS] == 0:
        return _time_without_visits(model, turn, row, length, starts, owns, sums)
    if model.rules.has_meals and not assign_meals(model, desk, row, length, turn):
        return False
    if model.rules.dimensions and not loads_fit(model, desk, row, length, turn):
        return False
    desk.counts[PASS] += 1
    here, clock = _walk(model, rounds, desk, turn, row, length, starts, owns, sums)
    if clock < 0 or not _go_home(model, turn, here, clock, sums):
        return False
    if model.rules.has_meters:
        sums[METERS] = meters_of(model, turn, row, length)
    return within_limits(model, rounds, turn, sums)


@compiled
def _clear(sums: np.ndarray) -> None:
    for column in range(SUMS):
        sums[column] = 0
    sums[FIRST_RANK] = NEVER
    sums[LAST_RANK] = -1


@compiled
def _time_without_visits(
    model: Model,
    turn: int,
    row: np.ndarray,
    length: int,
    starts: np.ndarray,
    owns: np.ndarray,
    sums: np.ndarray,
) -> bool:
    """A turn without visits is not used: its breaks do not count as taken, a pickup makes no sense."""
    for rank in range(length):
        if model.nodes[row[rank]].kind == KITCHEN:
            return False
        starts[rank] = owns[rank] = model.turns[turn].begin_at
        drop = model.jobs[model.nodes[row[rank]].job].drop_cost
        if drop < HOPELESS:
            sums[COST] += drop
    sums[IDLE] = max(0, model.turns[turn].until - model.turns[turn].opens)
    if model.turns[turn].begun:
        mode, here, end = model.turns[turn].mode, model.turns[turn].begin_place, model.turns[turn].end_place
        seconds = way_seconds(model, mode, here, end, model.turns[turn].begin_at)
        sums[COST] += model.rules.travel * way_cost(model, mode, here, end, seconds)
        sums[COST] += _overtime(model, turn, model.turns[turn].begin_at + seconds)
        sums[TRAVEL] = sums[WORK] = seconds
        if model.rules.has_meters:
            sums[METERS] = meters_of(model, turn, row, 0)
    return True


@compiled
def _walk(
    model: Model,
    rounds: Rounds,
    desk: Desk,
    turn: int,
    row: np.ndarray,
    length: int,
    starts: np.ndarray,
    owns: np.ndarray,
    sums: np.ndarray,
) -> tuple[int, int]:
    """Go from stop to stop; (place, instant) after the last, instant IMPOSSIBLE if a rule is broken."""
    rules = model.rules
    mode = model.turns[turn].mode
    here, clock = model.turns[turn].begin_place, model.turns[turn].begin_at
    worked_at, free_at = here, clock
    sums[IDLE] = clock - model.turns[turn].opens
    waiting, free_waiting, slack = 0, 0, NEVER
    for rank in range(length):
        node = row[rank]
        if model.nodes[node].kind == BREAK:
            if model.nodes[node].on_the_way:
                there, seconds, ready, own = rest_on_the_way(
                    model, turn, row, length, rank, here, clock, free_at
                )
            else:
                there, seconds, ready, own = rest(model, turn, row, length, rank, here, clock)
            start, inside = own, 0
        else:
            there, inside = model.nodes[node].place, 0
            seconds = way_seconds(model, mode, here, there, clock)
            ready = clock + seconds
            if there != worked_at:
                ready += model.nodes[node].setup
            inside = model.beyond[model.turns[turn].grade, node, int(there != worked_at)]
            sums[COST] += _paid(model, turn, node, inside)
            worked_at = there
            own, start = _begin(model, rounds, desk, turn, node, rank, ready)
        if own < 0 or start < 0 or start > model.nodes[node].last_start:
            return here, IMPOSSIBLE
        starts[rank] = start
        owns[rank] = own
        begins = max(start, ready)  # a break on the way starts before the way is over
        sums[IDLE] += begins - ready
        sums[TRAVEL] += seconds
        sums[COST] += rules.travel * way_cost(model, mode, here, there, seconds)
        late = 0
        if model.nodes[node].kind == VISIT:
            rounds.at[node].passed = desk.counts[PASS]
            rounds.at[node].pass_start = start
            sums[WORK] += inside
            late = _count_visit(model, rounds, turn, node, start, sums)
            if late < 0:
                return here, IMPOSSIBLE
        if rules.waiting:
            if rank > 0 or rules.leave_at_start:
                waiting += start - ready
            if rank == 1 and model.nodes[row[0]].kind == BREAK:
                free_waiting = start - ready
            slack = min(slack, waiting + room_to_wait(model, node, start, late))
        here, clock = there, begins + inside + model.nodes[node].service
        free_at = start + inside + model.nodes[node].service
    if rules.waiting:
        # Leaving later takes out waiting, the free one first, until some stop would be harmed
        # (Savelsbergh's forward slack).
        removable = 0 if rules.leave_at_start else min(waiting, slack)
        sums[WAITING] = waiting - max(removable, free_waiting)
        sums[COST] += rules.waiting * sums[WAITING]
    return here, clock


@compiled
def _paid(model: Model, turn: int, node: int, inside: int) -> int:
    """What the seconds of a stop cost; of a visit only those that depend on the round."""
    seconds = inside
    if model.nodes[node].kind == VISIT:
        seconds -= model.beyond[model.turns[turn].grade, node, 0]
    else:
        seconds += model.nodes[node].service
    return model.rules.travel * model.turns[turn].service_cost * seconds


@compiled
def _begin(
    model: Model, rounds: Rounds, desk: Desk, turn: int, node: int, rank: int, ready: int
) -> tuple[int, int]:
    """Earliest start of a visit or pickup if no partner in other turns held it back, and with them."""
    own = _own_start(model, desk, node, rank, ready)
    if own < 0 or not model.nodes[node].is_linked:
        return own, own
    own = after_sources(model, rounds, desk, turn, node, own)
    if own < 0:
        return own, own
    return own, start_among_parts(model, rounds, desk, node, own)


@compiled
def _own_start(model: Model, desk: Desk, node: int, rank: int, ready: int) -> int:
    """Earliest start of a visit or pickup if no partner held it back."""
    if model.nodes[node].kind == KITCHEN:
        ready = max(ready, desk.pickups[rank].ready)
    elif model.nodes[node].promise >= 0:
        # Too early breaks a promise as much as too late does.
        ready = max(ready, model.nodes[node].promise - model.nodes[node].tolerance)
    return open_start(model, node, ready)


@compiled
def lateness(model: Model, node: int, start: int) -> int:
    """Seconds after the end of the last soft window that has opened by the start."""
    first = model.nodes[node].dues_begin
    last = model.nodes[node].dues_end
    if first == last:
        return 0
    until = model.dues[first].closes
    for window in range(first + 1, last):
        if model.dues[window].opens <= start:
            until = model.dues[window].closes
    moment = start + model.nodes[node].service if model.nodes[node].due_at_end else start
    return max(0, moment - until)


@compiled
def _count_visit(model: Model, rounds: Rounds, turn: int, node: int, start: int, sums: np.ndarray) -> int:
    """Add what one visit costs; its lateness, or IMPOSSIBLE if it stands against the hand-made order."""
    rules = model.rules
    late = lateness(model, node, start)
    sums[COST] += rules.lateness * late + model.compatible[node, turn]
    sums[LATEST_BY] = max(sums[LATEST_BY], late)
    sums[WORK] += model.nodes[node].service
    job = model.nodes[node].job
    if model.jobs[job].promised and node == model.jobs[job].first:
        sums[BROKEN] += breaks_promise(model, rounds, turn, node, start)
    if rules.has_orders and not keeps_order(model, turn, node, sums):
        return IMPOSSIBLE
    return late


@compiled
def room_to_wait(model: Model, node: int, start: int, late: int) -> int:
    """How much later a stop may start without harm."""
    if late > 0 or model.nodes[node].is_linked:
        return 0
    room = model.nodes[node].last_start - start
    for window in range(model.nodes[node].windows_begin, model.nodes[node].windows_end):
        if start <= model.windows[window].closes:
            room = min(room, model.windows[window].closes - start)
            break
    if model.nodes[node].promise >= 0 and start <= model.nodes[node].promise + model.nodes[node].tolerance:
        room = min(room, model.nodes[node].promise + model.nodes[node].tolerance - start)
    first, last = model.nodes[node].dues_begin, model.nodes[node].dues_end
    if first < last:
        until = model.dues[first].closes
        for window in range(first + 1, last):
            if model.dues[window].opens <= start:
                until = model.dues[window].closes
        moment = start + model.nodes[node].service if model.nodes[node].due_at_end else start
        room = min(room, until - moment)
    return room


@compiled
def _overtime(model: Model, turn: int, home: int) -> int:
    late = max(0, home - model.turns[turn].until)
    return model.rules.overtime * late * model.turns[turn].overtime_cost


@compiled
def _go_home(model: Model, turn: int, here: int, clock: int, sums: np.ndarray) -> bool:
    """Add the way home; False if home is reached too late."""
    mode, end = model.turns[turn].mode, model.turns[turn].end_place
    seconds = way_seconds(model, mode, here, end, clock)
    home = clock + seconds
    if home > model.turns[turn].latest_home:
        return False
    sums[TRAVEL] += seconds
    sums[WORK] += sums[TRAVEL]
    sums[IDLE] += max(0, model.turns[turn].until - home)
    sums[COST] += model.rules.travel * way_cost(model, mode, here, end, seconds)
    sums[COST] += _overtime(model, turn, home) + model.rules.broken * sums[BROKEN]
    return True
