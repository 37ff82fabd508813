"""Demands on what a dispatcher has fixed by hand: it must be possible at all. What has begun is not asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import TYPE_CHECKING

from routing.problem.minutes import pinned_span, pinned_start, require_possible_minutes
from routing.problem.places import Window
from routing.problem.validation import require

if TYPE_CHECKING:
    from routing.problem.carers import Carer
    from routing.problem.problem import Problem
    from routing.problem.visits import Precedence, Visit

REMEDY = "pin somebody else or take the pin away"


def require_possible_pins(problem: Problem) -> None:
    """Raise ProblemError at the first pin that no plan could keep, whatever else it holds."""
    begun = {
        (stop.visit, stop.part)
        for carer in problem.carers
        for stop in (carer.frozen.stops if carer.frozen else ())
    }
    for visit in problem.visits:
        for part, name in enumerate(_pinned_carers(visit)):
            if (visit.id, part) not in begun:
                carer = problem.carer_by_id[name]
                reason = against_coming(visit, part, carer, problem.day, problem.horizon_seconds)
                require(not reason, "visits.pin.carers", visit.id, f"pins {name!r}, who {reason}; {REMEDY}")
    begun_visits = {visit for visit, _ in begun}
    for link in problem.precedences:
        if not {link.before, link.after} & begun_visits:
            _require_pinned_in_order(problem, link)
    for carer in problem.carers:
        _require_order_possible(problem, carer, begun_visits)
    carried = {each for carer in problem.carers if carer.frozen for each in carer.frozen.carried}
    require_possible_minutes((each for each in problem.visits if each.id not in begun_visits), carried)


def against_coming(visit: Visit, part: int, carer: Carer, day: date, horizon_seconds: int) -> str:
    """Why no plan of that day can send a carer to a part of a visit, in words after "who"; else nothing."""
    return next(_against_coming(visit, part, carer, day, horizon_seconds), "")


def _against_coming(visit: Visit, part: int, carer: Carer, day: date, horizon_seconds: int) -> Iterator[str]:
    need = visit.parts[part]
    if carer.id in visit.forbidden_carers:
        yield "may not come"
    if visit.allowed_carers is not None and carer.id not in visit.allowed_carers:
        yield "is not among those who may come"
    for skill in need.skills:
        if skill not in carer.skills:
            yield f"lacks the skill {skill!r}"
    for kind in need.credentials:
        if not carer.holds(kind, day):
            yield f"has no credential {kind!r} that is valid on {day}"
    if visit.sex is not None and visit.sex.hard and carer.sex not in visit.sex.values:
        yield "is not of the sex asked for"
    languages = visit.language
    if languages is not None and languages.hard and not set(languages.values) & set(carer.languages):
        yield "speaks none of the languages asked for"
    if visit.meal is not None and visit.meal.boxes > carer.box_capacity:
        yield "has no room for its boxes"
    windows = _times(visit, part, horizon_seconds)
    if not any(_is_on_duty(carer, each, need.seconds_for(carer.grade), horizon_seconds) for each in windows):
        yield "is not on duty at any time at which it may start"


def _pinned_carers(visit: Visit) -> tuple[str, ...]:
    return visit.pin.carers or () if visit.pin is not None else ()


def _times(visit: Visit, part: int, horizon_seconds: int) -> tuple[Window, ...]:
    start_at = pinned_start(visit, part)
    if start_at is not None:
        return (Window(start_at, start_at),)
    return visit.windows or (Window(0, horizon_seconds),)


def _is_on_duty(carer: Carer, window: Window, service_seconds: int, horizon_seconds: int) -> bool:
    """Whether some shift has room for a service that begins in the window."""
    return any(
        shift.from_ <= window.until
        and max(shift.from_, window.from_) + service_seconds <= shift.latest_home(horizon_seconds)
        for shift in carer.shifts
    )


def _require_pinned_in_order(problem: Problem, link: Precedence) -> None:
    """Pinned starts may not contradict a precedence."""
    before, after = (problem.visit_by_id[each] for each in (link.before, link.after))
    if not before.pin or not after.pin or before.pin.start_at is None or after.pin.start_at is None:
        return
    gap = after.pin.start_at - before.pin.start_at - before.parts[0].service_seconds
    least, most = link.gap_minimum_seconds, link.gap_maximum_seconds
    fits = gap >= least and (most is None or gap <= most or len(before.parts) > 1)
    allowed = f"at least {least}" if most is None else f"{least} to {most}"
    text = f"is pinned {gap} seconds after the end of {before.id!r}; {allowed} are allowed, pin another time"
    require(fits, "visits.pin.start_at", after.id, text)


def _require_order_possible(problem: Problem, carer: Carer, begun: set[str]) -> None:
    """An order made by hand may contradict no precedence and no start among visits pinned to that carer."""
    visits = (problem.visit_by_id[each] for each in carer.ordered_visits)
    pinned = [each for each in visits if each.id not in begun and carer.id in _pinned_carers(each)]
    _require_no_cycle(problem, carer, pinned)
    timed = [span for each in pinned if (span := pinned_span(each, carer.id)) is not None]
    for first, second in pairwise(timed):
        text = f"puts {first.visit!r} before {second.visit!r}, which is pinned to begin sooner than that ends"
        text = f"{text}; change the order or pin another time"
        require(first.end_at <= second.start_at, "carers.ordered_visits", carer.id, text)


def _require_no_cycle(problem: Problem, carer: Carer, pinned: list[Visit]) -> None:
    graph: TopologicalSorter[str] = TopologicalSorter()
    for link in problem.precedences:
        graph.add(link.after, link.before)
    for before, after in pairwise(pinned):
        graph.add(after.id, before.id)
    try:
        graph.prepare()
    except CycleError as error:
        way = " -> ".join(error.args[1])
        text = f"contradicts the precedences: {way}; change the order or leave one of the precedences out"
        require(False, "carers.ordered_visits", carer.id, text)
