"""The variables of a day in CP-SAT."""

from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from routing.solver.model import BREAK, PICKUP, TASK, Model, Node

DEPOT = -1  # the beginning and the end of a round, among the nodes it passes

Flag = cp_model.IntVar  # 0 or 1
Literal = cp_model.LiteralT  # a flag or its opposite
Expression = cp_model.LinearExpr | int
Arc = tuple[int, int, int]  # turn, from node, to node


@dataclass
class Pause:
    """A break of a turn: right `after` a node where that lies, or right `before` one, at its place."""

    start: cp_model.IntVar
    taken: Flag
    after: dict[int, Flag] = field(default_factory=dict)
    before: dict[int, Flag] = field(default_factory=dict)


def spans_of(model: Model, rank: int) -> list[list[int]]:
    """When a node may start; nothing if its rules leave no time."""
    node = model.nodes[rank]
    spans = node.spans or ((node.lowest, node.highest),)
    cut = ([max(low, node.lowest), min(high, node.highest)] for low, high in spans)
    return [each for each in cut if each[0] <= each[1]]


class Day:
    """A CP-SAT model in the making.

    `start[node]`, `ends[node]` where it depends on the round, `stands[node, turn]`, `arcs[turn, from, to]`
    (DEPOT at both ends), `served[visit]`, `used[turn]`, `kept[visit]` for promises, `set_out[turn]` and
    `home[turn]` in seconds. In turns with breaks also `arrive[node, turn]`, and `leave[node, turn]` after
    any break taken there.
    """

    def __init__(self, model: Model) -> None:
        self.model = model
        self.sat = cp_model.CpModel()
        self.turns = tuple(turn.rank for turn in model.turns)
        self.nodes = tuple(rank for rank, node in enumerate(model.nodes) if node.kind != BREAK)
        self.visits = range(len(model.problem.visits))
        self.start: dict[int, cp_model.IntVar] = {}
        self.ends: dict[int, cp_model.IntVar] = {}
        self.stands: dict[tuple[int, int], Flag] = {}
        self.arcs: dict[Arc, Flag] = {}
        self.served: dict[int, Flag] = {}
        self.kept: dict[int, Flag] = {}
        self.used: dict[int, Flag] = {}
        self.set_out: dict[int, Expression] = {}
        self.home: dict[int, cp_model.IntVar] = {}
        self.leave: dict[tuple[int, int], cp_model.IntVar] = {}
        self.arrive: dict[tuple[int, int], cp_model.IntVar] = {}
        self.begun: dict[tuple[int, int], Flag] = {}
        self.pauses: dict[int, Pause] = {}

    def flag(self) -> Flag:
        """A new variable that is 0 or 1."""
        return self.sat.new_bool_var("")

    def number(self, lowest: int, highest: int) -> cp_model.IntVar:
        return self.sat.new_int_var(lowest, highest, "")

    def node(self, rank: int) -> Node:
        return self.model.nodes[rank]

    def turns_of(self, node: int) -> list[int]:
        """Turns that a task or pickup may stand in."""
        if not spans_of(self.model, node):
            return []
        visit = self.node(node).visit
        found = self.model.turns_for[node]
        if self.model.pickup_of[visit] >= 0:
            found &= self.model.turns_for[self.model.pickup_of[visit]]
            found &= self.model.turns_for[self.model.tasks_of[visit][0]]
        return sorted(found)

    def nodes_of(self, turn: int) -> list[int]:
        """Tasks and pickups that may stand in a turn."""
        return [node for node in self.nodes if (node, turn) in self.stands]

    @property
    def tasks(self) -> list[int]:
        return [node for node in self.nodes if self.node(node).kind == TASK]

    def are_one_stop(self, node: int, other: int) -> bool:
        """Whether these are pickups that would be loaded in one stop."""
        if DEPOT in (node, other):
            return False
        one, two = self.node(node), self.node(other)
        return one.kind == PICKUP and two.kind == PICKUP and one.kitchen == two.kitchen

    def way(self, turn: int, node: int, other: int) -> tuple[int, int]:
        """(seconds, cost) of the way between two nodes of a turn."""
        record = self.model.turns[turn]
        here = record.begin_place if node == DEPOT else self.node(node).place
        there = record.end_place if other == DEPOT else self.node(other).place
        ways = self.model.ways[record.mode]
        if self.are_one_stop(node, other):
            return 0, 0
        seconds = ways.seconds[here][there]
        return seconds, ways.cost(here, there, seconds)

    def meters(self, turn: int, node: int, other: int) -> int:
        """Meters of the way between two nodes of a turn; 0 where nobody measures them."""
        record = self.model.turns[turn]
        meters = self.model.problem.travel[record.mode].meters
        if meters is None or self.are_one_stop(node, other):
            return 0
        here = record.begin_place if node == DEPOT else self.node(node).place
        there = record.end_place if other == DEPOT else self.node(other).place
        return int(meters[here, there])

    def setup(self, turn: int, node: int, other: int) -> int:
        """Seconds of setup before `other` when the carer comes from `node`."""
        return self.node(other).setup if self._comes_from_elsewhere(turn, node, other) else 0

    def beyond(self, turn: int, node: int, other: int) -> int:
        """Seconds that `other` takes the carer beyond its least service when coming from `node`."""
        if other == DEPOT or self.are_one_stop(node, other):
            return 0
        moved = self._comes_from_elsewhere(turn, node, other)
        return self.node(other).beyond_for(self.model.turns[turn].grade, moved=moved)

    def service_cost(self, turn: int, node: int, other: int) -> int:
        """What the seconds of `other` cost when the carer comes from `node`."""
        if other == DEPOT or self.are_one_stop(node, other):
            return 0
        seconds = self.node(other).service + self.beyond(turn, node, other)
        return self.model.turns[turn].service_cost * seconds

    def over(self, node: int) -> Expression:
        """When a stop is over."""
        return self.ends.get(node, self.start[node] + self.node(node).service)

    def _comes_from_elsewhere(self, turn: int, node: int, other: int) -> bool:
        if other == DEPOT:
            return False
        here = self.model.turns[turn].begin_place if node == DEPOT else self.node(node).place
        return here != self.node(other).place
