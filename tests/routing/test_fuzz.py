"""Documents with something wrong in them: refused by name or planned soundly, never a crash."""

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from routing.check import check
from routing.documents import read_plan, read_problem, write_plan, write_problem
from routing.plan import StopKind
from routing.problem import Pin, Precedence, Problem, ProblemError
from routing.solver import solve
from tests.routing.check.breaking import BREAKERS
from tests.routing.problems import station_day
from tests.routing.small_days import HOUR, MINUTE, carer, day, visit

JUNK: list[Any] = [
    None,
    -1,
    0,
    1,
    86_400,
    10**12,
    10**400,
    1.5,
    float("nan"),
    "",
    "nobody",
    True,
    [],
    {},
    [[]],
    "station",
]
CALM = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def paths(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where a value can be replaced."""
    items: Any = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        yield (*path, key)
        yield from paths(value, (*path, key))


def spoiled(data: Any, path: tuple[Any, ...], junk: Any) -> Any:
    copy = deepcopy(data)
    place = copy
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = junk
    return copy


PROBLEM = json.loads(write_problem(station_day(5, 6, 3)))
PLAN = json.loads(write_plan(solve(station_day(5, 6, 3), iterations=0)))
# Matrices are one list of numbers like another: a few of their entries are enough.
PROBLEM_PATHS = [path for path in paths(PROBLEM) if path[0] != "travel" or path[-1] in (0, "seconds", "mode")]
PLAN_PATHS = list(paths(PLAN))


@CALM
@given(path=st.sampled_from(PROBLEM_PATHS), junk=st.sampled_from(JUNK))
def test_a_spoiled_problem_is_refused_or_planned_soundly(path: tuple[Any, ...], junk: Any) -> None:
    try:
        problem = read_problem(json.dumps(spoiled(PROBLEM, path, junk)))
    except ProblemError:
        return
    assert check(problem, solve(problem, iterations=0)).feasible


@CALM
@given(path=st.sampled_from(PLAN_PATHS), junk=st.sampled_from(JUNK))
@example(path=("rounds",), junk=[])
def test_a_spoiled_plan_is_refused_or_judged(path: tuple[Any, ...], junk: Any) -> None:
    problem = station_day(5, 6, 3)
    try:
        plan = read_plan(json.dumps(spoiled(PLAN, path, junk)))
    except ProblemError:
        return
    verdict = check(problem, plan)
    for each in verdict.broken:
        assert each.code in BREAKERS
        known = each.visit in problem.visit_by_id or each.carer in problem.carer_by_id
        assert known or each.code in ("unknown_visit", "unknown_carer")
    if verdict.feasible:
        served = {stop.about for each in plan.rounds for stop in each.stops if stop.kind == StopKind.VISIT}
        assert served ^ set(plan.unserved) == problem.visit_by_id.keys()


@pytest.mark.parametrize(
    "text", ["", "null", "[]", "{", '{"places": {}}', "\x00", '"x"', "[" * 5000, "9" * 5000]
)
def test_what_is_no_document_is_refused(text: str) -> None:
    for read in (read_problem, read_plan):
        with pytest.raises(ProblemError):
            read(text)


IN_A_CIRCLE = [{"before": f"v{rank}", "after": f"v{(rank + 1) % 3}"} for rank in range(3)]
AFTER_THE_DAY = {"from": 90_000, "until": 90_001}
PRECEDES = {"before": "v1", "after": "v2"}
KITCHEN = {"id": "kitchen", "place": "kitchen"}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"visits": []}, "visits"),
        ({"carers": []}, "carers"),
        ({"visits": PROBLEM["visits"] * 5000}, "visits"),
        ({"precedences": [{"before": "v1", "after": "v2"}, {"before": "v2", "after": "v1"}]}, "precedences"),
        ({"precedences": [{"before": "v1", "after": "v1"}]}, "precedences"),
        ({"precedences": IN_A_CIRCLE}, "precedences"),
        (
            {"precedences": [{**PRECEDES, "gap_minimum_seconds": 9, "gap_maximum_seconds": 8}]},
            "precedences.gap_maximum_seconds",
        ),
        ({"same_carer": [["v0", "ghost"]]}, "same_carer"),
        ({"same_carer": [["v1", "v1"]]}, "same_carer"),
        ({"same_carer": [[]]}, "same_carer"),
        ({"kitchens": [{**KITCHEN, "windows": [AFTER_THE_DAY]}]}, "kitchens.windows"),
        (
            {"kitchens": [{**KITCHEN, "windows": [{"from": 9, "until": 10}, {"from": 1, "until": 2}]}]},
            "kitchens.windows",
        ),
        ({"horizon_seconds": 10}, "carers.shifts"),
        ({"day": "yesterday"}, "day"),
        ({"travel": []}, "carers.mode"),
    ],
)
def test_what_cannot_be_planned_is_named_before_any_solving(change: dict[str, Any], field: str) -> None:
    with pytest.raises(ProblemError) as caught:
        read_problem(json.dumps({**PROBLEM, **change}))
    assert caught.value.field == field


def test_what_is_named_so_that_it_cannot_be_written_is_refused_before_any_solving() -> None:
    with pytest.raises(ProblemError) as caught:
        read_problem(json.dumps(PROBLEM).replace("home3", "\\ud800"))
    assert caught.value.field == "places.id"


def with_visit(change: dict[str, Any]) -> str:
    return json.dumps(
        {**PROBLEM, "visits": [{**PROBLEM["visits"][0], **change}], "precedences": [], "same_carer": []}
    )


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"parts": [{"service_seconds": 60}] * 4, "meal": None}, "visits.parts"),
        ({"windows": [AFTER_THE_DAY]}, "visits.windows"),
        ({"windows": [], "pin": {"start_at": 90_000}}, "visits.pin.start_at"),
        ({"promise": {"start_at": 90_000}}, "visits.promise.start_at"),
        ({"meal": {"kitchen": "kitchen", "ready_at": 90_000}}, "visits.meal.ready_at"),
        ({"promise": {"start_at": -1}}, "visits[0].promise.start_at"),
        ({"parts": [{"service_seconds": -1}]}, "visits[0].parts[0].service_seconds"),
        ({"promise": {"tolerance_seconds": -1}}, "visits[0].promise.tolerance_seconds"),
        ({"windows": [{"from": 9, "until": 8}]}, "visits[0].windows[0]"),
        ({"windows": [{"from": -9, "until": 8}]}, "visits[0].windows[0].from"),
        ({"collected": [-1]}, "visits.collected"),
        ({"pin": {"carers": ["carer0", "carer1"]}}, "visits.pin"),
        ({"pin": {"carers": ["carer0"]}, "forbidden_carers": ["carer0"]}, "visits.pin.carers"),
        ({"pin": {"start_at": 1}, "windows": [{"from": 9, "until": 18}]}, "visits.pin.start_at"),
        ({"parts": []}, "visits.parts"),
        ({"gap_minimum_seconds": 9, "gap_maximum_seconds": 8}, "visits.gap_maximum_seconds"),
        ({"allowed_carers": ["ghost"]}, "visits.allowed_carers"),
        ({"meal": {"kitchen": "ghost"}}, "visits.meal.kitchen"),
    ],
)
def test_a_visit_that_contradicts_itself_is_named(change: dict[str, Any], field: str) -> None:
    with pytest.raises(ProblemError) as caught:
        read_problem(with_visit(change))
    assert caught.value.field == field
    assert caught.value.subject == "v0"


def test_pinned_starts_may_not_contradict_a_precedence() -> None:
    def pinned(gap: int) -> Problem:
        first = visit("v", minutes=30, pin=Pin(None, 9 * HOUR))
        second = visit("w", pin=Pin(None, 9 * HOUR + 30 * MINUTE + gap))
        return day([carer("lin")], [first, second], precedences=(Precedence("v", "w", 60, 120),))

    assert pinned(60)
    assert pinned(120)
    for gap in (59, 121, -9000):
        with pytest.raises(ProblemError) as caught:
            pinned(gap)
        assert (caught.value.field, caught.value.subject) == ("visits.pin.start_at", "w")
        assert caught.value.text.endswith("; 60 to 120 are allowed, pin another time")
