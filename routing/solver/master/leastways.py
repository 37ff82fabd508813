"""The shortest way to each stop from anywhere its carer can come from, and from it to anywhere."""

from functools import cached_property

import numpy as np

from routing.solver.model import BREAK, Model, Turn

PERMILLE = 1000
NOWHERE = 2**40


class LeastWays:
    """Seconds that no round can go below, whatever its order; the quickest pace counts for the whole day."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.stops = [rank for rank, node in enumerate(model.nodes) if node.kind != BREAK]
        self.places = np.array([model.nodes[rank].place for rank in self.stops], np.int64)

    @cached_property
    def seconds(self) -> list[np.ndarray]:
        """Per mode, (places, places) seconds at the quickest pace."""
        found = []
        for ways in self.model.ways:
            quickest = min([PERMILLE, *(pace.permille for pace in ways.paces)])
            found.append(np.array(ways.seconds, np.int64) * quickest // PERMILLE)
        return found

    @cached_property
    def between(self) -> list[np.ndarray]:
        """Per mode, (stops, stops) seconds; to itself none goes."""
        found = [table[np.ix_(self.places, self.places)] for table in self.seconds]
        for table in found:
            np.fill_diagonal(table, NOWHERE)
        return found

    def into(self, turn: Turn) -> dict[int, int]:
        """Seconds of the shortest way to each stop in a turn."""
        begin = self.seconds[turn.mode][turn.begin_place, self.places]
        least = np.minimum(begin, self.between[turn.mode].min(axis=0))
        return dict(zip(self.stops, least.tolist(), strict=True))

    def out_of(self, turn: Turn) -> dict[int, int]:
        """Seconds of the shortest way from each stop in a turn."""
        end = self.seconds[turn.mode][self.places, turn.end_place]
        least = np.minimum(end, self.between[turn.mode].min(axis=1))
        return dict(zip(self.stops, least.tolist(), strict=True))
