"""Hard rules about when, where and how much somebody works."""

from dataclasses import replace
from typing import Any

import pytest

from routing.check import check
from routing.problem import Break, ForGrade, Frozen, FrozenStop, Pace, Part, Problem, TravelMatrix
from routing.solver.assemble import assemble
from routing.solver.compile import compile_model
from routing.solver.construct import construct
from routing.solver.draft import Draft
from tests.routing.planners import Planner
from tests.routing.rules.deciding import LIN, WU, Case, assert_decides
from tests.routing.small_days import HOUR, MINUTE, alone, at, carer, day, hours, line, order_of, visit

LUNCH = Break("lunch", (at(12, for_minutes=30),), 30 * MINUTE)
MEASURED = (TravelMatrix("bike", line(), meters=line(100)),)
LIGHT_LUNCH = replace(LUNCH, maximum_load=(0,))

BEGUN = Frozen("near", 10 * HOUR, (FrozenStop("v", 9 * HOUR),))


def learning(**rules: Any) -> Problem:
    """Two visits of half an hour that take who still learns three quarters; nobody else is there."""
    part = Part(30 * MINUTE, service_by_grade=(ForGrade("learns", 45 * MINUTE),))
    lin = carer("lin", grade="learns", shifts=(hours(8, 16, start="near"),), **rules)
    visits = [visit(each, parts=(part,)) for each in "vw"]
    return day([lin, carer("wu", shifts=())], visits, setup_is_service=True)


HARD: dict[str, Case] = {
    "several shifts a day": (
        alone(carer("lin", shifts=(hours(8, 12), hours(14, 18))), visit("v", windows=(at(12, 30),))),
        alone(carer("lin", hours=(8, 18)), visit("v", windows=(at(12, 30),))),
        "home_too_late",
    ),
    "overtime up to its limit": (
        alone(
            carer("lin", shifts=(hours(8, 16, overtime_limit_seconds=10 * MINUTE),)),
            visit("v", windows=(at(15, 45),)),
        ),
        alone(
            carer("lin", shifts=(hours(8, 16, overtime_limit_seconds=None),)),
            visit("v", windows=(at(15, 45),)),
        ),
        "home_too_late",
    ),
    "a break in its window": (
        alone(
            carer("lin", breaks=(Break("lunch", (at(12, for_minutes=30),), 30 * MINUTE),)),
            visit("v", minutes=60, windows=(at(11, 45),)),
        ),
        alone(LIN, visit("v", minutes=60, windows=(at(11, 45),))),
        "break_missing",
    ),
    "a break in any of its windows": (
        alone(
            carer("lin", breaks=(Break("lunch", (at(12, for_minutes=30),), 30 * MINUTE),)),
            visit("v", minutes=60, windows=(at(11, 45),)),
        ),
        alone(
            carer("lin", breaks=(Break("lunch", (at(9), at(12, for_minutes=30)), 30 * MINUTE),)),
            visit("v", minutes=60, windows=(at(11, 45),)),
        ),
        "break_window",
    ),
    "the place a shift starts at": (
        alone(
            carer("lin", shifts=(hours(8, 16, start="farther"),)), visit("v", windows=(at(8, for_minutes=1),))
        ),
        alone(LIN, visit("v", windows=(at(8, for_minutes=1),))),
        "arrives_too_early",
    ),
    "the place a shift ends at": (
        alone(
            carer("lin", shifts=(hours(8, 16, end="farther"),)), visit("v", minutes=29, windows=(at(15, 30),))
        ),
        alone(LIN, visit("v", minutes=29, windows=(at(15, 30),))),
        "home_wrong",
    ),
    "the mode of travel": (
        alone(carer("lin", mode="walk"), visit("v", "far", windows=(at(8, for_minutes=5),))),
        alone(LIN, visit("v", "far", windows=(at(8, for_minutes=5),))),
        "arrives_too_early",
    ),
    "slower ways at some hours": (
        alone(
            LIN,
            visit("v", "far", windows=(at(8, for_minutes=5),)),
            travel=(TravelMatrix("bike", line(), paces=(Pace(0, 5000),)),),
        ),
        alone(
            LIN, visit("v", "far", windows=(at(8, for_minutes=5),)), travel=(TravelMatrix("bike", line()),)
        ),
        "arrives_too_early",
    ),
    "a break with little on board": (
        alone(
            carer("lin", capacity=(2,), breaks=(LIGHT_LUNCH,)), visit("v", collected=(1,), windows=(at(9),))
        ),
        alone(carer("lin", capacity=(2,), breaks=(LUNCH,)), visit("v", collected=(1,), windows=(at(9),))),
        "break_load",
    ),
    "most work": (
        alone(carer("lin", maximum_work_seconds=HOUR), visit("v", minutes=59)),
        alone(carer("lin", maximum_work_seconds=HOUR + MINUTE), visit("v", minutes=59)),
        "maximum_work",
    ),
    "most work in the seconds of a grade": (
        learning(maximum_work_seconds=91 * MINUTE - 1),
        learning(maximum_work_seconds=91 * MINUTE),
        "maximum_work",
    ),
    "most work after what has begun in the seconds of a grade": (
        learning(maximum_work_seconds=91 * MINUTE - 1, frozen=BEGUN),
        learning(maximum_work_seconds=91 * MINUTE, frozen=BEGUN),
        "maximum_work",
    ),
    "most travel": (
        alone(carer("lin", maximum_travel_seconds=119), visit("v")),
        alone(carer("lin", maximum_travel_seconds=120), visit("v")),
        "maximum_travel",
    ),
    "most meters": (
        alone(carer("lin", maximum_travel_meters=199), visit("v"), travel=MEASURED),
        alone(carer("lin", maximum_travel_meters=200), visit("v"), travel=MEASURED),
        "maximum_travel_meters",
    ),
    "most visits": (
        alone(carer("lin", maximum_visits=1), visit("v"), visit("w")),
        alone(carer("lin", maximum_visits=2), visit("v"), visit("w")),
        "maximum_visits",
    ),
    "a load": (
        alone(carer("lin", capacity=(1,)), visit("v", collected=(1,)), visit("w", collected=(1,))),
        alone(carer("lin", capacity=(2,)), visit("v", collected=(1,)), visit("w", collected=(1,))),
        "overloaded",
    ),
    "a frozen beginning": (
        alone(carer("lin", frozen=Frozen("farther", 10 * HOUR)), visit("v", windows=(at(9),))),
        alone(LIN, visit("v", windows=(at(9),))),
        "left_too_early",
    ),
    "what has been started": (
        day([carer("lin", frozen=Frozen("near", 9 * HOUR, (FrozenStop("v", 8 * HOUR),))), WU], [visit("v")]),
        day([carer("lin", shifts=()), WU], [visit("v")]),
        "frozen_changed",
    ),
}


@pytest.mark.parametrize("rule", [each for each in HARD if "of a grade" in each])
def test_insertion_alone_keeps_to_the_most_work_in_the_seconds_of_a_grade(rule: str) -> None:
    ruled, free, _ = HARD[rule]
    for problem, left_out in ((ruled, 1), (free, 0)):
        draft = Draft(compile_model(problem))
        construct(draft)
        plan = assemble(draft)
        assert check(problem, plan).broken == ()
        assert len(plan.unserved) == left_out


@pytest.mark.parametrize("rule", HARD)
def test_a_hard_rule_decides_the_plan_and_the_judge_refuses_the_plan_that_breaks_it(
    rule: str, planner: Planner
) -> None:
    assert_decides(HARD[rule], planner)


def test_a_break_is_taken_where_little_enough_is_on_board(planner: Planner) -> None:
    """First what is delivered, then the break, then what is collected, however far apart they are."""
    lin = carer("lin", capacity=(2,), breaks=(replace(LIGHT_LUNCH, windows=(at(8, for_minutes=8 * 60),)),))
    early = visit("brought", "far", delivered=(2,), windows=(at(8, for_minutes=8 * 60),))
    plan = planner(alone(lin, visit("taken", collected=(1,)), early, visit("other")))
    assert plan.unserved == ()
    order = order_of(plan, "lin")
    assert order.index("brought") < order.index("lunch") < order.index("taken")


def test_meters_are_counted_over_all_shifts_of_the_day(planner: Planner) -> None:
    def served(most: int) -> int:
        two = carer("lin", shifts=(hours(8, 12), hours(14, 18)), maximum_travel_meters=most)
        visits = visit("v", windows=(at(9),)), visit("w", "far", windows=(at(15),))
        return len(visits) - len(planner(alone(two, *visits, travel=MEASURED)).unserved)

    assert [served(most) for most in (199, 200, 599, 600)] == [0, 1, 1, 2]


def test_one_shift_after_the_other_is_worked(planner: Planner) -> None:
    two = carer("lin", shifts=(hours(8, 12), hours(14, 18)))
    plan = planner(alone(two, visit("v", windows=(at(9),)), visit("w", windows=(at(15),))))
    assert [each.shift for each in plan.rounds] == [0, 1]
    assert plan.unserved == ()


def test_a_break_is_taken_before_a_way_that_leads_out_of_its_window(planner: Planner) -> None:
    rest = Break("rest", (at(8, for_minutes=10), at(9)), 30 * MINUTE)
    walker = carer("lin", mode="walk", breaks=(rest,))
    problem = alone(walker, visit("v", "farther", minutes=60, windows=(at(8, 45),)))
    plan = planner(problem)
    assert check(problem, plan).broken == ()
    assert order_of(plan, "lin") == ["rest", "v"]
    assert plan.rounds[0].stops[0].place == "base"


def test_two_breaks_are_taken_before_a_way_that_leaves_no_time_for_the_second(planner: Planner) -> None:
    tea = Break("tea", (at(8, for_minutes=20),), 10 * MINUTE)
    rest = Break("rest", (at(8, 10, for_minutes=10),), 10 * MINUTE)
    walker = carer("lin", mode="walk", breaks=(tea, rest))
    problem = alone(walker, visit("v", "farther", windows=(at(8, 35),)))
    plan = planner(problem)
    assert check(problem, plan).broken == ()
    assert order_of(plan, "lin") == ["tea", "rest", "v"]
    assert [each.start_at for each in plan.rounds[0].stops] == [8 * HOUR, 8 * HOUR + 600, 8 * HOUR + 2100]
