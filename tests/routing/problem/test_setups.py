"""Setup that is part of the service, and what may not be asked together with it."""

from dataclasses import replace
from typing import Any

import pytest

from routing.problem import ForGrade, Kitchen, Meal, Part, Pin, Precedence, ProblemError
from tests.routing.small_days import HOUR, MINUTE, alone, carer, visit

LIN = carer("lin", box_capacity=1)
KITCHENS: dict[str, Any] = {"kitchens": (Kitchen("kitchen", "base"),)}
COUNTS_FROM_AN_END = {
    "precedences": alone(LIN, visit("v"), visit("w"), precedences=(Precedence("v", "w"),)),
    "visits.due_at_end": alone(LIN, visit("w", due_at_end=True)),
    "visits.meal.limit_seconds": alone(LIN, visit("w", meal=Meal("kitchen")), **KITCHENS),
}
LONGER = (ForGrade("learns", HOUR),)
BY_GRADE: dict[str, dict[str, Any]] = {
    "visits.parts.service_by_grade": {"visits": (visit("v"), visit("w", parts=(Part(60, (), (), LONGER),)))},
    "visits.setup_by_grade": {"visits": (visit("v"), visit("w", setup_by_grade=LONGER))},
    "kitchens.loading_by_grade": {"kitchens": (Kitchen("w", "base", loading_by_grade=LONGER),)},
    "kitchens.setup_by_grade": {"kitchens": (Kitchen("w", "base", setup_by_grade=LONGER),)},
}


@pytest.mark.parametrize("field", COUNTS_FROM_AN_END)
def test_nothing_counts_from_the_end_of_a_service_that_setup_lengthens(field: str) -> None:
    with pytest.raises(ProblemError, match="leave one of them out") as caught:
        replace(COUNTS_FROM_AN_END[field], setup_is_service=True)
    assert (caught.value.field, caught.value.subject) == (field, "w")


def test_a_kitchen_has_no_negative_setup() -> None:
    with pytest.raises(ProblemError) as caught:
        Kitchen("kitchen", "base", setup_seconds=-1)
    assert (caught.value.field, caught.value.subject) == ("kitchens.setup_seconds", "kitchen")


@pytest.mark.parametrize("field", BY_GRADE)
def test_how_long_it_takes_may_depend_on_the_grade_only_where_nothing_counts_from_the_end(field: str) -> None:
    problem = alone(LIN, visit("v"))
    with pytest.raises(ProblemError, match="say setup_is_service too") as caught:
        replace(problem, **BY_GRADE[field])
    assert (caught.value.field, caught.value.subject) == (field, "w")
    assert replace(problem, setup_is_service=True, **BY_GRADE[field])


def test_who_is_quick_may_be_pinned_to_what_takes_others_beyond_their_shift() -> None:
    def pinned(**rules: Any) -> None:
        long = (Part(9 * HOUR, service_by_grade=(ForGrade("learned", 30 * MINUTE),)),)
        alone(carer("lin", **rules), visit("v", parts=long, pin=Pin(("lin",))), setup_is_service=True)

    pinned(grade="learned")
    with pytest.raises(ProblemError, match="'lin', who is not on duty") as caught:
        pinned(grade="learns")
    assert (caught.value.field, caught.value.subject) == ("visits.pin.carers", "v")


def test_of_two_pinned_to_one_carer_the_first_may_be_as_short_as_for_the_quickest() -> None:
    def pinned(second: int) -> None:
        first = visit("v", parts=(Part(HOUR, service_by_grade=(ForGrade("learned", 30 * MINUTE),)),))
        visits = [replace(first, pin=Pin(("lin",), 9 * HOUR)), visit("w", pin=Pin(("lin",), second))]
        alone(carer("lin", grade="learned"), *visits, setup_is_service=True)

    pinned(9 * HOUR + 30 * MINUTE)
    with pytest.raises(ProblemError, match="pinned to 'v' until 34200"):
        pinned(9 * HOUR + 30 * MINUTE - 1)
