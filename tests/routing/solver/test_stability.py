from dataclasses import replace

import pytest

from routing.check import Verdict, broken_promises, check
from routing.explain import Finding, explain_broken
from routing.plan import Plan
from routing.problem import Pin, Precedence, Problem, Promise
from routing.solver import price_curve, promised, replan, solve, stability
from routing.solver.promises import promised_plan
from tests.routing.disturbed_days import absent, changed_visits, falls_ill, frozen_at, seen_at, visits_ahead
from tests.routing.problems import HOUR, station_day
from tests.routing.small_days import carer, day, planned, visit


def test_illness_changes_little_beyond_the_rounds_of_who_is_ill() -> None:
    problem = station_day(3, 30, 6)
    before = solve(problem, iterations=40)
    own = visits_ahead(before, "carer1")
    after = replan(absent(problem, "carer1"), before, seconds=3)
    assert check(absent(problem, "carer1"), after).feasible
    anew = solve(absent(problem, "carer1"), iterations=40)
    assert len(changed_visits(before, after) - own) < len(changed_visits(before, anew) - own)


@pytest.mark.parametrize("seed", range(3, 7))
def test_who_falls_ill_on_the_way_goes_home_and_others_take_over(seed: int) -> None:
    problem = station_day(seed, 30, 6)
    before = solve(problem, iterations=40)
    now = 10 * HOUR + 1200
    day = falls_ill(seen_at(problem, before, now), "carer1", now)
    after = replan(day, before, seconds=1)
    assert check(day, after).feasible
    assert not visits_ahead(after, "carer1", now)


def test_a_plan_that_names_a_part_that_there_is_not_promises_nothing() -> None:
    problem = day([carer("lin")], [visit("v")])
    plan = planned(problem)
    (round_,) = plan.rounds
    stops = tuple(replace(stop, part=5) for stop in round_.stops)
    held = promised(problem, replace(plan, rounds=(replace(round_, stops=stops),)))
    assert held.visits[0].promise is None


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
        assert point.changes is None or len(changed_visits(before, point.plan)) <= point.changes
    totals = [each.verdict.total for each in curve.points]
    assert totals == sorted(totals, reverse=True)


def test_where_promises_cannot_all_be_kept_the_curve_begins_at_the_fewest_and_says_which() -> None:
    problem = absent(without_promises(station_day(3, 30, 4)), "carer1")
    before = solve(without_promises(station_day(3, 30, 4)), iterations=20)
    curve = price_curve(problem, before, iterations=200)
    fewest = len(curve.unavoidable)
    assert fewest > 0
    for point in curve.points:
        assert check(promised(problem, before), point.plan).feasible
        assert point.changes is None or point.broken <= fewest + point.changes
    totals = [each.verdict.total for each in curve.points]
    assert totals == sorted(totals, reverse=True)
    assert totals[-1] < totals[0]


def test_who_could_keep_a_broken_promise_is_told() -> None:
    problem = absent(without_promises(station_day(3, 30, 4)), "carer1")
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


@pytest.mark.parametrize("overhead", [0.0, 0.3, 0.9, 1.5])
def test_planning_anew_ends_in_time_however_much_comes_on_top_of_searching(
    overhead: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = station_day(3, 8, 3)
    before = solve(problem, iterations=0)
    clock, costs = [0.0], iter(range(100, 0, -1))

    def searched(disturbed: Problem, *, seconds: float, **rest: object) -> Plan:
        clock[0] += seconds + overhead
        return before

    monkeypatch.setattr("routing.solver.stability.time.monotonic", lambda: clock[0])
    monkeypatch.setattr(stability, "solve", searched)
    monkeypatch.setattr(stability, "check", lambda day, plan: Verdict((), {}, next(costs)))
    replan(problem, before, seconds=5)
    assert 5 - 2 * (1 + overhead) < clock[0] <= 5


def test_a_promise_that_contradicts_the_pin_of_a_visit_by_the_same_carer_is_beyond_keeping() -> None:
    held, tied = visit("v", pin=Pin(("wu",))), visit("w", promise=Promise(None, ("lin",)))
    problem = day([carer("lin"), carer("wu")], [held, tied], same_carer=(("v", "w"),))
    (told,) = explain_broken(problem, planned(problem))
    assert (told.visit, told.finding) == ("w", Finding.IMPOSSIBLE)


def test_promises_that_contradict_an_order_made_by_hand_stop_no_plan() -> None:
    visits = [visit(each, promise=Promise(None, ("lin",))) for each in ("v", "w")]
    orderly = carer("lin", ordered_visits=("v", "w"))
    problem = day([orderly], visits, precedences=(Precedence("w", "v"),))
    plan = promised_plan(problem)
    assert check(problem, plan).broken == ()
    assert len(plan.unserved) == 1
