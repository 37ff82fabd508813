"""What has begun cannot be changed: the judge holds nobody to rules that only the past could have kept."""

from dataclasses import replace
from typing import Any

import pytest

from routing.check import check
from routing.explain import explain
from routing.problem import Frozen, FrozenStop, Pin, Precedence, Problem, ProblemError, Promise, Starts
from tests.routing.small_days import HOUR, MINUTE, carer, day, doers, order_of, planned, visit

NINE = 9 * HOUR


def begun(*stops: tuple[str, int] | tuple[str, int, int], free_at: int = NINE, **rest: Any) -> Frozen:
    frozen = tuple(FrozenStop(each[0], each[1], *each[2:]) for each in stops)
    return Frozen("near", free_at, frozen, **rest)


def both(done: Frozen, done_by_wu: Frozen | None = None, **rules: Any) -> Problem:
    """Two carers, two visits; `lin`, `one` and `other` are the rules of the first carer and of the visits."""
    one, other, lin = (rules.pop(name, {}) for name in ("one", "other", "lin"))
    return day(
        [carer("lin", frozen=done, **lin), carer("wu", frozen=done_by_wu)],
        [visit("one", **one), visit("other", **other)],
        **rules,
    )


@pytest.mark.parametrize(
    "problem",
    [
        both(begun(("one", 8 * HOUR)), one={"pin": Pin(("wu",), 10 * HOUR)}),
        both(
            begun(("one", 8 * HOUR)),
            begun(("other", 8 * HOUR)),
            same_carer=(("one", "other"),),
        ),
        both(begun(("other", 8 * HOUR), ("one", 8 * HOUR + 60)), precedences=(Precedence("one", "other"),)),
        both(begun(("other", 8 * HOUR), ("one", 8 * HOUR + 60)), lin={"ordered_visits": ("one", "other")}),
        both(begun(("one", 8 * HOUR)), one={"collected": (3,)}, lin={"capacity": (2,)}),
        both(begun(("one", 8 * HOUR)), one={"forbidden_carers": ("lin",)}),
    ],
    ids=["pin", "same carer", "precedence", "order by hand", "load", "forbidden carer"],
)
def test_a_rule_that_the_past_broke_stops_no_plan(problem: Problem) -> None:
    plan = planned(problem)
    assert check(problem, plan).broken == ()
    assert plan.unserved == ()


def test_a_group_begun_by_one_carer_binds_the_rest_to_that_carer() -> None:
    problem = both(
        begun(("one", 8 * HOUR)), other={"preferred_carers": ("wu",)}, same_carer=(("one", "other"),)
    )
    assert doers(planned(problem))["other"] == ("lin",)


def test_what_was_collected_takes_its_room_from_what_is_still_to_come() -> None:
    rules: dict[str, Any] = {"other": {"collected": (1,)}, "lin": {"capacity": (3,)}}
    room = both(begun(("one", 8 * HOUR)), one={"collected": (2,)}, **rules)
    full = both(begun(("one", 8 * HOUR)), one={"collected": (3,)}, **rules)
    assert planned(room).unserved == ()
    assert planned(full).unserved == ("other",)
    verdict = check(full, planned(room))
    assert [each.code for each in verdict.broken] == ["overloaded"]


def pair(done: Frozen, **rules: Any) -> Problem:
    return day([carer("lin", frozen=done), carer("wu")], [visit("bath", carers=2, **rules)])


def test_who_began_alone_is_joined_as_far_as_the_rules_allow() -> None:
    rules: dict[str, Any] = {"starts": Starts.ORDERED, "gap_minimum_seconds": 2 * HOUR}
    problem = pair(begun(("bath", 8 * HOUR, 0)), **rules)
    plan = planned(problem)
    assert check(problem, plan).broken == ()
    assert doers(plan) == {"bath": ("lin", "wu")}


def test_a_visit_begun_by_one_of_two_that_nobody_can_join_counts_as_left_out() -> None:
    problem = pair(begun(("bath", 8 * HOUR, 0)), starts=Starts.ORDERED, gap_maximum_seconds=0)
    gone = replace(problem, carers=(problem.carers[0], replace(problem.carers[1], shifts=())))
    plan = planned(gone)
    verdict = check(gone, plan)
    assert plan.unserved == ("bath",)
    assert verdict.broken == ()
    assert verdict.terms["unserved"] == 1
    assert order_of(plan, "lin") == ["bath"]
    assert [each.visit for each in explain(gone, plan)] == ["bath"]


def test_a_visit_that_is_whole_or_still_to_come_may_not_be_listed_as_left_out_too() -> None:
    problem = pair(begun(("bath", 8 * HOUR, 0)), starts=Starts.FREE)
    plan = replace(planned(problem), unserved=("bath",))
    assert [each.code for each in check(problem, plan).broken] == ["served_and_unserved"]
    done = both(begun(("one", 8 * HOUR)))
    plan = planned(done)
    assert [each.code for each in check(done, replace(plan, unserved=("one",))).broken] == [
        "served_and_unserved"
    ]


def test_a_promise_broken_by_now_leaves_a_budget_of_none_no_plan() -> None:
    late = {"promise": Promise(8 * HOUR)}
    with pytest.raises(ProblemError) as refused:
        both(begun(("one", 8 * HOUR + 20 * MINUTE)), one=late, maximum_broken_promises=0)
    assert (refused.value.field, refused.value.subject) == ("maximum_broken_promises", "one")
    assert both(begun(("one", 8 * HOUR + 20 * MINUTE)), one=late, maximum_broken_promises=1)


def impossible(**changes: Any) -> Any:
    frozen = replace(begun(("one", 8 * HOUR)), **changes)
    return lambda: both(frozen)


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (impossible(place="moon"), "carers.frozen.place"),
        (impossible(stops=(FrozenStop("ghost", 8 * HOUR),)), "carers.frozen.stops"),
        (impossible(stops=(FrozenStop("one", 8 * HOUR, 1),)), "carers.frozen.stops"),
        (impossible(stops=(FrozenStop("one", -1),)), "carers.frozen.stops"),
        (impossible(stops=(FrozenStop("one", 8 * HOUR), FrozenStop("one", 8 * HOUR))), "carers.frozen.stops"),
        (
            impossible(stops=(FrozenStop("one", 8 * HOUR), FrozenStop("other", 8 * HOUR - 1))),
            "carers.frozen.stops",
        ),
        (impossible(free_at=7 * HOUR), "carers.frozen.free_at"),
        (impossible(carried=("one",)), "carers.frozen.carried"),
        (impossible(carried=("ghost",)), "carers.frozen.carried"),
        (impossible(breaks_taken=("siesta",)), "carers.frozen.breaks_taken"),
        (lambda: both(begun(("one", 8 * HOUR)), lin={"shifts": ()}), "carers.frozen.stops"),
        (lambda: pair(begun(("bath", 8 * HOUR, 0), ("bath", 8 * HOUR, 1))), "carers.frozen.stops"),
    ],
)
def test_a_past_that_cannot_have_been_is_refused_by_name(make: Any, field: str) -> None:
    with pytest.raises(ProblemError) as refused:
        make()
    assert (refused.value.field, refused.value.subject) == (field, "lin")
