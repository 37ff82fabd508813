"""Which part of a visit ends last: from its end a greatest gap to another visit counts."""

from collections.abc import Mapping

from routing.problem import Problem, Starts, Visit


def parts_that_end_last(problem: Problem) -> dict[str, int]:
    """For each visit that another has to follow within a gap, the part to count that gap from."""
    begun: dict[str, dict[int, int]] = {}
    for carer in problem.carers:
        for stop in carer.frozen.stops if carer.frozen else ():
            begun.setdefault(stop.visit, {})[stop.part] = stop.start_at
    limited = {link.before for link in problem.precedences if link.gap_maximum_seconds is not None}
    return {each: _counted_from(problem.visit_by_id[each], begun.get(each, {})) for each in limited}


def may_end_last(visit: Visit) -> tuple[int, ...]:
    """The one part that surely ends last, or each of which it depends on the plan."""
    parts = range(len(visit.parts))
    return tuple(part for part in parts if not any(_outlasts(visit, other, part) for other in parts))


def _counted_from(visit: Visit, begun: Mapping[int, int]) -> int:
    """Where several may end last, one of them, the longest, or the last of ordered ones.

    What keeps the gap from one part keeps the rule; plans that keep it by another part alone are not found.
    """
    service = [part.service_seconds for part in visit.parts]
    if len(begun) == len(visit.parts):
        return max(begun, key=lambda part: begun[part] + service[part])
    choices = may_end_last(visit)
    return choices[-1] if visit.starts == Starts.ORDERED else max(choices, key=service.__getitem__)


def _outlasts(visit: Visit, one: int, other: int) -> bool:
    """Whether a part surely ends no sooner than another; of those that always end together, the first."""
    longer = visit.parts[one].service_seconds - visit.parts[other].service_seconds
    if one == other or visit.starts == Starts.FREE:
        return False
    if visit.starts == Starts.TOGETHER:
        return longer > 0 or (longer == 0 and one < other)
    if one > other:
        return (one - other) * visit.gap_minimum_seconds + longer >= 0
    most = visit.gap_maximum_seconds
    return most is not None and longer > (other - one) * most
