"""Whether a carer is free for a visit, seen against what else they have to do."""

from datetime import datetime

import pytest

from eldercare.demo.day.hands import is_free
from tests.builders.stations import at
from tests.eldercare.demo.day.town import Town


@pytest.mark.parametrize(
    ("begins", "state", "now", "free"),
    [
        (at(10), "ACCEPTED", at(9), False),
        (at(11), "ACCEPTED", at(9), True),
        (at(9), "ACCEPTED", at(9), True),
        # Late with the visit before: it is still to be made.
        (at(8), "ACCEPTED", at(9, 50), False),
        (at(9, 30), "IN_SERVICE", at(10), False),
        (at(10), "COMPLETED", at(9), True),
    ],
)
def test_a_carer_is_free_when_no_other_visit_takes_that_time(
    begins: datetime, state: str, now: datetime, free: bool
) -> None:
    town = Town()
    town.add("WO1", begins=begins, carers=("C1",), state=state)
    town.add("WO2", begins=at(10), carers=(), state="CREATED")
    orders = town.board().orders
    assert is_free("C1", orders["WO2"], orders.values(), now) is free
    assert is_free("C2", orders["WO2"], orders.values(), now)
