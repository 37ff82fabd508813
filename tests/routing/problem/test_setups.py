"""Setup that is part of the service, and what may not be asked together with it."""

from dataclasses import replace
from typing import Any

import pytest

from routing.problem import Kitchen, Meal, Precedence, ProblemError
from tests.routing.small_days import alone, carer, visit

LIN = carer("lin", box_capacity=1)
KITCHENS: dict[str, Any] = {"kitchens": (Kitchen("kitchen", "base"),)}
COUNTS_FROM_AN_END = {
    "precedences": alone(LIN, visit("v"), visit("w"), precedences=(Precedence("v", "w"),)),
    "visits.due_at_end": alone(LIN, visit("w", due_at_end=True)),
    "visits.meal.limit_seconds": alone(LIN, visit("w", meal=Meal("kitchen")), **KITCHENS),
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
