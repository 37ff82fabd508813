"""Times of turns that wait for each other, followed from turn to turn until nothing moves."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING

from routing.solver.limits import day_over_limit, load_over_limit
from routing.solver.model import TASK
from routing.solver.timing import Timed, time_turn
from routing.solver.trial import HOME_TOO_LATE, UNSETTLED, Obstacle, Sequences

if TYPE_CHECKING:
    from routing.solver.draft import Draft

# Starts that push each other up without end are cut off after so many timings of a turn, and so many more for
# each turn there is: a day of 75 turns with pairs and precedences is settled after 116.
MOST_TIMINGS, MOST_TIMINGS_A_TURN = 40, 10


class Settling:
    """One change of a draft being timed; the draft itself stays as it is.

    Times only rise, from the draft's or from the `least`; then `others` are the other turns to be timed.
    """

    def __init__(
        self,
        draft: Draft,
        sequences: Sequences,
        others: Sequences,
        least: Sequence[int] | None,
        *,
        patient: bool,
        limited: bool,
    ) -> None:
        self.draft, self.model = draft, draft.model
        self.sequences = sequences
        self.patient, self.limited = patient, limited
        self.where = {node: rank for rank, sequence in sequences.items() for node in sequence}
        self.start: dict[int, int] = {}
        if least is not None:
            rows = chain(sequences.values(), others.values())
            self.start = {node: least[node] for row in rows for node in row}
        self.turns = [*others, *sequences]
        self.timed: dict[int, Timed] = {}

    def run(self) -> dict[int, Timed] | Obstacle:
        """The times of every turn that was changed or had to follow, or the first obstacle."""
        for _ in range(MOST_TIMINGS + MOST_TIMINGS_A_TURN * len(self.model.turns)):
            if not self.turns:
                return self.timed
            obstacle = self._time(self.turns.pop())
            if obstacle is not None:
                return obstacle
        return UNSETTLED if self.turns else self.timed

    def _time(self, rank: int) -> Obstacle | None:
        """Time one turn and put those on the list that have to follow."""
        draft, turn = self.draft, self.model.turns[rank]
        row = self.sequences.get(rank, draft.sequences[rank])
        times = time_turn(
            self.model,
            turn,
            row,
            self._floor,
            known=draft.timed[rank],
            same=self._unmoved(rank, row),
            patient=self.patient,
        )
        if isinstance(times, int):
            return Obstacle("late", row[times]) if times < len(row) else HOME_TOO_LATE
        if self.limited and rank in self.sequences and (code := self._over_limit(rank, row, times)):
            return Obstacle(code)
        self.timed[rank] = times
        return self._follow(row, times)

    def _follow(self, row: list[int], times: Timed) -> Obstacle | None:
        """Put on the list the turns in which something has to start later for these starts."""
        start, before = self.start, self.draft.start
        for node, instant in zip(row, times.starts, strict=True):
            if start.get(node, before[node]) == instant and (node not in self.where or node in start):
                continue
            start[node] = instant
            pushed = [other for other in self.model.dependants[node] if self._binds(node, other)]
            if any(self.model.fixed_start[other] >= 0 for other in pushed):
                return Obstacle("linked", node)
            found = {self.where.get(other, self.draft.turn_of[other]) for other in pushed}
            self.turns += sorted(found - set(self.turns) - {-1})
        return None

    def _floor(self, node: int) -> int:
        """The earliest start that what a node is linked to leaves it."""
        lowest, start, before = 0, self.start, self.draft.start
        for link in self.model.floors[node]:
            other = start.get(link.other, before[link.other])
            if other >= 0 and other + link.seconds > lowest:
                lowest = other + link.seconds
        return lowest

    def _binds(self, node: int, other: int) -> bool:
        there = self.start.get(other, self.draft.start[other])
        return any(
            link.other == node and self.start[node] + link.seconds > there
            for link in self.model.floors[other]
        )

    def _unmoved(self, rank: int, row: list[int]) -> int:
        """How many first stops surely keep their times: before any change, and before what is linked."""
        model, same = self.model, 0
        for node, before in zip(row, self.draft.sequences[rank], strict=False):
            if node != before or model.floors[node]:
                break
            same += 1
        # A break stands where the next stop is, and neighbouring pickups are one stop.
        while same and model.nodes[row[same - 1]].kind != TASK:
            same -= 1
        return same

    def _over_limit(self, rank: int, row: list[int], times: Timed) -> str:
        """Code of the first limit that a turn would exceed, or nothing."""
        over = load_over_limit(self.model, rank, row)
        return over or day_over_limit(self.draft, rank, row, times, self.sequences)
