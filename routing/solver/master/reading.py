"""The plan of a CP-SAT answer."""

from collections.abc import Sequence
from dataclasses import replace

from routing.plan import Plan, Round, Stop, StopKind
from routing.solver.assemble import assemble
from routing.solver.draft import Draft
from routing.solver.master.day import DEPOT, Day, Flag
from routing.solver.model import BREAK, PICKUP, Turn

Row = list[tuple[int, int, int]]  # node, its place, its start


class Answer:
    """Values of all variables of a day."""

    def __init__(self, day: Day, values: Sequence[int]) -> None:
        self.day = day
        self.values = values
        self.next = {(turn, node): other for (turn, node, other), arc in day.arcs.items() if self.holds(arc)}

    def holds(self, literal: Flag) -> bool:
        """Whether a flag of the model is set."""
        return bool(self.values[literal.index])

    def rows(self) -> dict[int, Row]:
        """What stands in every turn, breaks included, in order."""
        return {turn: self._row(turn) for turn in self.day.turns}

    def _row(self, turn: int) -> Row:
        row: Row = []
        node = DEPOT
        while (turn, node) in self.next:
            here, node = node, self.next[turn, node]
            row += self._breaks(turn, here, after=True)
            row += self._breaks(turn, node, after=False)
            if node == DEPOT:
                break
            row.append((node, self.day.node(node).place, self.values[self.day.start[node].index]))
        return row

    def _breaks(self, turn: int, node: int, *, after: bool) -> Row:
        record = self.day.model.turns[turn]
        depot = record.begin_place if after else record.end_place
        place = depot if node == DEPOT else self.day.node(node).place
        found = []
        for rank in self.day.model.breaks_of[turn]:
            pause = self.day.pauses[rank]
            here = (pause.after if after else pause.before).get(node)
            if here is not None and self.holds(here):
                found.append((rank, place, self.values[pause.start.index]))
        # A break that takes no time is over before another that starts with it.
        return sorted(found, key=lambda each: (each[2], self.day.node(each[0]).service))


def timed_anew(answer: Answer) -> Plan | None:
    """The plan of these rounds at the least times that they can have, or None if they cannot be followed."""
    draft = Draft(answer.day.model)
    rows = answer.rows()
    sequences = [[node for node, _, _ in rows[turn.rank]] for turn in draft.model.turns]
    return assemble(draft) if draft.rebuild(sequences) else None


def as_answered(answer: Answer) -> Plan:
    """The plan with the very starts of the answer."""
    model, rows = answer.day.model, answer.rows()
    rounds = tuple(_round(answer, model.turns[turn], row) for turn, row in sorted(rows.items()) if row)
    served = {model.nodes[node].visit for row in rows.values() for node, _, _ in row}
    unserved = (visit.id for rank, visit in enumerate(model.problem.visits) if rank not in served)
    return Plan(rounds, tuple(unserved))


def _round(answer: Answer, turn: Turn, row: Row) -> Round:
    model = answer.day.model
    carer, ways = model.problem.carers[turn.carer], model.ways[turn.mode]
    place, clock = turn.begin_place, _leaves(answer, turn, row)
    worked_at, leave_at, stops = place, clock, list[Stop]()
    for rank, (node, there, start) in enumerate(row):
        if rank and answer.day.are_one_stop(row[rank - 1][0], node):
            meal = model.problem.visits[model.nodes[node].visit].id
            stops[-1] = replace(stops[-1], meals=(*stops[-1].meals, meal))
            continue
        arrival = clock + ways.seconds[place][there]
        done = start + model.nodes[node].service
        if model.nodes[node].kind != BREAK:
            done += model.nodes[node].beyond_for(turn.grade, moved=there != worked_at)
            worked_at = there
        place, clock = there, max(arrival, start) + done - start
        stops.append(_stop(answer, turn, node, there, (min(arrival, start), start, done)))
    return Round(carer.id, turn.shift, leave_at, clock + ways.seconds[place][turn.end_place], tuple(stops))


def _leaves(answer: Answer, turn: Turn, row: Row) -> int:
    """As late as the first stop allows, unless the shift's start or the answer says when."""
    day = answer.day
    if day.model.problem.leave_at_shift_start:
        return turn.begin_at
    node, there, start = row[0]
    way = day.model.ways[turn.mode].seconds[turn.begin_place][there]
    setup = day.node(node).setup if there != turn.begin_place else 0
    return max(turn.begin_at, start - way - setup)


def _stop(answer: Answer, turn: Turn, rank: int, there: int, times: tuple[int, int, int]) -> Stop:
    problem, node = answer.day.model.problem, answer.day.node(rank)
    place = problem.places[there].id
    if node.visit < 0:
        pause = problem.carers[turn.carer].breaks[node.part].id
        return Stop(StopKind.BREAK, pause, place, *times)
    visit = problem.visits[node.visit].id
    if node.kind == PICKUP:
        kitchen = problem.kitchens[node.kitchen].id
        return Stop(StopKind.PICKUP, kitchen, place, *times, meals=(visit,))
    return Stop(StopKind.VISIT, visit, place, *times, part=node.part)
