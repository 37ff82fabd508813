"""Visits: served whole or not at all, each part by another carer, starts as their links say."""

from itertools import combinations

from routing.solver.master.day import Day, Flag
from routing.solver.model import TASK


def add_visits(day: Day) -> None:
    """Every part of a visit stands in one turn if it is served, and in none if not."""
    for visit in day.visits:
        own = _nodes_of(day, visit)
        day.served[visit] = day.flag()
        for node in own:
            turns = [day.stands[node, turn] for turn in day.turns_of(node)]
            day.sat.add(sum(turns) == day.served[visit])
        _carry_along(day, visit)
        _by_different_carers(day, visit)
    for node in day.nodes:
        _link(day, node)


def _nodes_of(day: Day, visit: int) -> list[int]:
    return [node for node in day.nodes if day.node(node).visit == visit]


def _carry_along(day: Day, visit: int) -> None:
    """A meal is loaded in the turn that hands it over, before that."""
    pickup, task = day.model.pickup_of[visit], day.model.tasks_of[visit][0]
    if pickup < 0:
        return
    for turn in day.turns_of(task):
        # Who can hand over in time need not be there when the kitchen is open.
        day.sat.add(day.stands[task, turn] == day.stands.get((pickup, turn), 0))
    loaded = day.start[pickup] + day.node(pickup).service
    day.sat.add(day.start[task] >= loaded).only_enforce_if(day.served[visit])


def by_carer(day: Day, task: int) -> dict[int, list[Flag]]:
    """Literals of a task being done in a turn, by carer."""
    found: dict[int, list[Flag]] = {}
    for turn in day.turns_of(task):
        found.setdefault(day.model.turns[turn].carer, []).append(day.stands[task, turn])
    return found


def _by_different_carers(day: Day, visit: int) -> None:
    tasks = [node for node in _nodes_of(day, visit) if day.node(node).kind == TASK]
    for one, other in combinations(tasks, 2):
        first, second = by_carer(day, one), by_carer(day, other)
        for carer in set(first) & set(second):
            day.sat.add_at_most_one([*first[carer], *second[carer]])


def _link(day: Day, node: int) -> None:
    """start(node) >= start(other) + seconds for every link, where both are served."""
    for link in day.model.floors[node]:
        both = {day.node(each).visit for each in (node, link.other)}
        later = day.start[node] >= day.start[link.other] + link.seconds
        day.sat.add(later).only_enforce_if([day.served[visit] for visit in sorted(both)])
