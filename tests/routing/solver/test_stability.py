from dataclasses import replace

from routing.check import check
from routing.plan import Plan, StopKind
from routing.problem import Problem
from routing.solver import price_curve, promised, replan, solve
from tests.routing.problems import HOUR, station_day
from tests.routing.solver.test_solve import frozen_at


def ill(problem: Problem, carer: str) -> Problem:
    """Somebody goes home: no shift any more, as far as nothing is frozen in it."""
    gone = tuple(replace(each, shifts=()) if each.id == carer else each for each in problem.carers)
    return replace(problem, carers=gone)


def changes(before: Plan, after: Plan) -> int:
    """Visits whose carers changed or whose start moved by more than a quarter of an hour."""
    old, new = (
        {
            (stop.about, stop.part): (round_.carer, stop.start_at)
            for round_ in plan.rounds
            for stop in round_.stops
            if stop.kind == StopKind.VISIT
        }
        for plan in (before, after)
    )
    moved = {
        visit
        for (visit, part), (carer, start) in old.items()
        if (visit, part) not in new or new[visit, part][0] != carer or abs(new[visit, part][1] - start) > 900
    }
    return len(moved)


def test_illness_changes_little_beyond_the_rounds_of_who_is_ill() -> None:
    problem = station_day(3, 30, 6)
    before = solve(problem, iterations=40)
    own = {
        stop.about
        for round_ in before.rounds
        for stop in round_.stops
        if round_.carer == "carer1" and stop.kind == StopKind.VISIT
    }
    after = replan(ill(problem, "carer1"), before, seconds=3)
    assert check(ill(problem, "carer1"), after).feasible
    anew = solve(ill(problem, "carer1"), iterations=40)
    assert changes(before, after) - len(own) < changes(before, anew) - len(own)


def test_a_disturbed_day_keeps_its_past() -> None:
    problem = frozen_at(station_day(8, 25, 5), 10 * HOUR)
    before = solve(problem, iterations=10)
    after = replan(problem, before, seconds=1)
    frozen = [stop for each in before.rounds for stop in each.stops if stop.frozen]
    assert frozen == [stop for each in after.rounds for stop in each.stops if stop.frozen]


def test_the_more_may_change_the_less_it_costs_and_no_budget_is_exceeded() -> None:
    problem = station_day(9, 20, 4)
    plain = replace(problem, visits=tuple(replace(visit, promise=None) for visit in problem.visits))
    before = solve(plain, iterations=0)
    points = price_curve(plain, before, iterations=15)
    totals = [each.verdict.total for each in points if each.verdict is not None]
    assert len(totals) == len(points)
    for point in points:
        assert point.plan is not None
        if point.changes is not None:
            assert changes(before, point.plan) <= point.changes
    assert totals == sorted(totals, reverse=True)


def test_what_was_promised_before_stays_promised() -> None:
    problem = station_day(9, 20, 4)
    plan = solve(problem, iterations=0)
    for old, new in zip(problem.visits, promised(problem, plan).visits, strict=True):
        assert old.promise is None or new.promise == old.promise
