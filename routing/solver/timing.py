"""Earliest times of one turn for a given order of nodes.

Every rule on times has the form start >= f(other starts) with f not decreasing (ways, windows with gaps,
together, ordered, precedence), so a least solution exists and all lateness is least at once in it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from routing.solver.model import BREAK, PICKUP, TASK, Model, Node, Turn, round_up
from routing.solver.resting import Standing, rest_between

Floor = Callable[[int], int]


@dataclass(slots=True)
class Timed:
    """One turn with its times; the lists go with its sequence of nodes, `seconds` is all travel.

    `ends` are when the carer is done and there: of a break on the way, with the way to `places`.

    `latest` is the latest start that leaves what follows in time (windows with gaps and links not counted).
    `travelled` is (seconds, cost) of all ways up to each stop. `hasty` are the times without any waiting
    for promises, where they differ.
    """

    starts: list[int]
    ends: list[int]
    places: list[int]
    ready: list[int]
    seconds: int
    travel_cost: int
    home_at: int
    latest: list[int] = field(default_factory=list)
    travelled: list[tuple[int, int]] = field(default_factory=list)
    hasty: Timed | None = None


def unused(model: Model, turn: Turn) -> Timed:
    """A turn without stops: never late, and its way home counts only if it has begun."""
    if not turn.begun:
        return Timed([], [], [], [], 0, 0, turn.begin_at)
    ways = model.ways[turn.mode]
    seconds = ways.takes(turn.begin_place, turn.end_place, turn.begin_at)
    cost = ways.cost(turn.begin_place, turn.end_place, seconds)
    return Timed([], [], [], [], seconds, cost, turn.begin_at + seconds)


def time_turn(
    model: Model,
    turn: Turn,
    sequence: Sequence[int],
    floor: Floor,
    *,
    known: Timed | None = None,
    same: int = 0,
    patient: bool = True,
) -> Timed | int:
    """Times of a turn, or the place in the sequence (its length: the way home) that cannot be in time.

    Promised starts are waited for if the turn is `patient` and has time for that. The first `same` stops
    are taken over from times that are `known` already.
    """
    hasty = _time(model, turn, sequence, floor, known and (known.hasty or known), same, patient=False)
    if isinstance(hasty, int) or not patient or not any(model.nodes[each].promised for each in sequence):
        return hasty
    if known is None or not _begins_patiently(model, known, sequence[:same]):
        known, same = None, 0
    timed = _time(model, turn, sequence, floor, known, same, patient=True)
    if isinstance(timed, int):
        return hasty
    timed.hasty = hasty
    return timed


def time_turn_from(
    model: Model, turn: Turn, sequence: Sequence[int], floor: Floor, known: Timed, same: int
) -> Timed | int:
    """As `time_turn` without any patience, with all floors as they were for the times that are `known`."""
    return _time(model, turn, sequence, floor, known, same, patient=False)


def _begins_patiently(model: Model, known: Timed, beginning: Sequence[int]) -> bool:
    """Whether promises were waited for in known times; not so in a turn that had no time for that."""
    return known.hasty is not None or not any(model.nodes[each].promised for each in beginning)


def _time(
    model: Model,
    turn: Turn,
    sequence: Sequence[int],
    floor: Floor,
    known: Timed | None,
    same: int,
    *,
    patient: bool,
) -> Timed | int:
    if not sequence:
        return unused(model, turn)
    ways, nodes = model.ways[turn.mode], model.nodes
    table = ways.seconds if not ways.paces else None
    timed, rank = _beginning(known, same), same
    size, place, clock = len(sequence), turn.begin_place, turn.begin_at
    if rank:
        place, clock = timed.places[-1], timed.ends[-1]
    worked_at = _worked_at(model, turn, sequence[:rank])
    while rank < size:
        node = nodes[sequence[rank]]
        if node.kind == BREAK:
            if not _take_break(model, turn, timed, sequence, rank, place, clock):
                return rank
            place, clock = timed.places[-1], timed.ends[-1]
            rank += 1
            continue
        there = node.place
        seconds = table[place][there] if table is not None else ways.takes(place, there, clock)
        arrival = clock + seconds + (node.setup if there != worked_at else 0)
        group = _pickups_together(model, sequence, rank) if node.kind == PICKUP else 1
        start = _start_of(model, sequence[rank : rank + group], arrival, floor, patient)
        if start < 0:
            return rank
        timed.seconds += seconds
        timed.travel_cost += ways.cost(place, there, seconds)
        clock = start + node.service
        if node.beyond or turn.service_cost:
            beyond = node.beyond_for(turn.grade, moved=there != worked_at)
            timed.travel_cost += turn.service_cost * _seconds_paid(node, turn.grade, beyond)
            clock += beyond
        place = worked_at = there
        for _ in range(group):
            _note(timed, arrival, start, clock, there)
        rank += group
    seconds = ways.takes(place, turn.end_place, clock)
    timed.seconds += seconds
    timed.travel_cost += ways.cost(place, turn.end_place, seconds)
    timed.home_at = clock + seconds
    return timed if timed.home_at <= turn.latest_home else size


def _worked_at(model: Model, turn: Turn, done: Sequence[int]) -> int:
    """Where the last stop other than a break was, or the round begins."""
    for each in reversed(done):
        if model.nodes[each].kind != BREAK:
            return model.nodes[each].place
    return turn.begin_place


def _seconds_paid(node: Node, grade: int, beyond: int) -> int:
    """Seconds of a stop whose cost depends on the round; the rest of a visit's is among the static costs."""
    return beyond - node.beyond_for(grade, moved=False) if node.kind == TASK else node.service + beyond


def seconds_beyond(model: Model, turn: Turn, sequence: Sequence[int]) -> int:
    """What the visits of a turn take its carer beyond their least service: setup in them, and grade."""
    worked_at, seconds = turn.begin_place, 0
    for each in sequence:
        node = model.nodes[each]
        if node.kind == BREAK:
            continue
        if node.kind == TASK:
            seconds += node.beyond_for(turn.grade, moved=node.place != worked_at)
        worked_at = node.place
    return seconds


def _start_of(model: Model, stop: Sequence[int], arrival: int, floor: Floor, patient: bool) -> int:
    """When all that is done in one stop can begin at the earliest, or -1 if something of it is then late."""
    start = arrival
    for number in stop:
        node = model.nodes[number]
        if model.floors[number]:
            start = max(start, floor(number))
        if patient and node.promised > start:
            start = node.promised
        if start < node.lowest:
            start = node.lowest
        if node.spans:
            start = round_up(node, start)
        if start < 0 or start > node.highest:
            return -1
    return start


def _beginning(known: Timed | None, same: int) -> Timed:
    """The first stops of a turn that is timed already."""
    if known is None or same == 0:
        return Timed([], [], [], [], 0, 0, 0)
    seconds, cost = known.travelled[same - 1]
    return Timed(
        known.starts[:same],
        known.ends[:same],
        known.places[:same],
        known.ready[:same],
        seconds,
        cost,
        0,
        travelled=known.travelled[:same],
    )


def latest_starts(model: Model, turn: Turn, sequence: Sequence[int]) -> list[int]:
    """Latest starts that leave what follows in time, from the way home backwards; never too early.

    Of a break, the latest instant at which the carer may be done with what comes before it.
    """
    ways, nodes = model.ways[turn.mode].seconds, model.nodes
    if model.ways[turn.mode].paces:  # ways can be quicker at other hours
        return [min(nodes[each].highest, turn.latest_home) for each in sequence]
    place, limit, following = turn.end_place, turn.latest_home, -1
    leaving = limit  # latest instant to set out or to begin the breaks before that
    latest = []
    for number in reversed(sequence):
        node = nodes[number]
        if node.kind == BREAK:
            # Taken before the way or after it, whichever is in time.
            limit -= node.service
            limit = min(limit, node.highest) if node.at_next else limit
            leaving = min(node.highest, leaving - node.service)
            latest.append(min(limit, leaving))
            continue
        if following >= 0 and is_one_stop(node, nodes[following]):
            limit = min(node.highest, limit)
        else:
            limit = min(node.highest, min(limit - ways[node.place][place], leaving) - node.service)
        latest.append(limit)
        place, following, leaving = node.place, number, limit
    return latest[::-1]


def is_one_stop(one: Node, other: Node) -> bool:
    """Whether two neighbours are meals loaded together at the same kitchen."""
    return one.kind == PICKUP and other.kind == PICKUP and one.kitchen == other.kitchen


def _note(timed: Timed, ready: int, start: int, end: int, place: int) -> None:
    timed.ready.append(ready)
    timed.starts.append(start)
    timed.ends.append(end)
    timed.places.append(place)
    timed.travelled.append((timed.seconds, timed.travel_cost))


def _pickups_together(model: Model, sequence: Sequence[int], rank: int) -> int:
    """How many pickups from here on are one stop at the same kitchen."""
    node, size = model.nodes[sequence[rank]], 1
    while rank + size < len(sequence):
        if not is_one_stop(node, model.nodes[sequence[rank + size]]):
            break
        size += 1
    return size


def _take_break(
    model: Model, turn: Turn, timed: Timed, sequence: Sequence[int], rank: int, place: int, clock: int
) -> bool:
    """Note a break; False if it cannot be in time."""
    free_at = clock
    if rank and model.nodes[sequence[rank - 1]].on_the_way:
        free_at = timed.starts[-1] + model.nodes[sequence[rank - 1]].service
    rest = rest_between(model, turn, sequence, rank, Standing(place, clock, free_at))
    if rest is None:
        return False
    timed.seconds += rest.seconds
    timed.travel_cost += model.ways[turn.mode].cost(place, rest.place, rest.seconds)
    _note(timed, rest.ready, rest.start, rest.end, rest.place)
    return True
