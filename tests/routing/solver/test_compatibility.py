"""Who may come to a visit, as the kernel is told."""

from dataclasses import replace

import pytest

from routing.problem import Kitchen, Meal, Wish
from routing.solver.modelling.compatibility import FORBIDDEN, compatibility
from routing.solver.modelling.durations import Durations
from routing.solver.modelling.numbering import Numbering
from tests.routing.small_days import alone, carer, visit


@pytest.mark.parametrize(
    "wish", [None, Wish(("zh",)), Wish(("zh",), hard=True)], ids=["no wish", "a wish", "a must"]
)
def test_more_boxes_than_the_carer_can_take_are_seen_whatever_language_is_wished_for(
    wish: Wish | None,
) -> None:
    dinner = visit("dinner", meal=Meal("kitchen", boxes=3), language=wish)
    for capacity, may_come in ((2, False), (3, True)):
        lin = replace(carer("lin"), box_capacity=capacity, languages=("zh",))
        problem = alone(lin, dinner, kitchens=(Kitchen("kitchen", "near", 0),))
        (row,) = compatibility(problem, Numbering(problem), Durations(problem))[:1]
        assert (row != FORBIDDEN).tolist() == [may_come]
