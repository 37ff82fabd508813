"""A plan as a complete hint: CP-SAT goes on from it instead of looking for a first solution."""

from ortools.sat.python import cp_model

from routing.plan import Plan, Round, Stop, StopKind
from routing.solver.master.day import DEPOT, Day, Flag, Pause
from routing.solver.master.searching import single_solver

# More than enough to follow decisions that are all given; beyond it the hint is given up.
MOST_EFFORT = 2.0


def hint(day: Day, plan: Plan) -> int | None:
    """Give the plan's value to every variable; the model's cost of it, None if the plan breaks a rule of it.

    Order, starts and breaks decide everything else, so CP-SAT itself fills in the rest.
    """
    numbers: dict[int, int] = {}
    for round_ in plan.rounds:
        turn = turn_of(day, round_)
        if turn >= 0:
            _of_round(day, turn, round_, numbers)
    for flag in _decisions(day):
        numbers.setdefault(flag.index, 0)
    for index, value in numbers.items():
        day.sat.add_hint(day.sat.get_int_var_from_proto_index(index), value)
    solver = single_solver(MOST_EFFORT)
    solver.parameters.fix_variables_to_their_hinted_value = True
    status = solver.solve(day.sat)
    day.sat.clear_hints()  # type: ignore[no-untyped-call]  # so in the library
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    for index, value in enumerate(solver.response_proto.solution):
        day.sat.add_hint(day.sat.get_int_var_from_proto_index(index), value)
    return round(solver.objective_value)


def turn_of(day: Day, round_: Round) -> int:
    """Rank of the turn of a round, or -1."""
    carers = [carer.id for carer in day.model.problem.carers]
    found = (t.rank for t in day.model.turns if (carers[t.carer], t.shift) == (round_.carer, round_.shift))
    return next(found, -1)


def _decisions(day: Day) -> list[Flag]:
    flags = [*day.arcs.values(), *day.used.values()]
    for pause in day.pauses.values():
        flags += [pause.taken, *pause.after.values(), *pause.before.values()]
    return flags


def _of_round(day: Day, turn: int, round_: Round, numbers: dict[int, int]) -> None:
    live = [stop for stop in round_.stops if not stop.frozen]
    nodes = [(stop, _nodes(day, stop)) for stop in live]
    row = [node for _, group in nodes for node in group]
    if row:
        numbers[day.used[turn].index] = 1
    for node, other in zip((DEPOT, *row), (*row, DEPOT), strict=True):
        if (turn, node, other) in day.arcs:
            numbers[day.arcs[turn, node, other].index] = 1
    for stop, group in nodes:
        for node in group:
            numbers[day.start[node].index] = stop.start_at
    _of_breaks(day, turn, round_, numbers)


def _nodes(day: Day, stop: Stop) -> list[int]:
    rank = day.model.problem.visit_rank
    if stop.kind == StopKind.VISIT:
        return [day.model.tasks_of[rank[stop.about]][stop.part]]
    return sorted(day.model.pickup_of[rank[meal]] for meal in stop.meals)


def _of_breaks(day: Day, turn: int, round_: Round, numbers: dict[int, int]) -> None:
    carer = day.model.problem.carers[day.model.turns[turn].carer]
    ranks = {carer.breaks[day.node(rank).part].id: rank for rank in day.model.breaks_of[turn]}
    stops = [stop for stop in round_.stops if not stop.frozen]
    for place, stop in enumerate(stops):
        if stop.kind != StopKind.BREAK or stop.about not in ranks:
            continue
        pause = day.pauses[ranks[stop.about]]
        here = _spot(day, turn, stops, place, pause)
        numbers[pause.start.index] = stop.start_at
        numbers[pause.taken.index] = 1
        numbers[here.index] = 1


def _spot(day: Day, turn: int, stops: list[Stop], place: int, pause: Pause) -> Flag:
    """Whether the break lies after the stop before it or, if it may and is there already, before the next."""
    before = [node for stop in stops[:place] if stop.kind != StopKind.BREAK for node in _nodes(day, stop)]
    after = [node for stop in stops[place:] if stop.kind != StopKind.BREAK for node in _nodes(day, stop)]
    last, following = before[-1] if before else DEPOT, after[0] if after else DEPOT
    end = day.model.turns[turn].end_place
    there = day.node(following).place if following != DEPOT else end
    arrived = day.model.problem.place_rank[stops[place].place] == there
    return pause.before[following] if arrived or last not in pause.after else pause.after[last]
