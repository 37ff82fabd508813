"""What ties the carers of visits to each other: same carers, orders made by hand, promises."""

from itertools import combinations

from routing.solver.master.day import Day, Flag
from routing.solver.master.visits import by_carer
from routing.solver.model import is_promised


def add_ties(day: Day) -> None:
    """Rules between visits that no start alone can say."""
    for visit in day.visits:
        for other in day.model.same_carer_groups[visit]:
            if visit < other:
                _same_carers(day, visit, other)
    for carer, ranks in enumerate(day.model.hand_made_rank):
        _in_order(day, carer, ranks)


def _same_carers(day: Day, visit: int, other: int) -> None:
    both = [day.served[visit], day.served[other]]
    for task, twin in zip(day.model.tasks_of[visit], day.model.tasks_of[other], strict=True):
        first, second = by_carer(day, task), by_carer(day, twin)
        for carer in set(first) | set(second):
            own, others = sum(first.get(carer, [])), sum(second.get(carer, []))
            day.sat.add(own == others).only_enforce_if(both)


def _in_order(day: Day, carer: int, ranks: dict[int, int]) -> None:
    tasks = [task for task in day.tasks if day.node(task).visit in ranks]
    for one, other in combinations(sorted(tasks, key=lambda task: ranks[day.node(task).visit]), 2):
        if day.node(one).visit == day.node(other).visit:
            continue
        for first in by_carer(day, one).get(carer, []):
            for second in by_carer(day, other).get(carer, []):
                over = day.start[one] + day.node(one).service
                day.sat.add(over <= day.start[other]).only_enforce_if([first, second])


def add_promises(day: Day) -> None:
    """`kept` for every promised visit; an unserved visit keeps nothing. The budget of broken ones is hard."""
    for visit in day.visits:
        if is_promised(day.model.problem.visits[visit]):
            day.kept[visit] = _kept(day, visit)
    budget = day.model.problem.maximum_broken_promises
    if budget is not None:
        broken = len(day.kept) - sum(day.kept.values())
        day.sat.add(broken <= budget)


def _kept(day: Day, visit: int) -> Flag:
    promise = day.model.problem.visits[visit].promise
    assert promise is not None
    kept = day.flag()
    day.sat.add_implication(kept, day.served[visit])
    first = day.model.tasks_of[visit][0]
    if promise.start_at is not None:
        earliest = promise.start_at - promise.tolerance_seconds
        latest = promise.start_at + promise.tolerance_seconds
        day.sat.add(day.start[first] >= earliest).only_enforce_if(kept)
        day.sat.add(day.start[first] <= latest).only_enforce_if(kept)
    if promise.carers is not None:
        _by_promised(day, visit, promise.carers, kept)
    return kept


def _by_promised(day: Day, visit: int, promised: tuple[str, ...], kept: Flag) -> None:
    """As many carers as parts are promised, and all are different: nobody else may come."""
    names = [carer.id for carer in day.model.problem.carers]
    for task in day.model.tasks_of[visit]:
        for carer, literals in by_carer(day, task).items():
            if names[carer] not in promised:
                for each in literals:
                    day.sat.add_implication(kept, ~each)
