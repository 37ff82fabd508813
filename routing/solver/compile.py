"""From Problem to Model."""

from routing.problem import Problem, Visit
from routing.solver.able import Able
from routing.solver.floors import dependants_of, floors_of
from routing.solver.model import BREAK, PICKUP, TASK, Model, Node, Turn, open_shift
from routing.solver.modelling.durations import Durations
from routing.solver.modelling.numbering import break_belongs, has_begun
from routing.solver.ways import Ways


def compile_model(problem: Problem) -> Model:
    """Number everything and turn every rule between visits into links of starts."""
    durations = Durations(problem)
    turns = _turns(problem, durations.grades)
    nodes, tasks_of = _tasks(problem, durations)
    carrier = _carriers(problem, turns)
    pickup_of = _add_pickups(problem, durations, nodes, carrier)
    breaks_of = tuple(_add_breaks(problem, turns, rank, nodes) for rank in range(len(turns)))
    floors = floors_of(problem, tasks_of, len(nodes))
    start, carer = _frozen(problem, tasks_of, len(nodes))
    return Model(
        problem=problem,
        turns=turns,
        nodes=tuple(nodes),
        ways=tuple(Ways.of(matrix) for matrix in problem.travel),
        tasks_of=tasks_of,
        pickup_of=pickup_of,
        breaks_of=breaks_of,
        turns_for=_all_turns_for(problem, turns, nodes, carrier),
        floors=tuple(tuple(each) for each in floors),
        dependants=dependants_of(floors),
        fixed_start=start,
        fixed_carer=carer,
    )


def _turns(problem: Problem, grades: tuple[str, ...]) -> tuple[Turn, ...]:
    shifts = [
        (carer_rank, shift_rank)
        for carer_rank, carer in enumerate(problem.carers)
        for shift_rank, shift in enumerate(carer.shifts)
        if open_shift(carer, shift, problem.horizon_seconds)
    ]
    return tuple(_turn(problem, grades, rank, *each) for rank, each in enumerate(shifts))


def _turn(
    problem: Problem, grades: tuple[str, ...], turn_rank: int, carer_rank: int, shift_rank: int
) -> Turn:
    carer = problem.carers[carer_rank]
    shift = carer.shifts[shift_rank]
    mode = {matrix.mode: rank for rank, matrix in enumerate(problem.travel)}
    place, begin_at = shift.start_place, shift.from_
    if carer.frozen is not None and carer.frozen.free_at > shift.from_:
        place, begin_at = carer.frozen.place, carer.frozen.free_at
    rank = problem.place_rank
    return Turn(
        rank=turn_rank,
        carer=carer_rank,
        shift=shift_rank,
        mode=mode[carer.mode],
        begin_place=rank[place],
        begin_at=begin_at,
        end_place=rank[shift.end_place],
        shift_from=shift.from_,
        shift_until=shift.until,
        latest_home=shift.latest_home(problem.horizon_seconds),
        begun=has_begun(carer, shift_rank),
        grade=grades.index(carer.grade),
        service_cost=carer.service_cost,
    )


def _tasks(problem: Problem, durations: Durations) -> tuple[list[Node], tuple[tuple[int, ...], ...]]:
    nodes: list[Node] = []
    tasks_of = []
    for rank, visit in enumerate(problem.visits):
        first = len(nodes)
        nodes += [_task(problem, durations, rank, visit, part) for part in range(len(visit.parts))]
        tasks_of.append(tuple(range(first, len(nodes))))
    return nodes, tuple(tasks_of)


def _task(problem: Problem, durations: Durations, rank: int, visit: Visit, part: int) -> Node:
    lasts = durations.of_part(visit, part)
    spans = tuple((window.from_, window.until) for window in visit.windows)
    lowest = spans[0][0] if spans else 0
    highest = spans[-1][1] if spans else problem.horizon_seconds
    meal = visit.meal
    if meal is not None and meal.limit_seconds is not None:
        highest = min(highest, meal.ready_at + meal.limit_seconds - lasts.service)
    if visit.pin is not None and visit.pin.start_at is not None and part == 0:
        lowest, highest = max(lowest, visit.pin.start_at), min(highest, visit.pin.start_at)
    return Node(
        kind=TASK,
        place=problem.place_rank[visit.place],
        service=lasts.service,
        lowest=lowest,
        highest=highest,
        spans=spans if len(spans) > 1 else (),
        setup=lasts.setup,
        beyond=lasts.beyond,
        visit=rank,
        part=part,
        boxes=meal.boxes if meal else 0,
        promised=_earliest_promised(visit) if part == 0 else 0,
    )


def _earliest_promised(visit: Visit) -> int:
    promise = visit.promise
    if promise is None or promise.start_at is None:
        return 0
    return max(0, promise.start_at - promise.tolerance_seconds)


def _carriers(problem: Problem, turns: tuple[Turn, ...]) -> dict[str, int]:
    """Who has the meal of a visit in the box and a begun turn to bring it; others load it anew."""
    found = {}
    for turn in turns:
        frozen = problem.carers[turn.carer].frozen
        if frozen is not None and turn.begin_at > turn.shift_from:
            found.update(dict.fromkeys(frozen.carried, turn.carer))
    return found


def _add_pickups(
    problem: Problem, durations: Durations, nodes: list[Node], carrier: dict[str, int]
) -> tuple[int, ...]:
    kitchens = {kitchen.id: rank for rank, kitchen in enumerate(problem.kitchens)}
    pickup_of = []
    for rank, visit in enumerate(problem.visits):
        if visit.meal is None or visit.id in carrier:
            pickup_of.append(-1)
            continue
        pickup_of.append(len(nodes))
        kitchen = problem.kitchens[kitchens[visit.meal.kitchen]]
        spans = tuple((window.from_, window.until) for window in kitchen.windows)
        lowest = max(visit.meal.ready_at, spans[0][0] if spans else 0)
        highest = spans[-1][1] if spans else problem.horizon_seconds
        lasts = durations.of_kitchen(kitchen)
        node = Node(
            PICKUP,
            place=problem.place_rank[kitchen.place],
            service=lasts.service,
            lowest=lowest,
            highest=highest,
            spans=spans if len(spans) > 1 else (),
            setup=lasts.setup,
            beyond=lasts.beyond,
            visit=rank,
            kitchen=kitchens[kitchen.id],
            boxes=visit.meal.boxes,
        )
        nodes.append(node)
    return tuple(pickup_of)


def _add_breaks(problem: Problem, turns: tuple[Turn, ...], rank: int, nodes: list[Node]) -> tuple[int, ...]:
    turn = turns[rank]
    carer = problem.carers[turn.carer]
    found = []
    for pause in sorted(carer.breaks, key=lambda each: each.opens):
        if not break_belongs(carer, carer.shifts[turn.shift], pause):
            continue
        found.append(len(nodes))
        spans = tuple((window.from_, window.until) for window in pause.windows)
        node = Node(
            BREAK,
            place=-1,
            service=pause.seconds,
            lowest=pause.opens,
            highest=pause.closes,
            spans=spans if len(spans) > 1 else (),
            turn=rank,
            part=carer.breaks.index(pause),
            at_next=pause.at_next_visit,
            on_the_way=pause.on_the_way,
            required=pause.required,
            most=pause.maximum_load,
        )
        nodes.append(node)
    return tuple(found)


def _all_turns_for(
    problem: Problem, turns: tuple[Turn, ...], nodes: list[Node], carrier: dict[str, int]
) -> tuple[frozenset[int], ...]:
    able = Able(problem)
    return tuple(_turns_for(problem, turns, node, able, carrier) for node in nodes)


def _turns_for(
    problem: Problem, turns: tuple[Turn, ...], node: Node, able: Able, carrier: dict[str, int]
) -> frozenset[int]:
    if node.kind == BREAK:
        return frozenset([node.turn])
    visit = problem.visits[node.visit]
    may = able.carers(visit, node.part)
    carried_by = carrier.get(visit.id)
    return frozenset(
        turn.rank
        for turn in turns
        if may[turn.carer]
        and (carried_by is None or (turn.carer == carried_by and turn.begin_at > turn.shift_from))
        and turn.begin_at <= node.highest
        and node.lowest <= turn.latest_home
    )


def _frozen(
    problem: Problem, tasks_of: tuple[tuple[int, ...], ...], size: int
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    start, doer = [-1] * size, [-1] * size
    for rank, carer in enumerate(problem.carers):
        for stop in carer.frozen.stops if carer.frozen else ():
            task = tasks_of[problem.visit_rank[stop.visit]][stop.part]
            start[task], doer[task] = stop.start_at, rank
    return tuple(start), tuple(doer)
