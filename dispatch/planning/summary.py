"""What a plan comes to, in counts."""

from collections.abc import Mapping
from itertools import pairwise

from routing.plan import Plan, Round, StopKind
from routing.problem import Problem


def summary_of(
    problem: Problem, plan: Plan, terms: Mapping[str, int], left_out: Mapping[str, str]
) -> dict[str, object]:
    """Counts of visits, travel in seconds and meters, and the objective's terms as the judge counted them."""
    modes = {carer.id: carer.mode for carer in problem.carers}
    served = {stop.about for each in plan.rounds for stop in each.stops if stop.kind == StopKind.VISIT}
    return {
        "served": len(served),
        "unserved": len(plan.unserved) + len(left_out),
        "travel_seconds": sum(travel_seconds(each) for each in plan.rounds),
        "travel_meters": sum(_travel_meters(problem, each, modes[each.carer]) for each in plan.rounds),
        "travel_is_estimate": any(matrix.estimated for matrix in problem.travel),
        "objective": dict(terms),
    }


def empty_summary(left_out: Mapping[str, str]) -> dict[str, object]:
    """The summary of a day with nothing to plan."""
    return {
        "served": 0,
        "unserved": len(left_out),
        "travel_seconds": 0,
        "travel_meters": 0,
        "travel_is_estimate": True,
        "objective": {},
    }


def travel_seconds(round_: Round) -> int:
    """Seconds on the way in a round, the way home included."""
    ends = [round_.leave_at, *(stop.end_at for stop in round_.stops)]
    arrivals = [*(stop.arrive_at for stop in round_.stops), round_.home_at]
    return sum(arrival - end for end, arrival in zip(ends, arrivals, strict=True))


def _travel_meters(problem: Problem, round_: Round, mode: str) -> int:
    carer = problem.carer_by_id[round_.carer]
    shift = carer.shifts[round_.shift]
    begun = carer.frozen is not None and carer.frozen.free_at > shift.from_
    start = carer.frozen.place if carer.frozen and begun else shift.start_place
    meters = problem.travel_by_mode[mode].meters
    if meters is None or not round_.stops:
        return 0
    ranks = [
        problem.place_rank[name] for name in (start, *(stop.place for stop in round_.stops), shift.end_place)
    ]
    return sum(int(meters[here, there]) for here, there in pairwise(ranks))
