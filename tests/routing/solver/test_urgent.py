import pytest

from routing.check import check
from routing.explain.copies import draft_of, without
from routing.plan import Plan, StopKind
from routing.problem import Problem, ProblemError
from routing.solver import insert, solve
from routing.solver.cheapest import cheapest_insertion
from tests.routing.disturbed_days import frozen_at
from tests.routing.problems import HOUR, station_day


@pytest.fixture(scope="module")
def running() -> tuple[Problem, Plan]:
    """A day at 10:00: what was done until then is frozen."""
    problem = frozen_at(station_day(7, 30, 5), 10 * HOUR)
    return problem, solve(problem, iterations=20)


def open_visits(problem: Problem, plan: Plan) -> list[str]:
    frozen = {stop.visit for carer in problem.carers if carer.frozen for stop in carer.frozen.stops}
    return [visit.id for visit in problem.visits if visit.id not in frozen and visit.id not in plan.unserved]


def test_every_choice_is_a_plan_the_judge_accepts_and_the_first_is_the_cheapest(
    running: tuple[Problem, Plan],
) -> None:
    problem, plan = running
    for visit in open_visits(problem, plan)[:10]:
        choices = insert(problem, without(plan, visit), visit)
        assert 1 <= len(choices) <= 3
        assert [each.cost for each in choices] == sorted(each.cost for each in choices)
        assert all(check(problem, each.plan).feasible for each in choices)
        assert len({each.carers for each in choices}) == len(choices)


def test_nothing_frozen_moves_and_nobody_else_changes_carers(running: tuple[Problem, Plan]) -> None:
    problem, plan = running
    for visit in open_visits(problem, plan)[:5]:
        for choice in insert(problem, without(plan, visit), visit):
            before, after = whereabouts(plan), whereabouts(choice.plan)
            assert {key for key in before if key[0] != visit} == {key for key in after if key[0] != visit}
            assert all(seconds > 0 and other != visit for other, seconds in choice.delays.items())
            frozen = [stop for each in plan.rounds for stop in each.stops if stop.frozen]
            assert frozen == [stop for each in choice.plan.rounds for stop in each.stops if stop.frozen]


def test_the_first_choice_is_nearly_always_what_the_complete_search_finds(
    running: tuple[Problem, Plan],
) -> None:
    problem, plan = running
    excess = []
    for visit in open_visits(problem, plan):
        gap = without(plan, visit)
        best = cheapest_insertion(draft_of(problem, gap), problem.visits.index(problem.visit_by_id[visit]))
        assert best is not None
        excess.append(insert(problem, gap, visit)[0].cost - best.cost)
    assert min(excess) == 0
    assert excess.count(0) >= 0.9 * len(excess)


def test_where_only_moved_breaks_make_room_the_choices_are_still_by_different_carers() -> None:
    problem = station_day(5, 60, 6)
    plan = solve(problem, iterations=60)
    found = [insert(problem, without(plan, visit), visit) for visit in open_visits(problem, plan)[:25]]
    assert all(len({each.carers for each in choices}) == len(choices) for choices in found)
    assert sum(len(choices) for choices in found) > len(found)


def whereabouts(plan: Plan) -> set[tuple[str, int, str]]:
    """(visit, part, carer) of everything in a plan."""
    return {
        (stop.about, stop.part, each.carer)
        for each in plan.rounds
        for stop in each.stops
        if stop.kind == StopKind.VISIT
    }


def test_a_visit_that_is_served_or_unknown_is_refused(running: tuple[Problem, Plan]) -> None:
    problem, plan = running
    with pytest.raises(ProblemError, match="served already"):
        insert(problem, plan, open_visits(problem, plan)[0])
    with pytest.raises(ProblemError, match="does not exist"):
        insert(problem, plan, "nobody")
