"""Earliest times of one turn for a given order of nodes.

Every rule on times has the form start >= f(other starts) with f not decreasing (ways, windows with gaps,
together, ordered, precedence), so a least solution exists and all lateness is least at once in it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from routing.solver.model import BREAK, PICKUP, Model, Node, Turn

Floor = Callable[[int], int]


@dataclass(slots=True)
class Timed:
    """One turn with its times; the lists go with its sequence of nodes, `seconds` is all travel.

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


def round_up(node: Node, instant: int) -> int:
    """First allowed start at or after an instant, or -1."""
    if instant < node.lowest:
        instant = node.lowest
    for opens, closes in node.spans:
        if instant <= closes:
            instant = max(instant, opens)
            break
    return instant if instant <= node.highest else -1


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
    ways, nodes, floors = model.ways[turn.mode], model.nodes, model.floors
    timed, rank = _beginning(known, same), same
    size, place, clock = len(sequence), turn.begin_place, turn.begin_at
    if rank:
        place, clock = timed.places[-1], timed.ends[-1]
    while rank < size:
        number = sequence[rank]
        node = nodes[number]
        if node.kind == BREAK:
            there = _next_place(model, turn, sequence, rank)
            if not _take_break(model, turn, timed, node, place, there, clock):
                return rank
            rank += 1
        else:
            group = _pickups_together(model, sequence, rank) if node.kind == PICKUP else 1
            there = node.place
            seconds = ways.takes(place, there, clock)
            arrival = start = clock + seconds + (node.setup if there != place else 0)
            for each in sequence[rank : rank + group]:
                wanted = nodes[each].promised if patient else 0
                least = floor(each) if floors[each] else 0
                start = round_up(nodes[each], max(start, least, wanted))
                if start < 0:
                    return rank
            timed.seconds += seconds
            timed.travel_cost += ways.cost(place, there, seconds)
            for _ in range(group):
                _note(timed, arrival, start, start + node.service, there)
            rank += group
        place, clock = timed.places[-1], timed.ends[-1]
    seconds = ways.takes(place, turn.end_place, clock)
    timed.seconds += seconds
    timed.travel_cost += ways.cost(place, turn.end_place, seconds)
    timed.home_at = clock + seconds
    return timed if timed.home_at <= turn.latest_home else size


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


def note_latest(model: Model, turn: Turn, sequence: Sequence[int], timed: Timed) -> None:
    """Fill in the latest starts, from the way home backwards."""
    ways, nodes = model.ways[turn.mode], model.nodes
    place, limit = turn.end_place, turn.latest_home
    latest = []
    for rank in range(len(sequence) - 1, -1, -1):
        node, here = nodes[sequence[rank]], timed.places[rank]
        limit = min(node.highest, limit - ways.seconds[here][place] - node.service)
        latest.append(limit)
        place = here
    timed.latest = latest[::-1]


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
        other = model.nodes[sequence[rank + size]]
        if other.kind != PICKUP or other.kitchen != node.kitchen:
            break
        size += 1
    return size


def _next_place(model: Model, turn: Turn, sequence: Sequence[int], rank: int) -> int:
    for each in sequence[rank + 1 :]:
        if model.nodes[each].kind != BREAK:
            return model.nodes[each].place
    return turn.end_place


def _take_break(
    model: Model, turn: Turn, timed: Timed, node: Node, place: int, there: int, clock: int
) -> bool:
    """Pause at the next place if the window still holds there (never later overall), else right here."""
    ways = model.ways[turn.mode]
    seconds = ways.takes(place, there, clock)
    start = max(clock + seconds, node.lowest)
    if start <= node.highest:
        timed.seconds += seconds
        timed.travel_cost += ways.cost(place, there, seconds)
        _note(timed, clock + seconds, start, start + node.service, there)
        return True
    start = max(clock, node.lowest)
    if node.at_next or start > node.highest:
        return False
    _note(timed, clock, start, start + node.service, place)
    return True
