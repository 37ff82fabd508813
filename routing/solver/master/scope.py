"""Which part of a day CP-SAT decides, and what it has to take as given."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from routing.solver.model import BREAK, Model


@dataclass(frozen=True)
class Elsewhere:
    """What the terms over the whole day count outside the scope.

    `work`: seconds of each carer who is not in it. `broken`: promises broken by visits that are not in it.
    """

    work: Mapping[int, int] = field(default_factory=dict)
    largest_lateness: int = 0
    largest_idle: int = 0
    broken: int = 0


@dataclass(frozen=True)
class Scope:
    """Turns whose rounds are decided, and the tasks and pickups that may stand in them.

    `held[turn]` are nodes that stay in the turn, in this order among themselves. `given` is (turn, start) of
    every other node that is placed. All turns of a carer are in the scope or none.
    """

    turns: tuple[int, ...]
    nodes: tuple[int, ...]
    held: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    given: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    elsewhere: Elsewhere = field(default_factory=Elsewhere)


def whole_day(model: Model) -> Scope:
    """Everything is free."""
    nodes = (rank for rank, node in enumerate(model.nodes) if node.kind != BREAK)
    return Scope(tuple(turn.rank for turn in model.turns), tuple(nodes))
