"""One part of a visit put into one turn: what can be said of it before the other parts have their places."""

from dataclasses import dataclass
from enum import Enum, auto

from routing.solver.draft import Draft
from routing.solver.model import Model
from routing.solver.thorough import Thorough
from routing.solver.timing import Timed
from routing.solver.trial import Obstacle


@dataclass(frozen=True, slots=True)
class Hopeful:
    """A turn with one part of a visit put in, breaks and all, with its earliest times.

    `latest` is the part's latest start that leaves what follows in the turn in time.
    """

    task: int
    turn: int
    row: list[int]
    timed: Timed
    latest: int

    @property
    def earliest(self) -> int:
        """Before this the part cannot begin."""
        return self.timed.starts[self.row.index(self.task)]


class Standing(Enum):
    """Whether a turn is in time without the other parts; late alone, their turns' breaks may have to move."""

    IN_TIME = auto()
    LATE_ALONE = auto()
    NEVER_IN_TIME = auto()


def standing(draft: Draft, each: Hopeful, thorough: Thorough) -> Standing:
    """How a turn with one part stands while the others are left aside."""
    alone = {each.turn: each.row}
    if thorough.surely_late(alone):
        return Standing.NEVER_IN_TIME
    late = isinstance(draft.try_out(alone), Obstacle)
    return Standing.LATE_ALONE if late else Standing.IN_TIME


def are_compatible(model: Model, choice: tuple[Hopeful, ...]) -> bool:
    """Whether the parts of a visit are done by different carers and can begin apart as they must."""
    carers = {model.turns[each.turn].carer for each in choice}
    starts = {each.task: each for each in choice}
    return len(carers) == len(choice) and all(
        starts[link.other].earliest + link.seconds <= each.latest
        for each in choice
        for link in model.floors[each.task]
        if link.other in starts
    )
