"""Rounds as circuits: which stops, in which order, when."""

from ortools.sat.python import cp_model

from routing.solver.master.day import DEPOT, Arc, Day, Expression, Flag, Literal, spans_of
from routing.solver.model import PICKUP


def add_stops(day: Day) -> None:
    """When each task and pickup starts, and in which turn it stands."""
    for rank in day.nodes:
        day.start[rank] = _start(day, rank)
        node = day.node(rank)
        if node.beyond:
            latest = max(node.lowest, node.highest) + node.service
            day.ends[rank] = day.number(node.lowest, latest + max(max(pair) for pair in node.beyond))
        for turn in day.turns_of(rank):
            day.stands[rank, turn] = day.flag()
    for turn in day.turns:
        record = day.model.turns[turn]
        day.used[turn] = day.flag()
        day.home[turn] = day.number(record.begin_at, max(record.begin_at, record.latest_home))
        day.set_out[turn] = record.begin_at
        if counts_waits(day) and not day.model.problem.leave_at_shift_start:
            day.set_out[turn] = day.number(record.begin_at, max(record.begin_at, record.latest_home))


def counts_waits(day: Day) -> bool:
    """Whether time between stops costs by itself, so that leaving later can pay."""
    weights = day.model.problem.objective
    return bool(weights.waiting or weights.largest_idle)


def _start(day: Day, rank: int) -> cp_model.IntVar:
    # Without any time it stands nowhere, and its start means nothing.
    spans = spans_of(day.model, rank) or [[day.node(rank).lowest] * 2]
    return day.sat.new_int_var_from_domain(cp_model.Domain.from_intervals(spans), "")


def add_rounds(day: Day) -> None:
    """One circuit for each turn; starts follow one another along it."""
    for turn in day.turns:
        _add_circuit(day, turn)
        _add_times(day, turn)
        _keep_apart(day, turn)


def _add_circuit(day: Day, turn: int) -> None:
    nodes = day.nodes_of(turn)
    arcs: list[tuple[int, int, Literal]] = []
    for node in (DEPOT, *nodes):
        for other in (DEPOT, *nodes):
            if node != other and _may_follow(day, turn, node, other):
                day.arcs[turn, node, other] = day.flag()
                arcs.append((node + 1, other + 1, day.arcs[turn, node, other]))
    for node in nodes:
        arcs.append((node + 1, node + 1, ~day.stands[node, turn]))
    arcs.append((0, 0, ~day.used[turn]))
    day.sat.add_circuit(arcs)


def _may_follow(day: Day, turn: int, node: int, other: int) -> bool:
    """Whether `other` can be the very next stop after `node`; what is surely not, needs no variable."""
    if DEPOT in (node, other):
        return _may_begin_or_end(day, node, other)
    one, two = day.node(node), day.node(other)
    if one.visit == two.visit and not (one.kind == PICKUP and two.kind != PICKUP):
        return False
    if day.are_one_stop(node, other):
        return node < other
    return one.lowest + one.service + day.way(turn, node, other)[0] <= two.highest


def _may_begin_or_end(day: Day, node: int, other: int) -> bool:
    """Nobody goes home from a kitchen, nor begins with a meal that is not loaded."""
    if node == DEPOT:
        two = day.node(other)
        return two.kind == PICKUP or day.model.pickup_of[two.visit] < 0
    return day.node(node).kind != PICKUP


def _add_times(day: Day, turn: int) -> None:
    waits = counts_waits(day)
    for (owner, node, other), taken in day.arcs.items():
        if owner != turn:
            continue
        seconds = day.way(turn, node, other)[0]
        free = leaving(day, turn, node)
        _end(day, (turn, node, other), taken)
        if other == DEPOT:
            home = day.home[turn]
            rule = home == free + seconds if waits else home >= free + seconds
            day.sat.add(rule).only_enforce_if(taken)
        elif day.are_one_stop(node, other):
            day.sat.add(day.start[other] == day.start[node]).only_enforce_if(taken)
        else:
            ready = free + seconds + (0 if _has_pauses(day, turn) else day.setup(turn, node, other))
            day.sat.add(day.start[other] >= ready).only_enforce_if(taken)
    if waits:
        day.sat.add(day.home[turn] == day.set_out[turn]).only_enforce_if(~day.used[turn])


def _end(day: Day, arc: Arc, taken: Flag) -> None:
    """When a stop ends can depend on where the carer comes from, and on the grade."""
    turn, node, other = arc
    if other not in day.ends:
        return
    over: Expression = day.start[other] + day.node(other).service + day.beyond(turn, node, other)
    if day.are_one_stop(node, other):
        over = day.over(node)
    day.sat.add(day.ends[other] == over).only_enforce_if(taken)


def _has_pauses(day: Day, turn: int) -> bool:
    return bool(day.model.breaks_of[turn])


def leaving(day: Day, turn: int, node: int) -> Expression:
    """When the carer goes on from a node; where breaks can be taken there, after them."""
    if (node, turn) in day.leave:
        return day.leave[node, turn]
    if node == DEPOT:
        return day.set_out[turn]
    return day.over(node)


def _keep_apart(day: Day, turn: int) -> None:
    """Services of one round do not overlap: said once more, for the bound."""
    intervals = [
        day.sat.new_optional_fixed_size_interval_var(
            day.start[node], day.node(node).service, day.stands[node, turn], ""
        )
        for node in day.nodes_of(turn)
        if day.node(node).kind != PICKUP
    ]
    day.sat.add_no_overlap(intervals)
