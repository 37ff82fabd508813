"""Where in a round there is surely no time for a break, seen by its neighbours before anything is timed."""

from collections.abc import Sequence
from dataclasses import dataclass

from routing.solver.model import Model, Turn, round_up
from routing.solver.timing import Timed, is_one_stop


@dataclass(frozen=True, slots=True)
class Pauses:
    """A turn without its breaks: its stops, how early they are at best and how late they may be.

    Nothing is called out of time that could be in time; the other way round it happens.
    """

    model: Model
    turn: Turn
    row: Sequence[int]
    known: Timed
    latest: Sequence[int]

    def has_time(self, pause: int, place: int) -> bool:
        """Whether a break may be in time before this stop (their number: at the end), and that stop too."""
        node, nodes, row = self.model.nodes[pause], self.model.nodes, self.row
        if 0 < place < len(row) and is_one_stop(nodes[row[place - 1]], nodes[row[place]]):
            return True  # the meals before it are then loaded without waiting for those after it
        stand, free_at = self.turn.begin_place, self.turn.begin_at
        if place:
            stand, free_at = self.known.places[place - 1], self.known.ends[place - 1]
        start = round_up(node, free_at)
        if start < 0:
            return False
        there, latest = self.turn.end_place, self.turn.latest_home
        if place < len(row):
            there, latest = nodes[row[place]].place, self.latest[place]
        way = self.model.ways[self.turn.mode].takes(stand, there, free_at)
        return max(free_at + way, start) + node.service <= latest
