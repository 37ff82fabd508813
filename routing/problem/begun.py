"""Demands on what has begun: it must be able to have happened, whatever rules it broke."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routing.problem.validation import require, require_known, require_natural, require_unique

if TYPE_CHECKING:
    from routing.problem.carers import Carer, Frozen
    from routing.problem.problem import Problem


def require_possible_past(problem: Problem) -> None:
    """Raise ProblemError at the first frozen beginning that speaks of what is unknown or cannot have been."""
    for carer in problem.carers:
        if carer.frozen is not None:
            _require_known_things(problem, carer, carer.frozen)
            _require_order(carer, carer.frozen)
    _require_each_part_once(problem)
    carried = [each for carer in problem.carers if carer.frozen for each in carer.frozen.carried]
    require_unique(carried, "carers.frozen.carried")
    _require_budget_not_spent(problem)


def _require_known_things(problem: Problem, carer: Carer, frozen: Frozen) -> None:
    require_known([frozen.place], problem.place_rank, "carers.frozen.place", carer.id)
    visits = [stop.visit for stop in frozen.stops]
    require_known(visits, problem.visit_by_id, "carers.frozen.stops", carer.id)
    for stop in frozen.stops:
        exists = 0 <= stop.part < len(problem.visit_by_id[stop.visit].parts)
        require(exists, "carers.frozen.stops", carer.id, f"{stop.visit!r} has no part {stop.part}")
    require_known(frozen.carried, problem.visit_by_id, "carers.frozen.carried", carer.id)
    for each in frozen.carried:
        has_meal = problem.visit_by_id[each].meal is not None
        require(has_meal, "carers.frozen.carried", carer.id, f"{each!r} gets no meal")
    breaks = [each.id for each in carer.breaks]
    require_known(frozen.breaks_taken, breaks, "carers.frozen.breaks_taken", carer.id)


def _require_order(carer: Carer, frozen: Frozen) -> None:
    starts = [stop.start_at for stop in frozen.stops]
    for start in starts:
        require_natural(start, "carers.frozen.stops", carer.id)
    require(starts == sorted(starts), "carers.frozen.stops", carer.id, "must be in order of time")
    past = all(start <= frozen.free_at for start in starts)
    require(past, "carers.frozen.free_at", carer.id, "is before the start of a frozen stop")
    require(
        not starts or bool(carer.shifts), "carers.frozen.stops", carer.id, "has no shift to be started in"
    )


def _require_each_part_once(problem: Problem) -> None:
    seen: set[tuple[str, int]] = set()
    for carer in problem.carers:
        own: set[str] = set()
        for stop in carer.frozen.stops if carer.frozen else ():
            once = (stop.visit, stop.part) not in seen
            require(once, "carers.frozen.stops", carer.id, f"{stop.visit!r} is frozen twice")
            alone = stop.visit not in own
            require(alone, "carers.frozen.stops", carer.id, f"does two parts of {stop.visit!r}")
            seen.add((stop.visit, stop.part))
            own.add(stop.visit)


def _require_budget_not_spent(problem: Problem) -> None:
    """More promises broken already than may be broken leave no plan."""
    if problem.maximum_broken_promises is None:
        return
    broken = [visit.id for visit in problem.visits if _is_broken_already(problem, visit.id)]
    enough = len(broken) <= problem.maximum_broken_promises
    text = f"is spent: of what has begun, {len(broken)} promises are broken"
    require(enough, "maximum_broken_promises", broken[0] if broken else "", text)


def _is_broken_already(problem: Problem, visit_id: str) -> bool:
    visit = problem.visit_by_id[visit_id]
    if visit.promise is None:
        return False
    begun = {
        stop.part: (carer.id, stop.start_at)
        for carer in problem.carers
        for stop in (carer.frozen.stops if carer.frozen else ())
        if stop.visit == visit_id
    }
    promise = visit.promise
    moved = (
        promise.start_at is not None
        and 0 in begun
        and (abs(begun[0][1] - promise.start_at) > promise.tolerance_seconds)
    )
    strangers = {carer for carer, _ in begun.values()} - set(promise.carers or ())
    return moved or (promise.carers is not None and bool(strangers))
