"""How many visits can be served at all: no plan serves more, and where it is plain it is told exactly."""

from dataclasses import replace

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from routing.plan import Plan
from routing.problem import Break, Pace, Problem, ProblemError, Window
from routing.solver import Progress, solve
from routing.solver.budget import Budget
from routing.solver.master.serving import fewest_unserved
from tests.routing.disturbed_days import frozen_at
from tests.routing.problems import HOUR, station_day
from tests.routing.small_days import alone, at, carer, visit
from tests.routing.solver.master.every_plan import accepted
from tests.routing.solver.master.tiny import tiny_day

SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much]


def left_out_at_least(problem: Problem) -> int:
    """The bound, from a plan that serves nobody."""
    plan = Plan((), tuple(visit.id for visit in problem.visits))
    found = fewest_unserved(problem, plan, budget=Budget(iterations=1000), seed=0)
    assert found is not None
    return found


@settings(max_examples=40, deadline=None, suppress_health_check=SLOW)
@given(seed=st.integers(0, 100_000))
def test_no_plan_of_a_tiny_day_leaves_out_fewer(seed: int) -> None:
    try:
        problem = tiny_day(seed)
    except ProblemError:
        assume(False)
    fewest = min((left_out for _, left_out in accepted(problem)), default=len(problem.visits))
    assert left_out_at_least(problem) <= fewest


@settings(max_examples=15, deadline=None, suppress_health_check=SLOW)
@given(seed=st.integers(0, 100_000), carers=st.integers(1, 4), hour=st.sampled_from([0, 9, 12]))
def test_no_plan_of_a_day_leaves_out_fewer_begun_or_not_slow_or_quick(
    seed: int, carers: int, hour: int
) -> None:
    problem = station_day(seed, 12, carers)
    problem = frozen_at(problem, hour * HOUR) if hour else problem
    quicker = replace(
        problem, travel=tuple(replace(each, paces=(Pace(9 * HOUR, 600),)) for each in problem.travel)
    )
    for each in (problem, quicker):
        assert left_out_at_least(each) <= len(solve(each, iterations=20).unserved)


def test_what_one_carer_cannot_do_at_once_is_left_out() -> None:
    day = station_day(3, 8, 1)
    single = [visit for visit in day.visits if len(visit.parts) == 1 and visit.meal is None][:3]
    at_ten = tuple(
        replace(visit, windows=(Window(10 * HOUR, 10 * HOUR),), parts=(replace(visit.parts[0], skills=()),))
        for visit in single
    )
    problem = replace(day, visits=at_ten, precedences=(), same_carer=())
    told: list[Progress] = []
    plan = solve(problem, iterations=20, on_progress=told.append)
    assert plan.bound is not None
    assert plan.bound.fewest_unserved == len(plan.unserved) == len(at_ten) - 1
    assert told[-1].fewest_unserved == plan.bound.fewest_unserved
    unbounded = solve(problem, iterations=20, bounded=False)
    assert unbounded.bound is None or unbounded.bound.fewest_unserved is None


def test_a_required_break_is_not_thought_of_between_its_windows() -> None:
    rest = Break("rest", (at(8), at(11)), HOUR)
    visits = [visit("early", windows=(at(8, 30),)), visit("late", windows=(at(11, 25),))]
    problem = alone(carer("lin", hours=(8, 12), breaks=(rest,)), *visits)
    assert left_out_at_least(problem) == 1
    between = replace(rest, windows=(at(8), at(9, 30), at(11)))
    assert left_out_at_least(replace(problem, carers=(carer("lin", hours=(8, 12), breaks=(between,)),))) == 0


def test_a_plan_that_serves_all_needs_no_bound() -> None:
    problem = station_day(0, 14, 6)
    plan = solve(problem, iterations=60)
    assert plan.unserved == ()
    assert plan.bound is None
    assert fewest_unserved(problem, plan, budget=Budget(iterations=1), seed=0) == 0


def test_a_short_search_leaves_time_enough_to_tell() -> None:
    day = station_day(3, 20, 3)
    anybody = tuple(
        replace(
            visit,
            windows=(Window(10 * HOUR, 10 * HOUR),),
            meal=None,
            parts=tuple(replace(part, skills=(), credentials=()) for part in visit.parts),
        )
        for visit in day.visits
    )
    problem = replace(day, visits=anybody, precedences=(), same_carer=())
    plan = Plan((), tuple(visit.id for visit in problem.visits))
    assert fewest_unserved(problem, plan, budget=Budget(seconds=0.2), seed=0) == 17
