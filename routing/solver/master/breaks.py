"""Breaks: each right after a stop where that lies, or right before one, at its place."""

from itertools import combinations

from ortools.sat.python import cp_model

from routing.solver.master.day import DEPOT, Day, Expression, Flag, Literal, Pause, spans_of
from routing.solver.model import TASK


def add_breaks(day: Day) -> None:
    """Every break of every turn, taken or not; before the rounds, whose times go by it."""
    for turn in day.turns:
        rows = day.model.breaks_of[turn]
        if not rows:
            continue
        for node in (DEPOT, *day.nodes_of(turn)):
            latest = day.model.turns[turn].latest_home
            day.leave[node, turn] = day.number(0, latest)
            day.arrive[node, turn] = day.number(0, latest)
        for rank in rows:
            day.pauses[rank] = _pause(day, turn, rank)
            _require(day, turn, rank)


def _pause(day: Day, turn: int, rank: int) -> Pause:
    record = day.node(rank)
    start = day.sat.new_int_var_from_domain(cp_model.Domain.from_intervals(spans_of(day.model, rank)), "")
    pause = Pause(start, day.flag())
    stops = [DEPOT, *day.nodes_of(turn)]
    if not (record.at_next or record.on_the_way):
        pause.after = {node: day.flag() for node in stops}
    if record.at_next:
        stops = [node for node in stops if node != DEPOT and day.node(node).kind == TASK]
    pause.before = {node: day.flag() for node in stops}
    day.sat.add(sum([*pause.after.values(), *pause.before.values()]) == pause.taken)
    for node, here in [*pause.after.items(), *pause.before.items()]:
        day.sat.add_implication(here, day.used[turn] if node == DEPOT else day.stands[node, turn])
    return pause


def _require(day: Day, turn: int, rank: int) -> None:
    """A required break is taken in a round that has visits."""
    if day.node(rank).required:
        day.sat.add_implication(day.used[turn], day.pauses[rank].taken)


def add_break_times(day: Day) -> None:
    """Between which instants breaks lie; after the rounds are known."""
    for turn in day.turns:
        rows = day.model.breaks_of[turn]
        if not rows:
            continue
        _time_stops(day, turn)
        for rank in rows:
            _time_pause(day, turn, rank)
        parted = any(day.node(rank).on_the_way for rank in rows)
        if parted:
            _after_all_breaks(day, turn, rows)
        earlier: dict[tuple[int, int], Literal] = {}
        for one, other in combinations(rows, 2):
            earlier[one, other] = _one_by_one(day, one, other)
            earlier[other, one] = ~earlier[one, other]
        if parted:
            _after_breaks_on_the_way(day, turn, rows, earlier)


def _time_stops(day: Day, turn: int) -> None:
    begin, end = day.leave[DEPOT, turn], day.arrive[DEPOT, turn]
    day.sat.add(begin >= day.set_out[turn])
    day.sat.add(day.home[turn] >= end).only_enforce_if(day.used[turn])
    for node in day.nodes_of(turn):
        day.sat.add(day.leave[node, turn] >= day.over(node)).only_enforce_if(day.stands[node, turn])
    for (owner, node, other), taken in day.arcs.items():
        if owner != turn:
            continue
        arrival = day.leave[node, turn] + day.way(turn, node, other)[0]
        if day.are_one_stop(node, other):
            _keep_whole(day, turn, node, other)
            continue
        day.sat.add(day.arrive[other, turn] >= arrival).only_enforce_if(taken)
        setup = day.setup(turn, node, other)
        if setup:
            day.sat.add(day.start[other] >= arrival + setup).only_enforce_if(taken)
            _set_up_after_breaks(day, turn, other, setup, taken)


def _set_up_after_breaks(day: Day, turn: int, node: int, setup: int, taken: Flag) -> None:
    """A break at the door comes before the setup and does not spare it."""
    for rank in day.model.breaks_of[turn]:
        here = day.pauses[rank].before.get(node)
        if here is not None:
            ready = day.pauses[rank].start + day.node(rank).service + setup
            day.sat.add(day.start[node] >= ready).only_enforce_if([taken, here])


def _keep_whole(day: Day, turn: int, node: int, other: int) -> None:
    """Meals loaded in one stop are loaded without a break between them."""
    taken = day.arcs[turn, node, other]
    for rank in day.model.breaks_of[turn]:
        for here in (day.pauses[rank].after.get(node), day.pauses[rank].before.get(other)):
            if here is not None:
                day.sat.add_implication(here, ~taken)


def _time_pause(day: Day, turn: int, rank: int) -> None:
    pause, seconds = day.pauses[rank], day.node(rank).service
    for node, here in pause.after.items():
        over = day.set_out[turn] if node == DEPOT else day.over(node)
        day.sat.add(pause.start >= over).only_enforce_if(here)
        day.sat.add(day.leave[node, turn] >= pause.start + seconds).only_enforce_if(here)
    for node, here in pause.before.items():
        then = day.home[turn] if node == DEPOT else day.start[node]
        day.sat.add(then >= pause.start + seconds).only_enforce_if(here)
        if not day.node(rank).on_the_way:
            day.sat.add(pause.start >= day.arrive[node, turn]).only_enforce_if(here)
    if day.node(rank).on_the_way:
        for (owner, node, other), taken in day.arcs.items():
            if owner == turn and other in pause.before:
                free = day.leave[node, turn]
                day.sat.add(pause.start >= free).only_enforce_if([taken, pause.before[other]])


def _after_all_breaks(day: Day, turn: int, rows: tuple[int, ...]) -> None:
    """Breaks in the middle of a way do not shorten it: each delays the arrival by all of its seconds."""
    for (owner, node, other), taken in day.arcs.items():
        if owner != turn or day.are_one_stop(node, other):
            continue
        then = day.home[turn] if other == DEPOT else day.start[other]
        spent = sum(
            day.node(rank).service * day.pauses[rank].before[other]
            for rank in rows
            if other in day.pauses[rank].before
        )
        ready = day.arrive[other, turn] + spent + day.setup(turn, node, other)
        day.sat.add(then >= ready).only_enforce_if(taken)


def _after_breaks_on_the_way(
    day: Day, turn: int, rows: tuple[int, ...], earlier: dict[tuple[int, int], Literal]
) -> None:
    """Who has rested on the way is as much later at the door, and so is a break there."""
    for rank in rows:
        at_the_door = {} if day.node(rank).on_the_way else day.pauses[rank].before
        for node, here in at_the_door.items():
            rested: Expression = 0
            for other in rows:
                if day.node(other).on_the_way and node in day.pauses[other].before:
                    before = day.flag()
                    day.sat.add_bool_or([before, ~day.pauses[other].before[node], ~earlier[other, rank]])
                    rested += day.node(other).service * before
            ready = day.arrive[node, turn] + rested
            day.sat.add(day.pauses[rank].start >= ready).only_enforce_if(here)


def _one_by_one(day: Day, one: int, other: int) -> Flag:
    """Two breaks of a turn do not overlap, and one that lies right before a visit is the last there.

    Whether the one is the earlier of the two.
    """
    first, second = day.pauses[one], day.pauses[other]
    earlier = day.flag()
    both = [first.taken, second.taken]
    over, after = first.start + day.node(one).service, second.start + day.node(other).service
    day.sat.add(over <= second.start).only_enforce_if([*both, earlier])
    day.sat.add(after <= first.start).only_enforce_if([*both, ~earlier])
    for node in set(first.before) & set(second.before):
        same = [first.before[node], second.before[node]]
        if day.node(one).at_next:
            day.sat.add_bool_or([~same[0], ~same[1], ~earlier])
        if day.node(other).at_next:
            day.sat.add_bool_or([~same[0], ~same[1], earlier])
    return earlier
