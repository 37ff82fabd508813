"""Where a job would go best."""

import numpy as np

from routing.solver.kernels.chance import below, fraction
from routing.solver.kernels.compiling import compiled
from routing.solver.kernels.rounds.arrays import (
    BREAK,
    COST,
    HOPELESS,
    IDLE,
    KITCHEN,
    LATEST_BY,
    VISITS,
    WAITING,
    WORK,
    Desk,
    Model,
    Rounds,
)
from routing.solver.kernels.rounds.cost import work_of
from routing.solver.kernels.rounds.timing import time_turn

BLINK = 0.01
LEADERS = 4  # places of the leading part that are tried with the best places of the others

# Columns of Desk.choices.
CHOICE_COST, CHOICE_TURN, CHOICE_PLACE, CHOICE_KITCHEN, CHOICE_START, CHOICE_OWN = range(6)
# Places in Desk.outlook: the two largest of two turn figures, and the mean work of a carer.
IDLEST, IDLE_FIRST, IDLE_SECOND, LATEST, LATE_FIRST, LATE_SECOND, MEAN_WORK = range(7)


@compiled
def choose_places(model: Model, rounds: Rounds, desk: Desk, job: int, chance: np.ndarray) -> bool:
    """Fill desk.chosen[part] = (turn, place, kitchen node or -1); False if leaving the job out is cheaper."""
    _look_out(model, rounds, desk)
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
                for column in range(3):
                    desk.chosen[parts + part, column] = desk.chosen[part, column]
    if best >= limit:
        return False
    for part in range(parts):
        for column in range(3):
            desk.chosen[part, column] = desk.chosen[parts + part, column]
    return True


@compiled
def _note(desk: Desk, part: int, choice: int) -> None:
    for column in range(3):
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
        cost += try_place(model, rounds, desk, turn, place, first + lead, desk.chosen[lead, 2])
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
def _look_out(model: Model, rounds: Rounds, desk: Desk) -> None:
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
    """Put the best places of a node that cost less than `limit` into desk.choices[row:]; how many."""
    for rank in range(wanted):
        desk.choices[row + rank, CHOICE_COST] = limit
    for rank in range(model.nodes[node].allowed_begin, model.nodes[node].allowed_end):
        turn = model.allowed[rank]
        worst = desk.choices[row + wanted - 1, CHOICE_COST]
        if model.compatible[node, turn] >= worst + _most_gain(model, rounds, desk, turn):
            continue
        if rounds.lengths[turn] + 2 < rounds.stops.shape[1] and may_come(model, rounds, node, turn):
            _find_in_turn(model, rounds, desk, node, turn, row, wanted, chance)
    found = 0
    while found < wanted and desk.choices[row + found, CHOICE_COST] < limit:
        found += 1
    return found


@compiled
def _most_gain(model: Model, rounds: Rounds, desk: Desk, turn: int) -> int:
    """What filling waiting time or an idle turn could save at most."""
    gain = model.rules.waiting * rounds.sums[turn, WAITING]
    gain += model.rules.largest_idle * (desk.outlook[IDLE_FIRST] - desk.outlook[IDLE_SECOND])
    return gain + model.rules.fairness * desk.outlook[MEAN_WORK]


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
def _find_in_turn(
    model: Model, rounds: Rounds, desk: Desk, node: int, turn: int, row: int, wanted: int, chance: np.ndarray
) -> None:
    """Try the places of one turn that could be good enough."""
    stops, starts = rounds.stops[turn], rounds.starts[turn]
    before, free_at = model.turns[turn].begin_place, model.turns[turn].begin_at
    needs_pickup = model.nodes[node].kitchen >= 0 and model.nodes[node].carried != turn
    has_pickup = False
    for place in range(rounds.lengths[turn] + 1):
        if place > 0 and model.nodes[stops[place - 1]].kind != BREAK:
            stop = stops[place - 1]
            before, free_at = model.nodes[stop].place, starts[place - 1] + model.nodes[stop].service
            has_pickup = has_pickup or (
                model.nodes[stop].kind == KITCHEN and model.nodes[stop].kitchen == model.nodes[node].kitchen
            )
        if free_at > model.nodes[node].last_start:
            return
        if model.nodes[node].kind != BREAK and _too_dear(
            model, rounds, desk, node, turn, place, before, free_at, row + wanted - 1
        ):
            continue
        if fraction(chance) < BLINK:
            continue
        if not needs_pickup or has_pickup:
            _consider(model, rounds, desk, node, turn, place, -1, row, wanted)
        if needs_pickup:
            kitchen = len(model.nodes) - model.rules.kitchens + model.nodes[node].kitchen
            _consider(model, rounds, desk, node, turn, place, kitchen, row, wanted)


@compiled
def _too_dear(
    model: Model,
    rounds: Rounds,
    desk: Desk,
    node: int,
    turn: int,
    place: int,
    before: int,
    free_at: int,
    worst: int,
) -> bool:
    """Whether the detour alone rules a place out, or the node cannot be reached in time."""
    rules = model.rules
    mode, here = model.turns[turn].mode, model.nodes[node].place
    if model.modes[mode].has_paces:
        return False
    after = model.turns[turn].end_place
    for later in range(place, rounds.lengths[turn]):
        if model.nodes[rounds.stops[turn, later]].kind != BREAK:
            after = model.nodes[rounds.stops[turn, later]].place
            break
    reach = model.seconds[mode, before, here]
    if free_at + reach > model.nodes[node].last_start:
        return True
    detour = reach + model.seconds[mode, here, after]
    detour_cost = detour
    if model.modes[mode].has_costs:
        detour_cost = model.costs[mode, before, here] + model.costs[mode, here, after]
    if rounds.sums[turn, VISITS] > 0 or model.turns[turn].begun:
        detour -= model.seconds[mode, before, after]
        detour_cost -= (
            model.costs[mode, before, after]
            if model.modes[mode].has_costs
            else model.seconds[mode, before, after]
        )
    bound = rules.travel * detour_cost + model.compatible[node, turn]
    bound -= rules.waiting * rounds.sums[turn, WAITING]
    bound += _shared_change(
        model,
        rounds,
        desk,
        turn,
        rounds.sums[turn, IDLE] - detour - model.nodes[node].service,
        0,
        detour + model.nodes[node].service,
    )
    return bound >= desk.choices[worst, CHOICE_COST]


@compiled
def _shared_change(
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


@compiled
def _consider(
    model: Model,
    rounds: Rounds,
    desk: Desk,
    node: int,
    turn: int,
    place: int,
    kitchen: int,
    row: int,
    wanted: int,
) -> None:
    """Time the turn with the node at this place and keep it if it is among the best."""
    cost = try_place(model, rounds, desk, turn, place, node, kitchen)
    choices = desk.choices
    last = row + wanted - 1
    if cost >= choices[last, CHOICE_COST]:
        return
    at = last
    while at > row and choices[at - 1, CHOICE_COST] > cost:
        for column in range(6):
            choices[at, column] = choices[at - 1, column]
        at -= 1
    there = place + 1 if kitchen >= 0 else place
    choices[at, CHOICE_COST] = cost
    choices[at, CHOICE_TURN] = turn
    choices[at, CHOICE_PLACE] = place
    choices[at, CHOICE_KITCHEN] = kitchen
    choices[at, CHOICE_START] = desk.row_starts[there]
    choices[at, CHOICE_OWN] = desk.row_owns[there]


@compiled
def try_place(
    model: Model, rounds: Rounds, desk: Desk, turn: int, place: int, node: int, kitchen: int
) -> int:
    """Cost of a node (after a new pickup, if `kitchen` is a node) at one place; HOPELESS if not possible."""
    length = rounds.lengths[turn]
    row = desk.row
    for rank in range(place):
        row[rank] = rounds.stops[turn, rank]
    more = 1
    if kitchen >= 0:
        row[place] = kitchen
        more = 2
    row[place + more - 1] = node
    for rank in range(place, length):
        row[rank + more] = rounds.stops[turn, rank]
    sums = desk.row_sums
    if not time_turn(model, rounds, desk, turn, row, length + more, desk.row_starts, desk.row_owns, sums):
        return HOPELESS
    old = rounds.sums[turn]
    cost = sums[COST] - old[COST]
    cost += _shared_change(model, rounds, desk, turn, sums[IDLE], sums[LATEST_BY], sums[WORK] - old[WORK])
    if old[VISITS] == 0 and sums[VISITS] > 0:
        cost += model.rules.travel * model.carers[model.turns[turn].carer].use_cost
    return cost
