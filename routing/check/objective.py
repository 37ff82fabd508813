"""The judge's own count of every term of the objective."""

from dataclasses import fields

from routing.check.links import not_kept
from routing.check.served import Service, Services, is_whole
from routing.check.walk import Walk
from routing.plan import StopKind
from routing.problem import Objective, Problem, Visit


def count_terms(problem: Problem, walks: list[Walk], services: Services) -> dict[str, int]:
    """Raw value of each term, in the order of the objective's fields."""
    late = [_lateness(visit, each) for visit in problem.visits for each in services[visit.id]]
    served = [(visit, each) for visit in problem.visits for each in services[visit.id]]
    used = {walk.carer.id for walk in walks if walk.round.stops}
    travel = sum(leg.cost for walk in walks for leg in walk.legs)
    travel += sum(walk.seconds_ahead * walk.carer.service_cost for walk in walks)
    return {
        "unserved": sum(
            visit.cost_of_dropping for visit in problem.visits if not is_whole(visit, services[visit.id])
        ),
        "broken_promises": len(not_kept(problem, services)),
        "lateness": sum(late),
        "largest_lateness": max(late, default=0),
        "wishes": sum(_unmet_wishes(visit, each) for visit, each in served),
        "continuity": sum(_is_stranger(visit, each) for visit, each in served),
        "travel": travel + sum(problem.carer_by_id[carer].use_cost for carer in used),
        "waiting": sum(_waiting(walk) for walk in walks),
        "largest_idle": _largest_idle(problem, walks),
        "missed_breaks": _missed_breaks(problem, walks),
        "fairness": _unfairness(problem, walks),
        "overtime": sum(_overtime(walk) for walk in walks),
    }


def weigh(objective: Objective, terms: dict[str, int]) -> int:
    """Sum of weight times raw value."""
    return sum(int(getattr(objective, each.name)) * terms[each.name] for each in fields(objective))


def _lateness(visit: Visit, service: Service) -> int:
    if not visit.due:
        return 0
    start, end = service.stop.start_at, service.stop.end_at
    opened = [window for window in visit.due if window.from_ <= start] or [visit.due[0]]
    return max(0, (end if visit.due_at_end else start) - opened[-1].until)


def _unmet_wishes(visit: Visit, service: Service) -> int:
    sex = visit.sex is not None and not visit.sex.hard and service.carer.sex not in visit.sex.values
    language = (
        visit.language is not None
        and not visit.language.hard
        and not set(visit.language.values) & set(service.carer.languages)
    )
    return int(sex) + int(language)


def _is_stranger(visit: Visit, service: Service) -> bool:
    return bool(visit.preferred_carers) and service.carer.id not in visit.preferred_carers


def _waits(walk: Walk) -> list[int]:
    return [leg.waiting_seconds for leg in walk.legs]


def _waiting(walk: Walk) -> int:
    waits = _waits(walk)
    opens_with_break = bool(walk.live) and walk.live[0].kind == StopKind.BREAK
    return sum(waits) - (waits[1] if opens_with_break and len(waits) > 1 else 0)


def _largest_idle(problem: Problem, walks: list[Walk]) -> int:
    by_shift = {(walk.carer.id, walk.round.shift): walk for walk in walks if walk.round.stops}
    idle = [0]
    for carer in problem.carers:
        for rank, shift in enumerate(carer.shifts):
            walk = by_shift.get((carer.id, rank))
            if walk is None:
                idle.append(shift.until - shift.from_)
                continue
            before = max(0, walk.round.leave_at - shift.from_)
            idle.append(before + sum(_waits(walk)) + max(0, shift.until - walk.round.home_at))
    return max(idle)


def _missed_breaks(problem: Problem, walks: list[Walk]) -> int:
    taken = {
        (walk.carer.id, stop.about) for walk in walks for stop in walk.live if stop.kind == StopKind.BREAK
    }
    for carer in problem.carers:
        taken |= {(carer.id, pause) for pause in (carer.frozen.breaks_taken if carer.frozen else ())}
    optional = [(carer.id, each.id) for carer in problem.carers for each in carer.breaks if not each.required]
    return sum(each not in taken for each in optional)


def _unfairness(problem: Problem, walks: list[Walk]) -> int:
    work = {carer.id: 0 for carer in problem.carers}
    for walk in walks:
        work[walk.carer.id] += walk.travel_seconds + walk.service_seconds
    total, count = sum(work.values()), len(work)
    # ceil(|work - total / count|) in whole numbers
    return sum(-(-abs(each * count - total) // count) for each in work.values())


def _overtime(walk: Walk) -> int:
    if not walk.legs:
        return 0
    return max(0, walk.round.home_at - walk.shift.until) * walk.carer.overtime_cost
