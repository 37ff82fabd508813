import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import routing.check
from routing.check import check
from routing.plan import Plan, StopKind
from routing.problem import Problem, Starts
from routing.problem.carers import LIMITS_OF_A_DAY
from routing.solver import solve
from tests.routing.check.breaking import BREAKERS
from tests.routing.check.changes import Breaker
from tests.routing.problems import station_day

SOURCES = list(Path(routing.check.__file__).parent.rglob("*.py"))
CASES = [(code, rank, breaker) for code, each in BREAKERS.items() for rank, breaker in enumerate(each)]


@cache
def valid() -> tuple[Problem, Plan]:
    problem = station_day(11, 52, 6)
    return problem, solve(problem, iterations=10)


def test_the_plan_to_be_broken_is_whole_and_has_something_of_everything() -> None:
    problem, plan = valid()
    assert check(problem, plan).feasible
    assert plan.unserved
    stops = [stop for each in plan.rounds for stop in each.stops]
    served = [problem.visit_by_id[stop.about] for stop in stops if stop.kind == StopKind.VISIT]
    assert {stop.kind for stop in stops} == set(StopKind)
    assert any(visit.meal is not None for visit in served)
    assert {visit.starts for visit in served if len(visit.parts) == 2} >= {Starts.TOGETHER, Starts.ORDERED}


@pytest.mark.parametrize(
    ("code", "rank", "breaker"), CASES, ids=[f"{code}-{rank}" for code, rank, _ in CASES]
)
def test_a_plan_broken_in_one_way_is_caught_for_it(code: str, rank: int, breaker: Breaker) -> None:
    problem, plan = breaker(*valid())
    assert code in {each.code for each in check(problem, plan).broken}


def test_every_code_the_judge_can_give_is_broken_on_purpose() -> None:
    assert set(BREAKERS) == codes_written_out() | codes_of_limits()


def codes_written_out() -> set[str]:
    """The first argument of every Broken in the judge's source that is a plain text."""
    firsts = [call.args[0] for path in SOURCES for call in calls_of(path, "Broken")]
    assert sum(not isinstance(each, ast.Constant) for each in firsts) == 1  # the limits of a day
    return {str(each.value) for each in firsts if isinstance(each, ast.Constant)}


def calls_of(path: Path, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
            yield node


def codes_of_limits() -> set[str]:
    return {name.removesuffix("_seconds") for name in LIMITS_OF_A_DAY}
