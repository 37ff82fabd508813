"""One urgent visit is refused where putting it in would make another disappear without a word."""

from dataclasses import replace

import pytest

from routing.plan import Plan
from routing.problem import Carer, Frozen, FrozenStop, Problem, ProblemError, Visit
from routing.solver import insert, replan
from routing.solver.urgent import MOST_NAMED
from tests.routing.small_days import HOUR, MINUTE, at, carer, day, doers, planned, visit

URGENT = visit("urgent", "far")
MORNING = visit("morning", windows=(at(9, for_minutes=10),), forbidden_carers=("b",))
BATH = visit("bath", windows=(at(10, for_minutes=10),), carers=2)
NOON = visit("noon", windows=(at(12, for_minutes=10),), allowed_carers=("b",))


def running(*visits: Visit) -> tuple[Problem, Plan]:
    """A day of two carers that serves all these, asked for one more visit since."""
    before = day([carer("a"), carer("b")], list(visits))
    plan = planned(before)
    assert plan.unserved == ()
    return replace(before, visits=(*visits, URGENT)), plan


def with_carer(problem: Problem, changed: Carer) -> Problem:
    return replace(
        problem, carers=tuple(changed if each.id == changed.id else each for each in problem.carers)
    )


def late(name: str, until: int) -> Carer:
    """Somebody who is on the way since the morning and free only at that hour."""
    return carer(name, frozen=Frozen("far", until * HOUR))


def refusal(problem: Problem, plan: Plan) -> str:
    with pytest.raises(ProblemError) as refused:
        insert(problem, plan, "urgent")
    assert refused.value.field == "plan"
    return str(refused.value)


def test_a_late_carer_who_misses_a_visit_of_the_plan_has_to_be_planned_anew_first() -> None:
    problem, plan = running(MORNING, NOON)
    disturbed = with_carer(problem, late("a", until=11))
    assert refusal(disturbed, plan) == "plan: can no longer keep 'morning'; replan first"


def test_once_it_is_planned_anew_the_urgent_visit_finds_a_place() -> None:
    problem, plan = running(MORNING, NOON)
    disturbed = with_carer(problem, late("a", until=11))
    anew = replan(replace(disturbed, visits=problem.visits[:-1]), plan, seconds=0.2)
    assert anew.unserved == ("morning",)
    choices = insert(disturbed, anew, "urgent")
    assert [set(doers(each.plan)) for each in choices] == [{"noon", "urgent"}] * 2


def test_a_late_carer_who_still_comes_in_time_is_no_reason() -> None:
    problem, plan = running(MORNING, NOON)
    choices = insert(with_carer(problem, late("a", until=9)), plan, "urgent")
    assert [set(doers(each.plan)) for each in choices] == [{"morning", "noon", "urgent"}] * 2


def test_of_many_visits_only_a_few_are_named_and_the_others_counted() -> None:
    rounds = [visit(f"v{rank}", allowed_carers=("a",)) for rank in range(MOST_NAMED + 2)]
    problem, plan = running(*rounds, NOON)
    said = refusal(with_carer(problem, carer("a", shifts=())), plan)
    assert said.count("'v") == MOST_NAMED
    assert said.endswith(" and 2 more; replan first")


def test_visits_of_a_carer_whom_the_problem_does_not_have_any_more_are_missed() -> None:
    problem, plan = running(MORNING, NOON)
    assert "'morning'" in refusal(replace(problem, carers=problem.carers[1:]), plan)


def test_a_carer_who_is_gone_and_had_nothing_to_do_is_no_reason() -> None:
    problem, plan = running(NOON)
    assert insert(with_carer(problem, carer("a", shifts=())), plan, "urgent")


def test_a_visit_for_two_of_whom_one_is_gone_is_missed() -> None:
    problem, plan = running(BATH, NOON)
    assert "'bath'" in refusal(with_carer(problem, carer("a", shifts=())), plan)


def test_a_visit_that_has_begun_and_whose_second_carer_is_gone_is_missed() -> None:
    problem, plan = running(BATH)
    assert "'bath'" in refusal(begun_by_one(problem, plan, other=carer("a", shifts=())), plan)


def test_a_visit_that_has_begun_and_whose_second_carer_the_plan_leaves_out_itself_is_no_reason() -> None:
    problem, plan = running(BATH)
    alone = begun_by_one(problem, plan, other=carer("a", shifts=()))
    assert insert(alone, replace(plan, unserved=("bath",)), "urgent")


def begun_by_one(problem: Problem, plan: Plan, other: Carer) -> Problem:
    """Carer b has begun the bath at 10:00."""
    stop = FrozenStop("bath", 10 * HOUR, doers(plan)["bath"].index("b"))
    begun = carer("b", frozen=Frozen("near", 10 * HOUR + 30 * MINUTE, (stop,)))
    return with_carer(with_carer(problem, begun), other)


def test_a_visit_that_has_been_done_is_kept_wherever_its_carer_is_now() -> None:
    problem, plan = running(MORNING, NOON)
    done = Frozen("near", 15 * HOUR, (FrozenStop("morning", 9 * HOUR),))
    choices = insert(with_carer(problem, carer("a", frozen=done)), plan, "urgent")
    assert {"morning", "noon"} < set(doers(choices[0].plan))


def test_a_visit_that_the_problem_does_not_have_any_more_is_no_reason() -> None:
    problem, plan = running(MORNING, NOON)
    cancelled = replace(problem, visits=problem.visits[1:])
    choices = insert(cancelled, plan, "urgent")
    assert [set(doers(each.plan)) for each in choices] == [{"noon", "urgent"}] * 2


def test_a_visit_that_now_needs_a_second_carer_is_missed() -> None:
    problem, plan = running(NOON)
    two = visit("noon", windows=(at(12, for_minutes=10),), carers=2)
    assert "'noon'" in refusal(replace(problem, visits=(two, URGENT)), plan)


def test_the_visit_itself_may_be_one_that_the_plan_can_no_longer_keep() -> None:
    problem, plan = running(visit("morning", windows=(at(9, for_minutes=90),)), NOON)
    disturbed = with_carer(problem, late(doers(plan)["morning"][0], until=11))
    choices = insert(disturbed, plan, "morning")
    assert [set(doers(each.plan)) for each in choices] == [{"morning", "noon"}]
