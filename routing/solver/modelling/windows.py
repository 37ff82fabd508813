"""When each node may start: its own windows, cut by pins, hot limits and what has already begun."""

from routing.problem import Precedence, Problem, Starts, Visit
from routing.solver.kernels.rounds.arrays import NEVER
from routing.solver.modelling.numbering import Numbering

Spans = list[tuple[int, int]]


def hard_windows(problem: Problem, numbering: Numbering) -> list[Spans]:
    """Windows of every node (parts, breaks, kitchens); an empty list is any time."""
    parts = [_part_windows(problem, numbering, each.visit, each.part) for each in numbering.parts]
    others = [
        *(each.pause.windows for each in numbering.breaks),
        *(each.windows for each in problem.kitchens),
    ]
    return parts + [[(window.from_, window.until) for window in windows] for windows in others]


def last_starts(numbering: Numbering, windows: list[Spans]) -> list[int]:
    """Latest start of every node by its windows and, for meals, by the hot limit."""
    last = [spans[-1][1] if spans else NEVER for spans in windows]
    for node, each in enumerate(numbering.parts):
        meal = each.visit.meal
        if meal is not None and meal.limit_seconds is not None:
            hot_until = meal.ready_at + meal.limit_seconds - each.visit.parts[each.part].service_seconds
            last[node] = min(last[node], hot_until)
    return last


def _part_windows(problem: Problem, numbering: Numbering, visit: Visit, part: int) -> Spans:
    windows = [(window.from_, window.until) for window in visit.windows]
    bounds = [
        _pinned(visit, part),
        *_after_parts(numbering, visit, part),
        *_after_visits(problem, numbering, visit),
        *_before_visits(problem, numbering, visit, part),
    ]
    earliest, latest = max(bound[0] for bound in bounds), min(bound[1] for bound in bounds)
    if (earliest, latest) == (0, NEVER):
        return windows
    kept = [(max(opens, earliest), min(closes, latest)) for opens, closes in windows or [(0, NEVER)]]
    # A window that can never be entered says "impossible", where no window would say "any time".
    return [span for span in kept if span[0] <= span[1]] or [(NEVER, NEVER)]


def _pinned(visit: Visit, part: int) -> tuple[int, int]:
    pin = visit.pin
    if pin is None or pin.start_at is None or (part > 0 and visit.starts != Starts.TOGETHER):
        return 0, NEVER
    return pin.start_at, pin.start_at


def _after_parts(numbering: Numbering, visit: Visit, part: int) -> Spans:
    """Bounds from parts of the same visit that have begun."""
    found = []
    for other in range(len(visit.parts)):
        begun = numbering.frozen.get((visit.id, other))
        if begun is None:
            continue
        if visit.starts == Starts.TOGETHER:
            found.append((begun[1], begun[1]))
        elif visit.starts == Starts.ORDERED and other == part - 1:
            most = visit.gap_maximum_seconds
            found.append((begun[1] + visit.gap_minimum_seconds, NEVER if most is None else begun[1] + most))
    return found


def _after_visits(problem: Problem, numbering: Numbering, visit: Visit) -> Spans:
    """Bounds from visits that come before this one and have begun."""
    found = []
    for link in problem.precedences:
        if link.after != visit.id:
            continue
        before = problem.visit_by_id[link.before]
        for part, what in enumerate(before.parts):
            begun = numbering.frozen.get((before.id, part))
            if begun is not None:
                end, most = begun[1] + what.service_seconds, _greatest_gap(numbering, link, part)
                found.append((end + link.gap_minimum_seconds, NEVER if most is None else end + most))
    return found


def _before_visits(problem: Problem, numbering: Numbering, visit: Visit, part: int) -> Spans:
    """Bounds from visits that come after this one and have begun all the same."""
    found = []
    service = visit.parts[part].service_seconds
    for link in problem.precedences:
        if link.before != visit.id:
            continue
        for other in range(len(problem.visit_by_id[link.after].parts)):
            begun = numbering.frozen.get((link.after, other))
            if begun is not None:
                last = begun[1] - link.gap_minimum_seconds - service
                most = _greatest_gap(numbering, link, part)
                # Where nothing fits any more, an empty range says so.
                found.append((max(0, begun[1] - most - service) if most is not None else 0, max(-1, last)))
    return found


def _greatest_gap(numbering: Numbering, link: Precedence, part: int) -> int | None:
    """The greatest gap from the end of a part, if it is the one that ends last."""
    return link.gap_maximum_seconds if numbering.last_part.get(link.before) == part else None
