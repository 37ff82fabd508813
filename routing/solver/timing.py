"""Earliest times of one turn for a given order of nodes.

Every rule on times has the form start >= f(other starts) with f not decreasing (ways, windows with gaps,
together, ordered, precedence), so a least solution exists and all lateness is least at once in it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from routing.solver.model import BREAK, PICKUP, Model, Node, Turn

Floor = Callable[[int], int]


@dataclass(slots=True)
class Timed:
    """One turn with its times; the lists go with its sequence of nodes, `seconds` is all travel.

    `latest` is the latest start that leaves what follows in time (windows with gaps and links not counted).
    """

    starts: list[int]
    ends: list[int]
    places: list[int]
    ready: list[int]
    seconds: int
    travel_cost: int
    home_at: int
    latest: list[int] = field(default_factory=list)


def round_up(node: Node, instant: int) -> int:
    """First allowed start at or after an instant, or -1."""
    if instant < node.lowest:
        instant = node.lowest
    for opens, closes in node.spans:
        if instant <= closes:
            instant = max(instant, opens)
            break
    return instant if instant <= node.highest else -1


def time_turn(model: Model, turn: Turn, sequence: Sequence[int], floor: Floor) -> Timed | int:
    """Times of a turn, or the place in the sequence (its length: the way home) that cannot be in time.

    Promised starts are waited for, unless the turn has no time for that.
    """
    if not model.has_promises:
        return _time(model, turn, sequence, floor, patient=False)
    timed = _time(model, turn, sequence, floor, patient=True)
    if isinstance(timed, int) and any(model.nodes[each].promised for each in sequence):
        return _time(model, turn, sequence, floor, patient=False)
    return timed


def _time(model: Model, turn: Turn, sequence: Sequence[int], floor: Floor, *, patient: bool) -> Timed | int:
    ways, nodes = model.ways[turn.mode], model.nodes
    timed = Timed([], [], [], [], 0, 0, 0)
    place, clock = turn.begin_place, turn.begin_at
    rank, size = 0, len(sequence)
    while rank < size:
        node = nodes[sequence[rank]]
        if node.kind == BREAK:
            there = _next_place(model, turn, sequence, rank)
            took = _take_break(model, turn, timed, node, place, there, clock)
            if not took:
                return rank
        else:
            group = _pickups_together(model, sequence, rank)
            seconds = ways.takes(place, node.place, clock)
            arrival = clock + seconds + (node.setup if node.place != place else 0)
            start = arrival
            for each in sequence[rank : rank + group]:
                wanted = nodes[each].promised if patient else 0
                start = round_up(nodes[each], max(start, floor(each), wanted))
                if start < 0:
                    return rank
            timed.seconds += seconds
            timed.travel_cost += ways.cost(place, node.place, seconds)
            for _ in range(group):
                _note(timed, arrival, start, start + node.service, node.place)
            rank += group - 1
        place, clock = timed.places[-1], timed.ends[-1]
        rank += 1
    seconds = ways.takes(place, turn.end_place, clock)
    timed.seconds += seconds
    timed.travel_cost += ways.cost(place, turn.end_place, seconds)
    timed.home_at = clock + seconds
    return timed if timed.home_at <= turn.latest_home else size


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


def _pickups_together(model: Model, sequence: Sequence[int], rank: int) -> int:
    """How many nodes from here on are one stop at the same kitchen."""
    node = model.nodes[sequence[rank]]
    if node.kind != PICKUP:
        return 1
    size = 1
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
