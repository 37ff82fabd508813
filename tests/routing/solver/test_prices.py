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
from tests.routing.thinned import built_and_thinned
from tests.routing.whole_problems import Maker

MANY = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


@MANY
@given(st.randoms(use_true_random=False))
def test_ways_seconds_of_service_and_work_cost_what_the_judge_counts(chance: Random) -> None:
    problem = drawn(chance)
    draft = Draft(compile_model(problem))
    nobody = difference(problem, draft)
    if not built_and_thinned(draft, chance):
        reject()
    # What has begun costs the same in every plan, and the solver does not count it.
    assert difference(problem, draft) == nobody


def drawn(chance: Random) -> Problem:
    """A problem whose costs do not hang on when rounds leave, which only what is assembled decides."""
    try:
        problem = Maker(chance).problem()
    except ProblemError:
        reject()
    return replace(
        problem,
        travel=tuple(replace(each, paces=()) for each in problem.travel),
        objective=Objective.only(
            unserved=10_000, travel=chance.choice([1, 7]), fairness=chance.choice([0, 2])
        ),
        maximum_broken_promises=None,
    )


def difference(problem: Problem, draft: Draft) -> int:
    return check(problem, assemble(draft)).total - draft.total()
