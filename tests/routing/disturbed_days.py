"""Days that are being lived: what has begun is frozen, somebody falls ill, and what then changed."""

from dataclasses import replace

from routing.plan import Plan, StopKind
from routing.problem import Carer, Frozen, FrozenStop, Problem
from routing.solver import solve

QUARTER_OF_AN_HOUR = 900


def seen_at(problem: Problem, plan: Plan, now: int) -> Problem:
    """The day at an instant of its plan: what has started is frozen, carers are free when it ends."""
    carers = tuple(replace(each, frozen=_done_by(each, plan, now)) for each in problem.carers)
    return replace(problem, carers=carers)


def frozen_at(problem: Problem, seconds: int) -> Problem:
    """The same day at an instant of a quick plan for it."""
    return seen_at(problem, solve(problem, iterations=5), seconds)


def _done_by(carer: Carer, plan: Plan, now: int) -> Frozen:
    stops = [stop for each in plan.rounds if each.carer == carer.id for stop in each.stops]
    past = [stop for stop in stops if stop.start_at <= now]
    begun = [stop for stop in past if stop.kind == StopKind.VISIT]
    loaded = {meal for stop in past for meal in stop.meals}
    return Frozen(
        place=begun[-1].place if begun else carer.shifts[0].start_place,
        free_at=max([now, *(stop.end_at for stop in past)]),
        stops=tuple(FrozenStop(stop.about, stop.start_at, stop.part) for stop in begun),
        carried=tuple(sorted(loaded - {stop.about for stop in begun})),
        breaks_taken=tuple(stop.about for stop in past if stop.kind == StopKind.BREAK),
    )


def falls_ill(problem: Problem, carer: str, now: int) -> Problem:
    """Somebody stops working: shifts end now, and what is in the box is loaded anew by others."""
    return replace(
        problem, carers=tuple(_home(each, now) if each.id == carer else each for each in problem.carers)
    )


def _home(carer: Carer, now: int) -> Carer:
    shifts = tuple(
        replace(each, until=min(each.until, now), overtime_limit_seconds=0)
        for each in carer.shifts
        if each.from_ < now
    )
    return replace(carer, shifts=shifts, frozen=carer.frozen and replace(carer.frozen, carried=()))


def absent(problem: Problem, carer: str) -> Problem:
    """Somebody does not come at all."""
    gone = tuple(replace(each, shifts=()) if each.id == carer else each for each in problem.carers)
    return replace(problem, carers=gone)


def visits_ahead(plan: Plan, carer: str, now: int = 0) -> set[str]:
    """The visits that a carer's rounds of a plan still hold after an instant."""
    stops = [stop for each in plan.rounds if each.carer == carer for stop in each.stops]
    return {stop.about for stop in stops if stop.kind == StopKind.VISIT and stop.start_at > now}


def changed_visits(before: Plan, after: Plan) -> set[str]:
    """Visits that others come to, or that begin more than a quarter of an hour earlier or later.

    Two carers of one visit who only change places have changed nothing for the elder.
    """
    old, new = _whereabouts(before), _whereabouts(after)
    return {
        visit
        for visit, (carers, start) in old.items()
        if visit not in new or new[visit][0] != carers or abs(new[visit][1] - start) > QUARTER_OF_AN_HOUR
    }


def _whereabouts(plan: Plan) -> dict[str, tuple[set[str], int]]:
    """Carers, and start of the first part, of every visit in a plan."""
    stops = [(each.carer, stop) for each in plan.rounds for stop in each.stops if stop.kind == StopKind.VISIT]
    starts = {stop.about: stop.start_at for _, stop in stops if stop.part == 0}
    return {
        visit: ({carer for carer, stop in stops if stop.about == visit}, start)
        for visit, start in starts.items()
    }
