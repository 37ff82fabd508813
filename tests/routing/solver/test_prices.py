"""What the plain solver takes a plan to cost, held against the judge."""

from dataclasses import replace
from random import Random

from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from routing.check import check
from routing.problem import Objective, Problem, ProblemError
from routing.solver.assemble import assemble
from routing.solver.compile import compile_model
from routing.solver.draft import Draft
from tests.routing.graded_days import graded
from tests.routing.problems import station_day
from tests.routing.thinned import built_and_thinned
from tests.routing.whole_problems import Maker

MANY = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


@MANY
@given(st.randoms(use_true_random=False))
def test_ways_seconds_of_service_and_work_cost_what_the_judge_counts(chance: Random) -> None:
    assert_counted_right(priced(drawn(chance), chance), chance)


@MANY
@given(st.integers(0, 10**6), st.integers(1, 12), st.integers(1, 4))
def test_so_they_do_where_the_grade_decides_how_long_everything_takes(
    seed: int, visits: int, carers: int
) -> None:
    chance = Random(seed)
    assert_counted_right(priced(graded(station_day(seed, visits, carers), seed), chance), chance)


def assert_counted_right(problem: Problem, chance: Random) -> None:
    draft = Draft(compile_model(problem))
    nobody = difference(problem, draft)
    if not built_and_thinned(draft, chance):
        reject()
    # What has begun costs the same in every plan, and the solver does not count it.
    assert difference(problem, draft) == nobody


def drawn(chance: Random) -> Problem:
    try:
        return Maker(chance).problem()
    except ProblemError:
        reject()


def priced(problem: Problem, chance: Random) -> Problem:
    """The day with costs that do not hang on when rounds leave, which only what is assembled decides.

    Using carers costs nothing: the solver counts that for each of their shifts that is not over.
    """
    weights = Objective.only(unserved=10_000, travel=chance.choice([1, 7]), fairness=chance.choice([0, 2]))
    return replace(
        problem,
        carers=tuple(replace(each, use_cost=0) for each in problem.carers),
        travel=tuple(replace(each, paces=()) for each in problem.travel),
        objective=weights,
        maximum_broken_promises=None,
    )


def difference(problem: Problem, draft: Draft) -> int:
    verdict = check(problem, assemble(draft))
    assert verdict.broken == ()
    return verdict.total - draft.total()
