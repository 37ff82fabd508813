"""How one thing of a problem or of its valid plan is changed."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from routing.plan import Plan, Round, Stop, StopKind
from routing.problem import Carer, Meal, Problem, Starts, Visit

Broken = tuple[Problem, Plan]
Breaker = Callable[[Problem, Plan], Broken]


def stops(plan: Plan, kind: StopKind) -> list[tuple[Round, int, Stop]]:
    return [
        (round_, rank, stop)
        for round_ in plan.rounds
        for rank, stop in enumerate(round_.stops)
        if stop.kind == kind
    ]


def simple_visit(problem: Problem, plan: Plan) -> tuple[Round, int, Stop]:
    """A served visit of one part without a meal."""
    for found in stops(plan, StopKind.VISIT):
        visit = problem.visit_by_id[found[2].about]
        if len(visit.parts) == 1 and visit.meal is None:
            return found
    raise AssertionError("no simple visit")


def meal_visit(problem: Problem, plan: Plan) -> Stop:
    return next(s for _, _, s in stops(plan, StopKind.VISIT) if problem.visit_by_id[s.about].meal)


def double_visit(problem: Problem, plan: Plan, starts: Starts) -> tuple[Round, int, Stop]:
    for found in stops(plan, StopKind.VISIT):
        visit = problem.visit_by_id[found[2].about]
        if len(visit.parts) == 2 and visit.starts == starts:
            return found
    raise AssertionError(f"no visit of two parts, {starts}")


def with_visit(problem: Problem, visit: str, **changes: Any) -> Problem:
    changed = tuple(replace(v, **changes) if v.id == visit else v for v in problem.visits)
    return replace(problem, visits=changed)


def with_carer(problem: Problem, carer: str, **changes: Any) -> Problem:
    changed = tuple(replace(c, **changes) if c.id == carer else c for c in problem.carers)
    return replace(problem, carers=changed)


def with_round(plan: Plan, old: Round, new: Round) -> Plan:
    return replace(plan, rounds=tuple(new if each is old else each for each in plan.rounds))


def with_stop(plan: Plan, round_: Round, rank: int, *new: Stop) -> Plan:
    changed = (*round_.stops[:rank], *new, *round_.stops[rank + 1 :])
    return with_round(plan, round_, replace(round_, stops=changed))


def change_stop(kind: StopKind, change: Callable[[Stop], tuple[Stop, ...]]) -> Breaker:
    def breaker(problem: Problem, plan: Plan) -> Broken:
        found = stops(plan, kind) if kind != StopKind.VISIT else [simple_visit(problem, plan)]
        round_, rank, stop = found[0]
        return problem, with_stop(plan, round_, rank, *change(stop))

    return breaker


def change_visit(change: Callable[[Visit, Carer, Stop], dict[str, object]]) -> Breaker:
    def breaker(problem: Problem, plan: Plan) -> Broken:
        round_, _, stop = simple_visit(problem, plan)
        visit, carer = problem.visit_by_id[stop.about], problem.carer_by_id[round_.carer]
        return with_visit(problem, visit.id, **change(visit, carer, stop)), plan

    return breaker


def change_carer(**changes: object) -> Breaker:
    def breaker(problem: Problem, plan: Plan) -> Broken:
        round_, _, _ = simple_visit(problem, plan)
        return with_carer(problem, round_.carer, **changes), plan

    return breaker


def change_meal(change: Callable[[Meal, Stop], Meal]) -> Breaker:
    def breaker(problem: Problem, plan: Plan) -> Broken:
        stop = meal_visit(problem, plan)
        meal = problem.visit_by_id[stop.about].meal
        assert meal is not None
        return with_visit(problem, stop.about, meal=change(meal, stop)), plan

    return breaker


def change_double(starts: Starts, change: Callable[[Stop], Stop]) -> Breaker:
    def breaker(problem: Problem, plan: Plan) -> Broken:
        round_, rank, stop = double_visit(problem, plan, starts)
        return problem, with_stop(plan, round_, rank, change(stop))

    return breaker


def later(stop: Stop, seconds: int) -> Stop:
    return replace(stop, start_at=stop.start_at + seconds, end_at=stop.end_at + seconds)


def change_round(change: Callable[[Round], Round]) -> Breaker:
    def breaker(problem: Problem, plan: Plan) -> Broken:
        round_, _, _ = simple_visit(problem, plan)
        return problem, with_round(plan, round_, change(round_))

    return breaker
