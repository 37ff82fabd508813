from dataclasses import replace

from routing.check import broken_promises, check
from routing.explain import Finding, explain_broken
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
    plain = without_promises(station_day(9, 20, 4))
    before = solve(plain, iterations=0)
    curve = price_curve(plain, before, iterations=15)
    assert curve.unavoidable == ()
    for point in curve.points:
        assert point.changes is None or changes(before, point.plan) <= point.changes
    totals = [each.verdict.total for each in curve.points]
    assert totals == sorted(totals, reverse=True)


def test_where_promises_cannot_all_be_kept_the_curve_begins_at_the_fewest_and_says_which() -> None:
    problem = ill(without_promises(station_day(3, 30, 4)), "carer1")
    before = solve(without_promises(station_day(3, 30, 4)), iterations=300)
    curve = price_curve(problem, before, iterations=40)
    fewest = len(curve.unavoidable)
    assert fewest > 0
    for point in curve.points:
        assert check(promised(problem, before), point.plan).feasible
        assert point.changes is None or point.broken <= fewest + point.changes
    totals = [each.verdict.total for each in curve.points]
    assert totals == sorted(totals, reverse=True)
    assert totals[-1] < totals[0]


def test_who_could_keep_a_broken_promise_is_told() -> None:
    problem = ill(without_promises(station_day(3, 30, 4)), "carer1")
    before = solve(without_promises(station_day(3, 30, 4)), iterations=300)
    held = promised(problem, before)
    after = replan(problem, before, seconds=1)
    told = explain_broken(held, after)
    served = [each for each in broken_promises(held, after) if each not in after.unserved]
    assert [each.visit for each in told] == served
    assert told
    for each in told:
        if each.finding == Finding.BLOCKED_BY:
            assert each.blockers
            assert each.hindrances
        if each.finding == Finding.IMPOSSIBLE:
            assert {hindrance.carer for hindrance in each.hindrances} >= {
                c.id for c in problem.carers if c.shifts
            }


def without_promises(problem: Problem) -> Problem:
    return replace(problem, visits=tuple(replace(visit, promise=None) for visit in problem.visits))


def test_what_was_promised_before_stays_promised() -> None:
    problem = station_day(9, 20, 4)
    plan = solve(problem, iterations=0)
    for old, new in zip(problem.visits, promised(problem, plan).visits, strict=True):
        assert old.promise is None or new.promise == old.promise
