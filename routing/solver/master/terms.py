"""The objective, term by term as the judge counts it."""

from routing.problem import Visit
from routing.solver.master.day import Day, Expression, Flag, Literal
from routing.solver.master.rounds import counts_waits
from routing.solver.master.visits import by_carer
from routing.solver.model import Turn


def add_objective(day: Day) -> None:
    """Minimize the weighted sum of all terms."""
    weights = day.model.problem.objective
    late = _lateness(day) if weights.lateness or weights.largest_lateness else []
    cost = weights.unserved * _unserved(day) + weights.broken_promises * _broken(day)
    cost += weights.lateness * sum(late) + weights.travel * _travel(day) + _of_carers(day)
    cost += weights.missed_breaks * _missed_breaks(day) + weights.overtime * _overtime(day)
    if weights.largest_lateness:
        cost += weights.largest_lateness * _largest(day, late)
    if weights.fairness:
        cost += weights.fairness * _unfairness(day)
    if counts_waits(day):
        waits = {turn: _waits(day, turn) for turn in day.turns}
        cost += weights.waiting * sum(waits.values())
        if weights.largest_idle:
            idle = [_idle(day, day.model.turns[turn], waits[turn]) for turn in day.turns]
            cost += weights.largest_idle * _largest(day, idle)
    day.sat.minimize(cost)


def add_limits(day: Day) -> None:
    """Most work, travel in seconds and meters, and visits of a carer's day."""
    for carer in {day.model.turns[turn].carer for turn in day.turns}:
        record = day.model.problem.carers[carer]
        travel, service = travel_seconds(day, carer), service_seconds(day, carer)
        if record.maximum_work_seconds is not None:
            day.sat.add(travel + service <= record.maximum_work_seconds)
        if record.maximum_travel_seconds is not None:
            day.sat.add(travel <= record.maximum_travel_seconds)
        if record.maximum_travel_meters is not None:
            day.sat.add(travel_meters(day, carer) <= record.maximum_travel_meters)
        if record.maximum_visits is not None:
            day.sat.add(sum(_done(day, task, carer) for task in day.tasks) <= record.maximum_visits)


def _done(day: Day, task: int, carer: int) -> Expression:
    return sum(by_carer(day, task).get(carer, []))


def service_seconds(day: Day, carer: int) -> Expression:
    """Seconds of service of one carer."""
    own = set(day.model.turns_of_carer[carer])
    beyond = (
        day.beyond(turn, before, node) * taken
        for (turn, before, node), taken in day.arcs.items()
        if turn in own and node in day.tasks
    )
    return sum(day.node(task).service * _done(day, task, carer) for task in day.tasks) + sum(beyond)


def travel_seconds(day: Day, carer: int) -> Expression:
    """Seconds of all ways of one carer."""
    return sum(
        day.way(turn, node, other)[0] * taken
        for (turn, node, other), taken in day.arcs.items()
        if day.model.turns[turn].carer == carer
    )


def travel_meters(day: Day, carer: int) -> Expression:
    """Meters of all ways of one carer."""
    own = ((arc, taken) for arc, taken in day.arcs.items() if day.model.turns[arc[0]].carer == carer)
    return sum(day.meters(*arc) * taken for arc, taken in own)


def _unserved(day: Day) -> Expression:
    visits = day.model.problem.visits
    return sum(visits[visit].cost_of_dropping * (1 - served) for visit, served in day.served.items())


def _broken(day: Day) -> Expression:
    return sum(1 - kept for kept in day.kept.values())


def _lateness(day: Day) -> list[Expression]:
    found: list[Expression] = []
    for task in day.tasks:
        node = day.node(task)
        visit = day.model.problem.visits[node.visit]
        if not visit.due:
            continue
        moment = day.start[task] + (node.service if visit.due_at_end else 0)
        late = day.number(0, max(0, node.highest + node.service))
        for rank, window in enumerate(visit.due):
            opened = _opened(day, task, visit, rank)
            day.sat.add(late >= moment - window.until).only_enforce_if(opened)
        found.append(late)
    return found


def _opened(day: Day, task: int, visit: Visit, rank: int) -> list[Literal]:
    """Literals that hold only if this soft window is the last that has opened by the start."""
    needed: list[Literal] = [day.served[day.node(task).visit]]
    if rank > 0:
        needed.append(_begins_by(day, task, visit.due[rank].from_))
    if rank + 1 < len(visit.due):
        needed.append(~_begins_by(day, task, visit.due[rank + 1].from_))
    return needed


def _begins_by(day: Day, task: int, opening: int) -> Flag:
    """Whether a task starts at this instant or later."""
    if (task, opening) not in day.begun:
        begun = day.flag()
        day.sat.add(day.start[task] >= opening).only_enforce_if(begun)
        day.sat.add(day.start[task] < opening).only_enforce_if(~begun)
        day.begun[task, opening] = begun
    return day.begun[task, opening]


def _travel(day: Day) -> Expression:
    """Cost of every way and of the stop it leads to, and of using a carer at all."""
    cost = sum((day.way(*arc)[1] + day.service_cost(*arc)) * taken for arc, taken in day.arcs.items())
    for carer in sorted({day.model.turns[turn].carer for turn in day.turns}):
        record = day.model.problem.carers[carer]
        if record.use_cost:
            used = day.flag()
            for turn in day.model.turns_of_carer[carer]:
                day.sat.add_implication(day.used[turn], used)
            cost += record.use_cost * used
    return cost


def _of_carers(day: Day) -> Expression:
    """What it costs who comes: strangers, and wishes not met."""
    problem = day.model.problem
    cost: Expression = 0
    for task in day.tasks:
        visit = problem.visits[day.node(task).visit]
        for carer, literals in by_carer(day, task).items():
            record, weights = problem.carers[carer], problem.objective
            unmet = visit.sex is not None and record.sex not in visit.sex.values
            unheard = visit.language is not None and not set(visit.language.values) & set(record.languages)
            stranger = bool(visit.preferred_carers) and record.id not in visit.preferred_carers
            price = weights.wishes * (int(unmet) + int(unheard)) + weights.continuity * int(stranger)
            cost += price * sum(literals)
    return cost


def _missed_breaks(day: Day) -> Expression:
    """Optional breaks not taken; one that reaches into two shifts is taken or missed once."""
    taken: dict[tuple[int, int], list[Flag]] = {}
    for rank, pause in day.pauses.items():
        node = day.node(rank)
        if not node.required:
            taken.setdefault((day.model.turns[node.turn].carer, node.part), []).append(pause.taken)
    for literals in taken.values():
        day.sat.add_at_most_one(literals)
    owners = {day.model.turns[turn].carer for turn in day.turns}
    carers = [day.model.problem.carers[carer] for carer in owners]
    optional = sum(not pause.required for carer in carers for pause in carer.breaks)
    return optional - sum(sum(literals) for literals in taken.values())


def _overtime(day: Day) -> Expression:
    cost: Expression = 0
    for turn in day.turns:
        record = day.model.turns[turn]
        factor = day.model.problem.carers[record.carer].overtime_cost
        if factor and record.latest_home > record.shift_until:
            over = day.number(0, record.latest_home - record.shift_until)
            day.sat.add(over >= day.home[turn] - record.shift_until).only_enforce_if(day.used[turn])
            cost += factor * over
    return cost


def _largest(day: Day, values: list[Expression]) -> Expression:
    largest = day.number(0, 2 * day.model.problem.horizon_seconds)
    for each in values:
        day.sat.add(largest >= each)
    return largest


def _waits(day: Day, turn: int) -> Expression:
    """Seconds between arrivals and starts: what is neither way, nor setup, nor service. No breaks here."""
    busy: Expression = sum(
        (day.way(turn, node, other)[0] + day.setup(turn, node, other) + day.beyond(turn, node, other)) * taken
        for (owner, node, other), taken in day.arcs.items()
        if owner == turn
    )
    busy += sum(day.node(node).service * day.stands[node, turn] for node in day.nodes_of(turn))
    return day.home[turn] - day.set_out[turn] - busy


def _idle(day: Day, turn: Turn, waits: Expression) -> Expression:
    """Seconds of a shift before leaving, waiting, and after coming home."""
    early = day.number(0, turn.shift_until)
    day.sat.add(early >= turn.shift_until - day.home[turn.rank])
    idle = day.number(0, 2 * day.model.problem.horizon_seconds)
    outside = day.set_out[turn.rank] - turn.shift_from + early
    day.sat.add(idle >= outside + waits).only_enforce_if(day.used[turn.rank])
    day.sat.add(idle >= turn.shift_until - turn.shift_from).only_enforce_if(~day.used[turn.rank])
    return idle


def _unfairness(day: Day) -> Expression:
    """Sum over all carers of ceil(|work - mean work|), in whole numbers."""
    carers = range(len(day.model.problem.carers))
    work = [travel_seconds(day, carer) + service_seconds(day, carer) for carer in carers]
    total, count = sum(work), len(work)
    cost: Expression = 0
    for each in work:
        apart = day.number(0, 10 * day.model.problem.horizon_seconds)
        day.sat.add(count * apart >= count * each - total)
        day.sat.add(count * apart >= total - count * each)
        cost += apart
    return cost
