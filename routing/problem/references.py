"""Demands on a problem as a whole: every id exists, nothing contradicts itself."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from routing.problem.begun import require_possible_past
from routing.problem.pins import require_possible_pins
from routing.problem.validation import require, require_known, require_unique

if TYPE_CHECKING:
    from routing.problem.carers import Carer
    from routing.problem.problem import Problem
    from routing.problem.visits import Visit


def require_consistent(problem: Problem) -> None:
    """Raise ProblemError at the first thing that does not fit together."""
    _require_unique_ids(problem)
    _require_matrices(problem)
    for carer in problem.carers:
        _require_carer(problem, carer)
    for visit in problem.visits:
        _require_visit(problem, visit)
    for kitchen in problem.kitchens:
        require_known([kitchen.place], problem.place_rank, "kitchens.place", kitchen.id)
        for window in kitchen.windows:
            _require_before_horizon(problem, window.from_, "kitchens.windows", kitchen.id)
    require_possible_past(problem)
    _require_ends_known(problem)
    _require_ways_can_be_parted(problem)
    _require_links(problem)
    require_possible_pins(problem)


def _require_ways_can_be_parted(problem: Problem) -> None:
    """A break on the way parts a way in two, which is simple where its time does not depend on the hour."""
    waits = bool(problem.objective.waiting or problem.objective.largest_idle)
    for carer in problem.carers:
        for pause in carer.breaks:
            paced = bool(problem.travel_by_mode[carer.mode].paces)
            plain = not pause.on_the_way or not (paced or waits)
            text = f"of {pause.id!r} goes not with travel.paces, nor with weights of waiting or idle time"
            require(plain, "carers.breaks.on_the_way", carer.id, text)


def _require_ends_known(problem: Problem) -> None:
    """How long a service with its setup lasts depends on the round; nothing may count from its end."""
    if not problem.setup_is_service:
        _require_same_for_all_grades(problem)
        return
    text = "counts from the end of a service, which setup_is_service leaves open; leave one of them out"
    for link in problem.precedences:
        require(False, "precedences", link.after, text)
    for visit in problem.visits:
        require(not visit.due_at_end, "visits.due_at_end", visit.id, text)
        hot = visit.meal is not None and visit.meal.limit_seconds is not None
        require(not hot, "visits.meal.limit_seconds", visit.id, text)


def _require_same_for_all_grades(problem: Problem) -> None:
    text = "leaves open when a service ends; say setup_is_service too or leave it out"
    for visit in problem.visits:
        longer = any(part.service_by_grade for part in visit.parts)
        require(not longer, "visits.parts.service_by_grade", visit.id, text)
        require(not visit.setup_by_grade, "visits.setup_by_grade", visit.id, text)
    for kitchen in problem.kitchens:
        for name in ("loading_by_grade", "setup_by_grade"):
            require(not getattr(kitchen, name), f"kitchens.{name}", kitchen.id, text)


def _require_unique_ids(problem: Problem) -> None:
    require_unique((place.id for place in problem.places), "places.id")
    require_unique((carer.id for carer in problem.carers), "carers.id")
    require_unique((visit.id for visit in problem.visits), "visits.id")
    require_unique((kitchen.id for kitchen in problem.kitchens), "kitchens.id")
    require_unique((matrix.mode for matrix in problem.travel), "travel.mode")


def _require_matrices(problem: Problem) -> None:
    for matrix in problem.travel:
        fits = matrix.size == len(problem.places)
        text = f"is {matrix.size} x {matrix.size} for {len(problem.places)} places"
        require(fits, "travel.seconds", matrix.mode, text)


def _require_carer(problem: Problem, carer: Carer) -> None:
    require_known([carer.mode], problem.travel_by_mode, "carers.mode", carer.id)
    limit, matrix = carer.maximum_travel_meters, problem.travel_by_mode[carer.mode]
    text = f"travel by {carer.mode!r} has no meters; give them or no such limit"
    require(limit is None or matrix.meters is not None, "carers.maximum_travel_meters", carer.id, text)
    require_known(carer.ordered_visits, problem.visit_by_id, "carers.ordered_visits", carer.id)
    for shift in carer.shifts:
        require_known([shift.start_place, shift.end_place], problem.place_rank, "carers.shifts", carer.id)
        inside = shift.until <= problem.horizon_seconds
        require(inside, "carers.shifts", carer.id, f"ends after the horizon ({problem.horizon_seconds})")
    for pause in carer.breaks:
        for window in pause.windows:
            _require_before_horizon(problem, window.from_, "carers.breaks.windows", pause.id)


def _require_visit(problem: Problem, visit: Visit) -> None:
    require_known([visit.place], problem.place_rank, "visits.place", visit.id)
    enough = len(visit.parts) <= len(problem.carers)
    text = f"needs {len(visit.parts)} carers where {len(problem.carers)} exist"
    require(enough, "visits.parts", visit.id, text)
    for window in visit.windows:
        _require_before_horizon(problem, window.from_, "visits.windows", visit.id)
    for window in visit.due:
        _require_before_horizon(problem, window.from_, "visits.due", visit.id)
    if visit.promise is not None:
        _require_before_horizon(problem, visit.promise.start_at, "visits.promise.start_at", visit.id)
    if visit.meal is not None:
        _require_before_horizon(problem, visit.meal.ready_at, "visits.meal.ready_at", visit.id)
        require_known([visit.meal.kitchen], problem.kitchen_by_id, "visits.meal.kitchen", visit.id)
        require(len(visit.parts) == 1, "visits.meal", visit.id, "one carer brings a meal")
    _require_carer_lists(problem, visit)
    _require_pin(problem, visit)


def _require_before_horizon(problem: Problem, instant: int | None, field: str, subject: str) -> None:
    inside = instant is None or instant <= problem.horizon_seconds
    require(inside, field, subject, f"is {instant}, after the horizon ({problem.horizon_seconds})")


def _require_carer_lists(problem: Problem, visit: Visit) -> None:
    for name in ("allowed_carers", "forbidden_carers", "preferred_carers"):
        require_known(getattr(visit, name) or (), problem.carer_by_id, f"visits.{name}", visit.id)
    for name, fixed in (("pin", visit.pin), ("promise", visit.promise)):
        if fixed is not None:
            require_known(fixed.carers or (), problem.carer_by_id, f"visits.{name}.carers", visit.id)


def _require_pin(problem: Problem, visit: Visit) -> None:
    pin = visit.pin
    if pin is None:
        return
    _require_before_horizon(problem, pin.start_at, "visits.pin.start_at", visit.id)
    if pin.start_at is not None:
        open_then = not visit.windows or any(window.holds(pin.start_at) for window in visit.windows)
        text = "lies in none of the visit's windows; pin another time or widen a window"
        require(open_then, "visits.pin.start_at", visit.id, text)


def _require_links(problem: Problem) -> None:
    graph: TopologicalSorter[str] = TopologicalSorter()
    for link in problem.precedences:
        require_known([link.before, link.after], problem.visit_by_id, "precedences", link.after)
        graph.add(link.after, link.before)
    try:
        graph.prepare()
    except CycleError as error:
        require(False, "precedences", error.args[1][0], "is part of a cycle: " + " -> ".join(error.args[1]))
    for group in problem.same_carer:
        require(bool(group), "same_carer", "", "a group names at least one visit; leave it out")
        require_known(group, problem.visit_by_id, "same_carer", group[0])
        sizes = {len(problem.visit_by_id[each].parts) for each in group}
        require_unique(group, "same_carer")
        require(len(sizes) <= 1, "same_carer", group[0], "links visits that need different numbers of carers")
        _require_pins_agree(problem, group)


def _require_pins_agree(problem: Problem, group: tuple[str, ...]) -> None:
    pins = [problem.visit_by_id[each].pin for each in group]
    carers = {pin.carers for pin in pins if pin is not None and pin.carers is not None}
    text = "its visits are pinned to different carers; pin them to the same or leave one out of the group"
    require(len(carers) <= 1, "same_carer", group[0], text)
