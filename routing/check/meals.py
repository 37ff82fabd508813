"""Rules of what is carried: meals from the kitchen to the door, and loads."""

from collections.abc import Iterator

from routing.check.verdict import Broken
from routing.check.walk import Walk
from routing.plan import Stop, StopKind
from routing.problem import Problem, Visit


def broken_meals(problem: Problem, walk: Walk) -> Iterator[Broken]:
    """Meals of one round: loaded once, at their kitchen, when ready, never too many, handed over hot."""
    carer, frozen = walk.carer, walk.carer.frozen
    box = _carried(walk)
    for stop in walk.live:
        if stop.kind == StopKind.PICKUP:
            yield from _pickup(problem, walk, stop, box)
        elif stop.kind == StopKind.VISIT and problem.visit_by_id[stop.about].meal:
            if stop.about not in box:
                yield Broken("meal_not_loaded", "the meal is not in the box", stop.about, carer.id)
            box.discard(stop.about)
            yield from _hot(problem.visit_by_id[stop.about], stop, carer.id)
    for visit in sorted(box - set(frozen.carried if frozen else ())):
        yield Broken("meal_not_delivered", "was loaded but never handed over", visit, carer.id)


def _carried(walk: Walk) -> set[str]:
    """Visits whose meals are on board when the round can be changed."""
    frozen = walk.carer.frozen
    begun = frozen is not None and frozen.free_at > walk.shift.from_
    return set(frozen.carried) if frozen is not None and begun else set()


def _pickup(problem: Problem, walk: Walk, stop: Stop, box: set[str]) -> Iterator[Broken]:
    carer, kitchen = walk.carer, problem.kitchen_by_id[stop.about]
    if kitchen.windows and not any(window.holds(stop.start_at) for window in kitchen.windows):
        yield Broken("kitchen_closed", f"kitchen {kitchen.id} is closed at {stop.start_at}", carer=carer.id)
    for visit_id in stop.meals:
        meal = problem.visit_by_id[visit_id].meal
        if meal is None or meal.kitchen != stop.about:
            yield Broken("wrong_kitchen", f"no meal for it at {stop.about}", visit_id, carer.id)
            continue
        if stop.start_at < meal.ready_at:
            text = f"loaded at {stop.start_at}, ready at {meal.ready_at}"
            yield Broken("meal_not_ready", text, visit_id, carer.id)
        if visit_id in box:
            yield Broken("meal_loaded_twice", "is in the box already", visit_id, carer.id)
        box.add(visit_id)
    boxes = sum(meal.boxes for visit_id in box if (meal := problem.visit_by_id[visit_id].meal))
    if boxes > carer.box_capacity:
        yield Broken("box_overfull", f"{boxes} boxes where {carer.box_capacity} fit", carer=carer.id)


def _hot(visit: Visit, stop: Stop, carer: str) -> Iterator[Broken]:
    meal = visit.meal
    if meal is None or meal.limit_seconds is None:
        return
    age = stop.end_at - meal.ready_at
    if age > meal.limit_seconds:
        text = f"handed over {age} seconds after cooking, allowed {meal.limit_seconds}"
        yield Broken("meal_cold", text, visit.id, carer)


def broken_loads(problem: Problem, walk: Walk) -> Iterator[Broken]:
    """Loads of one round: what is on board never exceeds the capacity, in no dimension and at no moment.

    What is on board before the round can be changed takes its room; it is never too much by itself.
    """
    for dimension in range(problem.load_dimensions):
        limit = max(_amount(walk.carer.capacity, dimension), _begun_load(problem, walk, dimension))
        loads = list(_on_board(problem, walk, dimension))
        peak = max(loads)
        if peak > limit:
            text = f"load {peak} of dimension {dimension} where {limit} fits"
            yield Broken("overloaded", text, carer=walk.carer.id)
        yield from _loads_at_breaks(walk, dimension, loads[1:])


def _loads_at_breaks(walk: Walk, dimension: int, loads: list[int]) -> Iterator[Broken]:
    """Breaks that ask for little on board; `loads` are those at each stop."""
    most = {pause.id: pause.maximum_load for pause in walk.carer.breaks}
    for stop, load in zip(walk.live, loads, strict=True):
        limit = most.get(stop.about) if stop.kind == StopKind.BREAK else None
        if limit is not None and load > _amount(limit, dimension):
            text = f"break {stop.about} with load {load} of dimension {dimension}"
            yield Broken("break_load", f"{text}, allowed {_amount(limit, dimension)}", carer=walk.carer.id)


def _begun_load(problem: Problem, walk: Walk, dimension: int) -> int:
    """What has been collected and what has been loaded before the round can be changed."""
    begun = [problem.visit_by_id[stop.about] for stop in walk.visits if stop.frozen]
    carried = sum(_meal_load(problem, visit, dimension) for visit in _carried(walk))
    return carried + sum(_amount(visit.collected, dimension) for visit in begun)


def _on_board(problem: Problem, walk: Walk, dimension: int) -> Iterator[int]:
    """The load at the beginning and after each stop.

    What is delivered is there from the beginning, what is collected stays, meals are there from their
    loading to their hand-over.
    """
    box = _carried(walk)
    visits = [problem.visit_by_id[stop.about] for stop in walk.live if stop.kind == StopKind.VISIT]
    load = _begun_load(problem, walk, dimension) + sum(_amount(each.delivered, dimension) for each in visits)
    yield load
    for stop in walk.live:
        if stop.kind == StopKind.PICKUP:
            load += sum(_meal_load(problem, each, dimension) for each in set(stop.meals) - box)
            box.update(stop.meals)
        elif stop.kind == StopKind.VISIT:
            visit = problem.visit_by_id[stop.about]
            load += _amount(visit.collected, dimension) - _amount(visit.delivered, dimension)
            load -= _meal_load(problem, visit.id, dimension) if visit.id in box else 0
            box.discard(visit.id)
        yield load


def _meal_load(problem: Problem, visit: str, dimension: int) -> int:
    meal = problem.visit_by_id[visit].meal
    return _amount(meal.load, dimension) if meal is not None else 0


def _amount(loads: tuple[int, ...], dimension: int) -> int:
    return loads[dimension] if dimension < len(loads) else 0
