"""Does a plan speak only of things that exist? Everything else is judged only if it does."""

from collections.abc import Iterator

from routing.check.verdict import Broken
from routing.plan import Plan, Round, Stop, StopKind
from routing.problem import Problem


def unknown_things(problem: Problem, plan: Plan) -> Iterator[Broken]:
    """Ids and ranks that the problem does not have, and rounds told twice."""
    for visit in plan.unserved:
        if visit not in problem.visit_by_id:
            yield Broken("unknown_visit", f"no visit {visit!r} exists", visit)
    seen = set()
    for round_ in plan.rounds:
        carer = problem.carer_by_id.get(round_.carer)
        if carer is None:
            yield Broken("unknown_carer", f"no carer {round_.carer!r} exists", carer=round_.carer)
        elif round_.shift >= len(carer.shifts):
            yield Broken("unknown_shift", f"{carer.id} has no shift {round_.shift}", carer=carer.id)
        if (round_.carer, round_.shift) in seen:
            yield Broken("round_twice", f"shift {round_.shift} has two rounds", carer=round_.carer)
        seen.add((round_.carer, round_.shift))
        for stop in round_.stops:
            yield from _unknown_in_stop(problem, round_, stop)


def _unknown_in_stop(problem: Problem, round_: Round, stop: Stop) -> Iterator[Broken]:
    if stop.place not in problem.place_rank:
        whose = stop.about if stop.kind == StopKind.VISIT else ""
        yield Broken("unknown_place", f"no place {stop.place!r} exists", whose, round_.carer)
    if stop.kind == StopKind.VISIT:
        visit = problem.visit_by_id.get(stop.about)
        if visit is None:
            yield Broken("unknown_visit", f"no visit {stop.about!r} exists", stop.about, round_.carer)
        elif stop.part >= len(visit.parts):
            yield Broken("unknown_part", f"{stop.about} has no part {stop.part}", stop.about, round_.carer)
    if stop.kind == StopKind.PICKUP and stop.about not in problem.kitchen_by_id:
        yield Broken("unknown_kitchen", f"no kitchen {stop.about!r} exists", carer=round_.carer)
    for meal in stop.meals:
        if meal not in problem.visit_by_id:
            yield Broken("unknown_visit", f"no visit {meal!r} exists", meal, round_.carer)
