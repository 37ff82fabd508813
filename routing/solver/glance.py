"""Where in a round there is surely no time for a visit, seen by its neighbours before anything is timed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from routing.solver.model import PICKUP, Model, Node, Turn, round_up
from routing.solver.timing import Timed, latest_starts

Stand = tuple[int, int, int]  # place, instant at which the carer is free, kitchen just loaded at or -1


@dataclass
class Glance:
    """A turn without its breaks: its stops, how early they are at best, and what other turns bind starts to.

    Nothing is called out of time that could be in time; the other way round it happens.
    """

    model: Model
    turn: Turn
    row: Sequence[int]
    known: Timed
    floor: Callable[[int], int]
    latest: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.latest = latest_starts(self.model, self.turn, self.row)

    def has_time(self, task: int, place: int) -> bool:
        """Whether a task may be in time before this stop (their number: at the end), and what follows too."""
        return self._fits(self._stand(place), task, place)

    def loadings(self, task: int, pickup: int) -> set[tuple[int, int]]:
        """(place of the pickup, place of the task), counted without both, that may be in time."""
        found = set()
        for load_at in range(len(self.row) + 1):
            before = self._stand(load_at)
            stand = None if before is None else self._after(before, pickup)
            for place in range(load_at, len(self.row) + 1):
                if stand is None:
                    break
                if self._fits(stand, task, place):
                    found.add((load_at, place))
                if place < len(self.row):
                    stand = self._after(stand, self.row[place])
        return found

    def _stand(self, place: int) -> Stand | None:
        """Where and when the carer is free before this stop."""
        if place == 0:
            return self.turn.begin_place, self.turn.begin_at, -1
        before = self._kitchen(self.row[place - 1])
        if before >= 0 and place < len(self.row) and before == self._kitchen(self.row[place]):
            # Meals of one stop, taken apart: the first are no longer loaded with those after them.
            stand = self._stand(place - 1)
            return None if stand is None else self._after(stand, self.row[place - 1])
        return self.known.places[place - 1], self.known.ends[place - 1], before

    def _fits(self, stand: Stand | None, task: int, place: int) -> bool:
        if stand is None:
            return False
        node = self.model.nodes[task]
        if place < len(self.row) and node.lowest + node.service > self.latest[place]:
            return False
        after = self._after(stand, task)
        if after is None:
            return False
        there, free_at, _ = after
        if place < len(self.row):
            return self._ready(after, self.model.nodes[self.row[place]]) <= self.latest[place]
        ways = self.model.ways[self.turn.mode]
        return free_at + ways.takes(there, self.turn.end_place, free_at) <= self.turn.latest_home

    def _after(self, stand: Stand, number: int) -> Stand | None:
        """Where and when the carer is free after one more stop, at the earliest; None if that is late."""
        node, kitchen = self.model.nodes[number], self._kitchen(number)
        if kitchen >= 0 and kitchen == stand[2]:
            # Loaded in the same stop; that it may have to start later for this meal is left aside.
            return stand
        start = round_up(node, max(self._ready(stand, node), self.floor(number)))
        beyond = node.beyond_for(self.turn.grade, moved=node.place != stand[0])
        return None if start < 0 else (node.place, start + beyond + node.service, kitchen)

    def _ready(self, stand: Stand, node: Node) -> int:
        place, free_at, _ = stand
        way = self.model.ways[self.turn.mode].takes(place, node.place, free_at)
        return free_at + way + (node.setup if node.place != place else 0)

    def _kitchen(self, number: int) -> int:
        node = self.model.nodes[number]
        return node.kitchen if node.kind == PICKUP else -1
