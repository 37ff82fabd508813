"""The plan of a CP-SAT answer."""

from collections.abc import Sequence

from routing.plan import Plan, Round, Stop, StopKind
from routing.solver.assemble import assemble
from routing.solver.draft import Draft
from routing.solver.master.day import DEPOT, Day, Flag
from routing.solver.model import PICKUP, Turn

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
        """What stands in every turn of the scope, breaks included, in order."""
        return {turn: self._row(turn) for turn in self.day.scope.turns}

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
        return sorted(found, key=lambda each: each[2])


def timed_anew(answer: Answer, draft: Draft) -> Plan | None:
    """The plan of these rounds at the least times that they can have, or None if they cannot be followed."""
    rows = list(draft.sequences)
    for turn, row in answer.rows().items():
        rows[turn] = [node for node, _, _ in row]
    other = Draft(draft.model)
    return assemble(other) if other.rebuild(rows) else None


def as_answered(answer: Answer, around: Plan | None = None) -> Plan:
    """The plan with the very starts of the answer, all other rounds as they are `around` it."""
    model = answer.day.model
    carers = [carer.id for carer in model.problem.carers]
    rows = {turn: row for turn, row in answer.rows().items() if row}
    rounds = {_shift(model.turns[turn]): _round(answer, model.turns[turn], row) for turn, row in rows.items()}
    decided = {_shift(model.turns[turn]) for turn in answer.day.scope.turns}
    for each in around.rounds if around is not None else ():
        shift = (carers.index(each.carer), each.shift)
        if shift not in decided:
            rounds[shift] = each
    served = {stop.about for each in rounds.values() for stop in each.stops if stop.kind == StopKind.VISIT}
    unserved = tuple(visit.id for visit in model.problem.visits if visit.id not in served)
    return Plan(tuple(rounds[key] for key in sorted(rounds)), unserved)


def _shift(turn: Turn) -> tuple[int, int]:
    return turn.carer, turn.shift


def _round(answer: Answer, turn: Turn, row: Row) -> Round:
    model = answer.day.model
    carer, ways = model.problem.carers[turn.carer], model.ways[turn.mode]
    place, clock = turn.begin_place, _leaves(answer, turn, row)
    leave_at, stops = clock, list[Stop]()
    for rank, (node, there, start) in enumerate(row):
        if rank and answer.day.are_one_stop(row[rank - 1][0], node):
            stops[-1] = _with_meal(stops[-1], model.problem.visits[model.nodes[node].visit].id)
            continue
        arrival = clock + ways.seconds[place][there]
        place, clock = there, start + model.nodes[node].service
        stops.append(_stop(answer, turn, node, there, (arrival, start, clock)))
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


def _with_meal(stop: Stop, visit: str) -> Stop:
    return Stop(
        stop.kind,
        stop.about,
        stop.place,
        stop.arrive_at,
        stop.start_at,
        stop.end_at,
        meals=(*stop.meals, visit),
    )
