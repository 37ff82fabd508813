"""Every wish and every weight: it decides between plans that are all possible, and is counted on its own."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from routing.check import check
from routing.problem import (
    ForGrade,
    Kitchen,
    Meal,
    Objective,
    Part,
    Problem,
    Promise,
    TravelMatrix,
    Visit,
    Wish,
)
from tests.routing.planners import Planner, by_everything, by_kernels
from tests.routing.small_days import (
    HOUR,
    MINUTE,
    alone,
    at,
    carer,
    day,
    doers,
    hours,
    line,
    starts,
    visit,
)


@pytest.fixture(params=[by_kernels, by_everything])
def searcher(request: pytest.FixtureRequest) -> Planner:
    """Each way to make a plan that goes on searching for a cheaper one."""
    made: Planner = request.param
    return made


LIN, WU = carer("lin"), carer("wu")
LATE_WU = carer("wu", hours=(10, 16))


def twins(wanted: str, yes: dict[str, Any], no: dict[str, Any], *visits: Visit) -> Problem:
    """Two carers, of whom the `wanted` one is as `yes` says."""
    return day([carer(each, **(yes if each == wanted else no)) for each in ("lin", "wu")], list(visits))


def late_shift(cost: int) -> dict[str, Any]:
    return {"shifts": (hours(8, 16, overtime_limit_seconds=HOUR),), "overtime_cost": cost}


def from_place(place: str) -> dict[str, Any]:
    return {"shifts": (hours(8, 16, start=place, end="far"),)}


# A day on which the named carer is the better one, and the term that counts it.
SOFT: dict[str, tuple[Callable[[str], Problem], str]] = {
    "a wish about sex": (
        lambda who: twins(who, {"sex": "female"}, {"sex": "male"}, visit("v", sex=Wish(("female",)))),
        "wishes",
    ),
    "a wish about language": (
        lambda who: twins(who, {"languages": ("mn",)}, {}, visit("v", language=Wish(("mn",)))),
        "wishes",
    ),
    "preferred carers": (
        lambda who: day([LIN, WU], [visit("v", preferred_carers=(who,))]),
        "continuity",
    ),
    "promised carers": (
        lambda who: day([LIN, WU], [visit("v", promise=Promise(None, (who,)))]),
        "broken_promises",
    ),
    "what overtime costs": (
        lambda who: twins(who, late_shift(1), late_shift(1000), visit("v", windows=(at(15, 45),))),
        "overtime",
    ),
    "what using a carer costs": (lambda who: twins(who, {}, {"use_cost": 99}, visit("v")), "travel"),
    "what seconds of service cost": (
        lambda who: twins(who, {"service_cost": 1}, {"service_cost": 2}, visit("v")),
        "travel",
    ),
    "where a shift starts": (
        lambda who: twins(who, from_place("far"), from_place("base"), visit("v", "far")),
        "travel",
    ),
}


@pytest.mark.parametrize("wish", SOFT)
def test_a_wish_decides_between_two_who_could_come(wish: str, searcher: Planner) -> None:
    make, term = SOFT[wish]
    for who, other in (("lin", "wu"), ("wu", "lin")):
        problem, opposite = make(who), make(other)
        plan = searcher(problem)
        assert doers(plan) == {"v": (who,)}
        assert check(problem, plan).terms[term] < check(opposite, plan).terms[term]


QUICK = (ForGrade("learned", 5 * MINUTE),)
MEAL = visit("v", meal=Meal("kitchen", limit_seconds=None))
# What takes an hour, but not who has learned it.
AN_HOUR: dict[str, tuple[Visit, Kitchen]] = {
    "service": (visit("v", parts=(Part(HOUR, service_by_grade=QUICK),)), Kitchen("kitchen", "far")),
    "setup": (visit("v", setup_seconds=HOUR, setup_by_grade=QUICK), Kitchen("kitchen", "far")),
    "loading": (MEAL, Kitchen("kitchen", "far", HOUR, loading_by_grade=QUICK)),
    "setup at a kitchen": (MEAL, Kitchen("kitchen", "far", setup_seconds=HOUR, setup_by_grade=QUICK)),
}


@pytest.mark.parametrize("what", AN_HOUR)
@pytest.mark.parametrize("who", ["lin", "wu"])
def test_of_two_who_cost_the_same_a_second_the_quicker_one_is_sent(
    what: str, who: str, searcher: Planner
) -> None:
    wanted, kitchen = AN_HOUR[what]
    grades = {each: "learned" if each == who else "" for each in ("lin", "wu")}
    crew = [carer(each, grade=grades[each], service_cost=1, box_capacity=1) for each in grades]
    weights = Objective.only(unserved=10_000_000, travel=1)
    problem = day(crew, [wanted], kitchens=(kitchen,), objective=weights, setup_is_service=True)
    assert doers(searcher(problem)) == {"v": (who,)}


def test_a_promised_time_is_waited_for(searcher: Planner) -> None:
    problem = alone(LIN, visit("v", promise=Promise(11 * HOUR)))
    plan = searcher(problem)
    assert abs(starts(plan)["v"][0] - 11 * HOUR) <= 15 * MINUTE
    early = searcher(alone(LIN, visit("v")))
    assert (
        check(problem, plan).terms["broken_promises"],
        check(problem, early).terms["broken_promises"],
    ) == (0, 1)


@pytest.mark.parametrize("more", [{"priority": 1}, {"drop_cost": 2}])
def test_of_two_who_cannot_both_be_served_the_dearer_one_is(more: dict[str, Any], searcher: Planner) -> None:
    for dear, cheap in (("v", "w"), ("w", "v")):
        long = [visit(each, minutes=300, windows=(at(9, for_minutes=60),)) for each in (dear, cheap)]
        problem = day([LIN], [replace(long[0], **more), long[1]])
        plan = searcher(problem)
        assert plan.unserved == (cheap,)
        assert check(problem, plan).terms["unserved"] == 1


# Pairs of terms, the more important first: in each day one of the two has to give way.
def serve_or_promise() -> Problem:
    return alone(
        LIN,
        visit("v", promise=Promise(9 * HOUR), minutes=60),
        visit("w", windows=(at(9),), minutes=60),
    )


def promise_or_lateness() -> Problem:
    promised = visit("v", promise=Promise(None, ("wu",)), due=(at(8, for_minutes=60),))
    return day([LIN, LATE_WU], [promised])


def lateness_or_continuity() -> Problem:
    return day([LIN, LATE_WU], [visit("v", preferred_carers=("wu",), due=(at(8, for_minutes=60),))])


def continuity_or_travel() -> Problem:
    near = carer("wu", shifts=(hours(8, 16, start="farther", end="farther"),))
    return day([LIN, near], [visit("v", "farther", preferred_carers=("lin",))])


def travel_or_fairness() -> Problem:
    far = carer("wu", shifts=(hours(8, 16, start="farther", end="farther"),))
    return day([LIN, far], [visit("v"), visit("w")], travel=(TravelMatrix("bike", line(20 * MINUTE)),))


def fairness_or_overtime() -> Problem:
    late = visit("w", minutes=120, windows=(at(15, for_minutes=30),), allowed_carers=("lin", "wu"))
    free = carer("wu", shifts=(hours(8, 16, overtime_limit_seconds=None),))
    return day(
        [carer("lin", hours=(8, 18)), free],
        [visit("v", minutes=120, allowed_carers=("lin",), windows=(at(9),)), late],
    )


@pytest.mark.parametrize(
    ("make", "kept", "given_up"),
    [
        (serve_or_promise, "unserved", "broken_promises"),
        (promise_or_lateness, "broken_promises", "lateness"),
        (lateness_or_continuity, "lateness", "continuity"),
        (continuity_or_travel, "continuity", "travel"),
        (travel_or_fairness, "travel", "fairness"),
        (fairness_or_overtime, "fairness", "overtime"),
    ],
)
def test_the_less_important_term_gives_way(
    make: Callable[[], Problem], kept: str, given_up: str, searcher: Planner
) -> None:
    problem = make()
    terms = check(problem, searcher(problem)).terms
    hardly = replace(problem.objective, **{kept: 0})
    otherwise = check(problem, searcher(replace(problem, objective=hardly))).terms
    assert terms[kept] < otherwise[kept]
    assert terms[given_up] > otherwise[given_up]
