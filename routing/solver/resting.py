"""Where and when a break between two stops is taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from routing.solver.model import BREAK, TASK, Model, Node, Turn, round_up
from routing.solver.ways import Ways

NEVER = 1 << 40  # later than any instant


@dataclass(frozen=True, slots=True)
class Rest:
    """A break at a place, `seconds` from the one before; `ready` is its earliest start but for its windows.

    `end` is when the carer is done and there: of a break on the way, with the whole way.
    """

    place: int
    seconds: int
    ready: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a carer is and since when; `free_at` is earlier where a break on the way there has just ended."""

    place: int
    clock: int
    free_at: int


def rest_between(
    model: Model, turn: Turn, sequence: Sequence[int], rank: int, standing: Standing
) -> Rest | None:
    """The break of that rank at the next place or right here, whichever lets the next stop begin sooner.

    For a break alone with one window that is the next place wherever the window still holds there. None
    where it is late.
    """
    node, there = model.nodes[sequence[rank]], _next_place(model, turn, sequence, rank)
    if node.at_next and not _is_before_visit(model, sequence, rank):
        return None
    seconds = model.ways[turn.mode].takes(standing.place, there, standing.clock)
    arrival = standing.clock + seconds
    if node.on_the_way:
        start = round_up(node, standing.free_at)
        end = max(arrival, start) + node.service
        return Rest(there, seconds, min(arrival, start), start, end) if start >= 0 else None
    start = round_up(node, arrival)
    if start >= 0 and not _is_sooner_before_the_way(model, turn, sequence, rank, standing):
        return Rest(there, seconds, arrival, start, start + node.service)
    start = round_up(node, standing.clock)
    if node.at_next or start < 0:
        return None
    return Rest(standing.place, 0, standing.clock, start, start + node.service)


def _next_place(model: Model, turn: Turn, sequence: Sequence[int], rank: int) -> int:
    for each in sequence[rank + 1 :]:
        if model.nodes[each].kind != BREAK:
            return model.nodes[each].place
    return turn.end_place


def _is_before_visit(model: Model, sequence: Sequence[int], rank: int) -> bool:
    return rank + 1 < len(sequence) and model.nodes[sequence[rank + 1]].kind == TASK


def _is_sooner_before_the_way(
    model: Model, turn: Turn, sequence: Sequence[int], rank: int, standing: Standing
) -> bool:
    """Whether the next stop can begin sooner if this break, and perhaps those after it, are taken here."""
    nodes, last = model.nodes, rank + 1
    while last < len(sequence) and nodes[sequence[last]].kind == BREAK:
        last += 1
    if last == rank + 1 and not nodes[sequence[rank]].spans:
        return False
    pauses = [nodes[each] for each in sequence[rank:last]]
    ways, there = model.ways[turn.mode], _next_place(model, turn, sequence, rank)
    place, clock = standing.place, standing.clock
    begins = [_after_breaks(ways, pauses, here, place, there, clock) for here in range(len(pauses) + 1)]
    return begins.index(min(begins)) > 0


def _after_breaks(ways: Ways, pauses: list[Node], here: int, place: int, there: int, clock: int) -> int:
    """When the carer is at the next stop, after breaks of which the first `here` are taken before the way."""
    for rank, node in enumerate(pauses):
        if rank >= here:
            place, clock = there, clock + ways.takes(place, there, clock)
        start = round_up(node, clock)
        if start < 0 or (node.at_next and rank < here):
            return NEVER
        clock = start + node.service
    return clock + ways.takes(place, there, clock)
