"""What turns cost while the solver works; the judge alone decides what a finished plan costs."""

from dataclasses import dataclass

from routing.problem import Problem, Visit
from routing.solver.model import BREAK, TASK, Model, Node, Turn
from routing.solver.timing import Timed


@dataclass(slots=True)
class Price:
    """Cost of one turn, and what the terms over the whole day need to know of it."""

    cost: int
    largest_lateness: int
    idle: int
    work: int


def static_costs(model: Model) -> list[list[int]]:
    """[task][carer]: cost of continuity, wishes, a promised carer and the service, whatever the time."""
    problem = model.problem
    tasks = [node for node in model.nodes if node.kind == TASK]
    everybody = range(len(problem.carers))
    nothing = [0] * len(problem.carers)
    paid = any(turn.service_cost for turn in model.turns)
    return [
        [_static(problem, node, carer) + (_service(model, node, carer) if paid else 0) for carer in everybody]
        if paid or _is_particular(problem.visits[node.visit])
        else nothing
        for node in tasks
    ]


def _service(model: Model, node: Node, carer_rank: int) -> int:
    """What the service costs, without any setup in it."""
    turns = model.turns_of_carer[carer_rank]
    if not turns:
        return 0
    turn = model.turns[turns[0]]
    seconds = node.service + node.beyond_for(turn.grade, moved=False)
    return model.problem.objective.travel * turn.service_cost * seconds


def _is_particular(visit: Visit) -> bool:
    """Whether it can matter to a visit who comes."""
    promised = visit.promise is not None and visit.promise.carers is not None
    return bool(visit.preferred_carers or visit.sex or visit.language or promised)


def _static(problem: Problem, node: Node, carer_rank: int) -> int:
    visit, carer, weight = problem.visits[node.visit], problem.carers[carer_rank], problem.objective
    cost = 0
    if visit.preferred_carers and carer.id not in visit.preferred_carers:
        cost += weight.continuity
    if visit.sex is not None and carer.sex not in visit.sex.values:
        cost += weight.wishes
    if visit.language is not None and not set(visit.language.values) & set(carer.languages):
        cost += weight.wishes
    promise = visit.promise
    if promise is not None and promise.carers is not None and carer.id not in promise.carers:
        cost += weight.broken_promises // len(visit.parts)
    return cost


def lateness(visit: Visit, start: int, service: int, *, at_least: bool = False) -> int:
    """Seconds late against the last soft window that has opened; `at_least`: also if it begins later."""
    if not visit.due:
        return 0
    window = visit.due[-1] if at_least else visit.due[0]
    for each in visit.due[1:]:
        if each.from_ <= start:
            window = each
    return max(0, (start + service if visit.due_at_end else start) - window.until)


def price_turn(
    model: Model,
    static: list[list[int]],
    turn: Turn,
    sequence: list[int],
    timed: Timed,
    *,
    at_least: bool = False,
) -> Price:
    """Price of one turn with its times; `at_least`: what it costs however much later its stops begin.

    The latter holds where ways take the same at any hour.
    """
    problem, weight = model.problem, model.problem.objective
    if not sequence and not turn.begun:
        return Price(_missed(model, turn, sequence), 0, turn.shift_until - turn.shift_from, 0)
    carer = problem.carers[turn.carer]
    cost = timed.travel_cost * weight.travel + carer.use_cost * weight.travel
    cost += max(0, timed.home_at - turn.shift_until) * weight.overtime * carer.overtime_cost
    largest, service = 0, 0
    for node_rank, start, end in zip(sequence, timed.starts, timed.ends, strict=True):
        node = model.nodes[node_rank]
        if node.kind != TASK:
            continue
        visit = problem.visits[node.visit]
        late = lateness(visit, start, node.service, at_least=at_least) if visit.due else 0
        largest = max(largest, late)
        service += end - start
        cost += late * weight.lateness + static[node_rank][turn.carer]
        cost += _time_promise(problem, turn, node, start, at_least=at_least)
    waits = _waits(model, turn, timed)
    opens_with_break = len(waits) > 1 and model.nodes[sequence[0]].kind == BREAK
    counted = sum(waits) - (waits[1] if opens_with_break else 0)
    if at_least and sequence and _may_leave_later(model, sequence, timed):
        counted = 0
    cost += counted * weight.waiting + _missed(model, turn, sequence)
    idle = sum(waits) + _idle_outside(model, turn, timed)
    return Price(cost, largest, idle, service + timed.seconds)


def has_day_terms(problem: Problem) -> bool:
    """Whether any term looks at the whole day, so that a turn cannot be priced alone."""
    weight = problem.objective
    return bool(weight.largest_lateness or weight.largest_idle or weight.fairness)


def price_day(model: Model, prices: list[Price]) -> int:
    """Cost of the terms that look at the whole day, by the prices of all turns."""
    weight = model.problem.objective
    cost = weight.largest_lateness * max((each.largest_lateness for each in prices), default=0)
    cost += weight.largest_idle * max((each.idle for each in prices), default=0)
    return cost + weight.fairness * _unfairness(model, prices) if weight.fairness else cost


def _unfairness(model: Model, prices: list[Price]) -> int:
    work = list(model.work_begun)
    for turn, price in zip(model.turns, prices, strict=True):
        work[turn.carer] += price.work
    total, count = sum(work), len(work)
    return sum(-(-abs(each * count - total) // count) for each in work)


def _time_promise(problem: Problem, turn: Turn, node: Node, start: int, *, at_least: bool) -> int:
    """Cost of a promised time that is not kept; a promise broken by its carer costs no second time.

    `at_least`: of one that is too early it is not known yet.
    """
    promise = problem.visits[node.visit].promise
    if promise is None or promise.start_at is None or node.part:
        return 0
    if promise.carers is not None and problem.carers[turn.carer].id not in promise.carers:
        return 0
    late = start - promise.start_at
    kept = (late if at_least else abs(late)) <= promise.tolerance_seconds
    return 0 if kept else problem.objective.broken_promises


def _may_leave_later(model: Model, sequence: list[int], timed: Timed) -> bool:
    """Whether later starts may mean fewer waits: all that counts is between leaving and the last stop."""
    if model.nodes[sequence[0]].kind == BREAK:
        return True  # waiting for what comes next does not count
    bound = model.floors[sequence[0]] or model.nodes[sequence[0]].promised > timed.starts[0]
    return bool(bound) and not model.problem.leave_at_shift_start


def _missed(model: Model, turn: Turn, sequence: list[int]) -> int:
    missed = sum(
        not model.nodes[each].required and each not in sequence for each in model.breaks_of[turn.rank]
    )
    return missed * model.problem.objective.missed_breaks


def leave_at(model: Model, turn: Turn, timed: Timed) -> int:
    """Leaving as late as the first stop allows, unless rounds leave when the shift starts."""
    if model.problem.leave_at_shift_start or not timed.starts:
        return turn.begin_at
    way = timed.ready[0] - turn.begin_at
    return max(turn.begin_at, timed.starts[0] - way) if not model.ways[turn.mode].paces else turn.begin_at


def _waits(model: Model, turn: Turn, timed: Timed) -> list[int]:
    waits = [start - ready for start, ready in zip(timed.starts, timed.ready, strict=True)]
    if waits and leave_at(model, turn, timed) > turn.begin_at:
        waits[0] = 0
    return waits


def _idle_outside(model: Model, turn: Turn, timed: Timed) -> int:
    return leave_at(model, turn, timed) - turn.shift_from + max(0, turn.shift_until - timed.home_at)
