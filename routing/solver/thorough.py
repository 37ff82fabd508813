"""Trials that call a round late only if it surely is.

Cheap trials let times rise only. Linked rounds may have waited for promises, though, or for a break that now
stands elsewhere; so where one of them is in the way they are all timed anew.
"""

from collections.abc import Iterator
from functools import cached_property

from routing.solver.draft import Draft
from routing.solver.glance import Glance
from routing.solver.model import BREAK, TASK
from routing.solver.pauses import Pauses
from routing.solver.timing import Timed, latest_starts, time_turn, time_turn_from
from routing.solver.trial import UNSETTLED, Obstacle, Sequences, Trial


class Thorough:
    """A draft as it stands (it may not change meanwhile), and how early each of its rounds can be at best."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.model = draft.model
        # Settled but for its breaks and promises; None where its many links were not settled in time.
        self.bare = draft.as_early_as_can_be()
        self.least = self.bare.start if self.bare is not None else list(self.model.fixed_start)
        self._bare: dict[int, tuple[list[int], Timed]] = {}
        self._glances: dict[int, Glance] = {}

    @cached_property
    def hasty(self) -> Draft | None:
        """The draft but for the waiting for promises; None where that was not settled in time."""
        return self.draft.without_waiting(self.least)

    def try_out(self, sequences: Sequences) -> Trial | Obstacle:
        """Time and price a change, or say what surely stands in its way."""
        for turn, row in sequences.items():
            if (late := self.late_at(turn, row)) >= 0:
                return late_obstacle(row, late)
        return self.try_hopeful(sequences)

    def try_hopeful(self, sequences: Sequences) -> Trial | Obstacle:
        """As `try_out`, of rounds that are known not to be late by themselves."""
        trial = self.draft.try_out(sequences)
        if isinstance(trial, Obstacle) and trial.is_late:
            return self._late_anew(sequences) or self.draft.try_anew(sequences, self.least)
        return trial

    def surely_late(self, sequences: Sequences) -> Obstacle | None:
        """What would be late even if no other round had a break or waited for a promise."""
        return self.bare.first_late(sequences) if self.bare is not None else None

    def _late_anew(self, sequences: Sequences) -> Obstacle | None:
        """What is late when all rounds that can be earlier for a change are timed anew; None is no answer."""
        if self.hasty is None:
            return self.surely_late(sequences)
        late = self.hasty.first_late_anew(sequences, self._can_be_earlier(sequences), self.least)
        return late if late != UNSETTLED else None

    def _can_be_earlier(self, sequences: Sequences) -> Sequences:
        """The other rounds in which something starts earlier if the breaks of these move.

        A start that is the least already cannot fall, and a link that never binds passes nothing on.
        """
        assert self.hasty is not None
        now, least, found = self.hasty.start, self.least, {}
        nodes = [node for turn in sequences for node in self.hasty.sequences[turn]]
        while nodes:
            node = nodes.pop()
            if now[node] <= least[node]:
                continue
            for other in self.model.dependants[node]:
                turn = self.hasty.turn_of[other]
                if turn < 0 or turn in sequences or turn in found or now[other] <= least[other]:
                    continue
                links = self.model.floors[other]
                if any(link.other == node and now[node] + link.seconds > least[other] for link in links):
                    found[turn] = self.hasty.sequences[turn]
                    nodes += self.hasty.sequences[turn]
        return found

    def glance_at(self, turn: int) -> Glance:
        """A round without its breaks, to see at once where there is no time."""
        if turn not in self._glances:
            bare, known = self._beginning(turn)
            self._glances[turn] = Glance(self.model, self.model.turns[turn], bare, known, self._floor)
        return self._glances[turn]

    def late_at(self, turn: int, row: list[int]) -> int:
        """The first place of a round (its length: the way home) that cannot be in time, or -1.

        What is linked to the round is taken to begin at its least start. The same beginning is late at the
        same place, whatever follows.
        """
        timed = self.least_times(turn, row)
        return timed if isinstance(timed, int) else -1

    def pauses_in(self, turn: int, row: list[int]) -> Pauses:
        """A round without breaks that is in time, to see at once where there is no time for them."""
        timed = self.least_times(turn, row)
        assert not isinstance(timed, int)
        model, record = self.model, self.model.turns[turn]
        return Pauses(model, record, row, timed, latest_starts(model, record, row))

    def may_be(self, turn: int, row: list[int]) -> bool:
        """Whether a round can be in time."""
        return self.late_at(turn, row) < 0

    def least_times(self, turn: int, row: list[int]) -> Timed | int:
        """The earliest times of a round, whatever the other rounds do, or the first place that is late."""
        bare, known = self._beginning(turn)
        same = sum(1 for _ in _common(bare, row)) if known.starts else 0
        # Neighbouring pickups are one stop.
        while same and self.model.nodes[row[same - 1]].kind != TASK:
            same -= 1
        return time_turn_from(self.model, self.model.turns[turn], row, self._floor, known, same)

    def _beginning(self, turn: int) -> tuple[list[int], Timed]:
        """The round as it stands without its breaks, with the times of its stops."""
        if turn not in self._bare:
            row = [node for node in self.draft.sequences[turn] if self.model.nodes[node].kind != BREAK]
            timed = time_turn(self.model, self.model.turns[turn], row, self._floor, patient=False)
            assert not isinstance(timed, int)  # a feasible round is feasible without breaks
            self._bare[turn] = (row, timed)
        return self._bare[turn]

    def _floor(self, node: int) -> int:
        lowest = 0
        for link in self.model.floors[node]:
            other = self.least[link.other]
            if other >= 0 and other + link.seconds > lowest:
                lowest = other + link.seconds
        return lowest


def late_obstacle(row: list[int], place: int) -> Obstacle:
    """What is late at a place of a round: its stop, or the way home beyond the last."""
    return Obstacle("late", row[place]) if place < len(row) else Obstacle("home_too_late")


def _common(one: list[int], other: list[int]) -> Iterator[int]:
    """The beginning that two rounds share."""
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            return
        yield mine
