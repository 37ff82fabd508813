"""Taking jobs out: strings of neighbouring stops, single related jobs, a whole turn."""

import numpy as np

from routing.solver.kernels.chance import below, fraction
from routing.solver.kernels.compiling import compiled
from routing.solver.kernels.rounds.arrays import BREAK, KITCHEN, TOUCHED, VISIT, Desk, Model, Rounds
from routing.solver.kernels.rounds.settling import enqueue, place_in, take_out

STRINGS, SCATTER = 0.6, 0.95  # below the first: strings; below the second: single jobs; else a turn
MEAN_REMOVED = 6.0
LONGEST_STRING = 6.0
ABSENT_RATE = 0.3  # how often room is made around a job that is absent
SPLIT_RATE = 0.5
GROUP_RATE = 0.5  # how often a same-carer group leaves together
BREAK_RATE = 0.3  # how often a changed turn also looks for new places of its breaks


@compiled
def ruin(model: Model, rounds: Rounds, desk: Desk, chance: np.ndarray) -> None:
    """Make some jobs absent around a random one."""
    kind = fraction(chance)
    centre = below(chance, len(model.jobs))
    if rounds.counts[0] > 0 and fraction(chance) < ABSENT_RATE:
        centre = rounds.absent[below(chance, rounds.counts[0])]
    if kind < STRINGS:
        _remove_strings(model, rounds, desk, centre, chance)
    elif kind < SCATTER:
        _remove_scattered(model, rounds, desk, centre, chance)
    else:
        _remove_turn(model, rounds, desk, centre)
    for rank in range(desk.counts[TOUCHED]):
        _tidy(model, rounds, desk, desk.marks[rank].touched, chance)


@compiled
def remove_job(model: Model, rounds: Rounds, desk: Desk, job: int) -> None:
    """Take all parts of a job out of their turns."""
    first = model.jobs[job].first
    if rounds.at[first].turn < 0:
        return
    for node in range(first, first + model.jobs[job].parts):
        turn = rounds.at[node].turn
        enqueue(rounds, desk, turn)
        take_out(rounds, turn, place_in(rounds, turn, node))
        rounds.at[node].turn = -1
    rounds.absent[rounds.counts[0]] = job
    rounds.counts[0] += 1


@compiled
def _remove_with_group(model: Model, rounds: Rounds, desk: Desk, job: int, chance: np.ndarray) -> None:
    remove_job(model, rounds, desk, job)
    first, last = model.jobs[job].group_begin, model.jobs[job].group_end
    if first < last and fraction(chance) < GROUP_RATE:
        for rank in range(first, last):
            remove_job(model, rounds, desk, model.group_jobs[rank])


@compiled
def _remove_strings(model: Model, rounds: Rounds, desk: Desk, centre: int, chance: np.ndarray) -> None:
    used, stops = 0, 0
    for turn in range(len(rounds.lengths)):
        used += rounds.lengths[turn] > 0
        stops += rounds.lengths[turn]
    if used == 0:
        return
    longest = min(LONGEST_STRING, stops / used)
    strings = int(fraction(chance) * (4.0 * MEAN_REMOVED / (1.0 + longest) - 1.0) + 1.0)
    removed = 0
    for rank in range(model.near.shape[1]):
        if removed >= strings:
            return
        job = model.near[centre, rank]
        node = model.jobs[job].first + below(chance, model.jobs[job].parts)
        turn = rounds.at[node].turn
        if turn < 0 or desk.marks[turn].is_ruined:
            continue
        desk.marks[turn].is_ruined = True
        _remove_string(model, rounds, desk, turn, node, longest, chance)
        removed += 1


@compiled
def _remove_string(
    model: Model, rounds: Rounds, desk: Desk, turn: int, node: int, longest: float, chance: np.ndarray
) -> None:
    """Remove a string around one node, sometimes keeping one stop in its middle."""
    length = rounds.lengths[turn]
    size = min(length, int(fraction(chance) * min(float(length), longest) + 1.0))
    kept = 1 if 1 < size < length and fraction(chance) < SPLIT_RATE else 0
    place = place_in(rounds, turn, node)
    lowest = max(0, place - size - kept + 1)
    highest = min(place, length - size - kept)
    first = lowest + below(chance, highest - lowest + 1)
    keep = first + below(chance, size + 1) if kept else -1
    count = 0
    for rank in range(first, first + size + kept):
        if rank != keep:
            desk.keys[count] = rounds.stops[turn, rank]
            count += 1
    for rank in range(count):
        stop = int(desk.keys[rank])
        job = model.nodes[stop].job
        if job >= 0:
            _remove_with_group(model, rounds, desk, job, chance)


@compiled
def _remove_scattered(model: Model, rounds: Rounds, desk: Desk, centre: int, chance: np.ndarray) -> None:
    """Remove one to a dozen of the nearest jobs, passing over some."""
    wanted = 1 + int(fraction(chance) ** 2 * 12.0)
    for rank in range(model.near.shape[1]):
        job = model.near[centre, rank]
        if rank > 0 and fraction(chance) < 0.3:
            continue
        before = rounds.counts[0]
        _remove_with_group(model, rounds, desk, job, chance)
        wanted -= rounds.counts[0] - before
        if wanted <= 0:
            return


@compiled
def _remove_turn(model: Model, rounds: Rounds, desk: Desk, centre: int) -> None:
    turn = rounds.at[model.jobs[centre].first].turn
    if turn < 0:
        return
    enqueue(rounds, desk, turn)
    while rounds.lengths[turn] > 0:
        node = rounds.stops[turn, rounds.lengths[turn] - 1]
        if model.nodes[node].job < 0:
            take_out(rounds, turn, rounds.lengths[turn] - 1)
        else:
            remove_job(model, rounds, desk, model.nodes[node].job)


@compiled
def _tidy(model: Model, rounds: Rounds, desk: Desk, turn: int, chance: np.ndarray) -> None:
    """Take out pickups with nothing to load, breaks without the visit they need, and breaks by chance."""
    loosen = fraction(chance) < BREAK_RATE
    place = rounds.lengths[turn] - 1
    while place >= 0:
        node = rounds.stops[turn, place]
        if model.nodes[node].kind == KITCHEN and not _loads_something(model, rounds, turn, place):
            take_out(rounds, turn, place)
        elif model.nodes[node].kind == BREAK:
            last = place + 1 == rounds.lengths[turn]
            if loosen or (
                model.nodes[node].at_next
                and (last or model.nodes[rounds.stops[turn, place + 1]].kind != VISIT)
            ):
                remove_job(model, rounds, desk, model.nodes[node].job)
        place -= 1


@compiled
def remove_empty_pickups(model: Model, rounds: Rounds, turn: int) -> None:
    """Take out pickups that load nothing."""
    for place in range(rounds.lengths[turn] - 1, -1, -1):
        kitchen = model.nodes[rounds.stops[turn, place]].kind == KITCHEN
        if kitchen and not _loads_something(model, rounds, turn, place):
            take_out(rounds, turn, place)


@compiled
def _loads_something(model: Model, rounds: Rounds, turn: int, place: int) -> bool:
    kitchen = model.nodes[rounds.stops[turn, place]].kitchen
    for later in range(place + 1, rounds.lengths[turn]):
        node = rounds.stops[turn, later]
        if model.nodes[node].kitchen != kitchen:
            continue
        if model.nodes[node].kind == KITCHEN:
            return False
        if model.nodes[node].carried != turn:
            return True
    return False
