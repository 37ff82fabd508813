"""Rules between visits: one after another, by the same carer, in an order made by hand, and promises kept."""

from typing import Any

import pytest

from routing.problem import Break, Part, Precedence, Promise, Starts
from tests.routing.check.by_hand import LIN, NINE, TEN, WU, codes, crew, pause, stop, walked
from tests.routing.small_days import HOUR, MINUTE, alone, at, carer, day, hours, visit


@pytest.mark.parametrize(
    ("gap", "broken"),
    [(5 * MINUTE, []), (5 * MINUTE - 1, ["precedence"]), (9 * MINUTE, []), (9 * MINUTE + 1, ["precedence"])],
)
def test_a_visit_follows_the_end_of_another_after_a_gap(gap: int, broken: list[str]) -> None:
    link = Precedence("v", "w", 5 * MINUTE, 9 * MINUTE)
    problem = crew("lin wu", visit("v"), visit("w"), precedences=(link,))
    first, second = walked(stop("v", NINE)), walked(stop("w", NINE + 30 * MINUTE + gap), who="wu")
    assert codes(problem, first, second) == broken
    assert codes(problem, second, unserved=("v",)) == []
    assert codes(problem, first, unserved=("w",)) == []


def test_of_visits_for_several_the_last_end_and_every_start_count() -> None:
    long = (Part(30 * MINUTE), Part(60 * MINUTE))
    pair: dict[str, Any] = {"starts": Starts.FREE}
    visits = visit("v", parts=long, **pair), visit("w", carers=2, **pair)
    first = walked(stop("v", NINE)), walked(stop("v", NINE, 60, part=1), who="wu")

    def after(one: int, other: int, most: int | None) -> list[str]:
        problem = crew("lin wu bao min", *visits, precedences=(Precedence("v", "w", 0, most),))
        parts = (one, "bao", 0), (other, "min", 1)
        return codes(problem, *first, *(walked(stop("w", s, part=p), who=who) for s, who, p in parts))

    assert after(TEN, TEN, None) == []
    assert after(TEN, TEN - 1, None) == ["precedence"]
    assert after(TEN - 1, TEN, None) == ["precedence"]
    assert after(TEN, TEN + 60, 60) == []
    assert after(TEN + 61, TEN, 60) == ["precedence"]


def test_linked_visits_have_the_same_carers_as_far_as_they_are_served() -> None:
    problem = crew("lin wu", visit("v"), visit("w"), same_carer=(("v", "w"),))
    v = walked(stop("v", NINE))
    assert codes(problem, v, walked(stop("w", NINE), who="wu")) == ["same_carer"]
    assert codes(problem, v, unserved=("w",)) == []
    assert codes(problem, walked(stop("v", NINE), stop("w", NINE + 30 * MINUTE))) == []


def test_an_order_made_by_hand_holds_over_all_shifts_of_its_carer_only() -> None:
    two: dict[str, Any] = {"shifts": (hours(8, 12), hours(13, 17))}
    lin = carer("lin", ordered_visits=("w", "v"), **two)
    problem = day([lin, WU], [visit("v"), visit("w")])
    v, w = walked(stop("v", NINE)), walked(stop("w", 14 * HOUR), shift=1)
    assert codes(problem, v, w) == ["hand_made_order"]
    assert codes(problem, w, v) == ["hand_made_order"]
    assert codes(problem, walked(stop("w", NINE)), walked(stop("v", 14 * HOUR), shift=1)) == []
    assert codes(problem, v, walked(stop("w", 14 * HOUR), who="wu")) == []


@pytest.mark.parametrize(("budget", "broken"), [(None, []), (1, []), (0, ["promises_over_budget"])])
def test_no_more_promises_are_broken_than_may_be(budget: int | None, broken: list[str]) -> None:
    promises = visit("v", promise=Promise(8 * HOUR + MINUTE)), visit("w", promise=Promise(NINE + 30 * MINUTE))
    problem = alone(LIN, *promises, maximum_broken_promises=budget)
    assert codes(problem, walked(stop("v", NINE), stop("w", NINE + 30 * MINUTE))) == broken


def test_an_order_made_by_hand_is_about_visits_whatever_else_has_their_names() -> None:
    nap = Break("w", (at(8, for_minutes=120),), 30 * MINUTE, required=False)
    lin = carer("lin", ordered_visits=("v", "w"), breaks=(nap,))
    problem = day([lin], [visit("v"), visit("w")])
    rest = pause(NINE, about="w")
    both = stop("v", NINE + 30 * MINUTE), stop("w", TEN)
    assert codes(problem, walked(rest, *both)) == []
