"""What a whole day of several shifts allows: a visit of one shift may have to make room in another."""

from typing import Any

import pytest

from routing.explain import Finding, explain
from routing.problem import Carer, Precedence, TravelMatrix
from tests.routing.small_days import MINUTE, alone, at, carer, hours, line, planned, visit

MORNING, AFTERNOON = at(9), at(14)


def twice(**limit: Any) -> Carer:
    """Somebody who works in the morning and again in the afternoon."""
    return carer("lin", shifts=(hours(8, 12), hours(13, 17)), **limit)


@pytest.mark.parametrize(
    "limit",
    [
        {"maximum_visits": 1},
        {"maximum_work_seconds": 40 * MINUTE},
        {"maximum_travel_seconds": 3 * MINUTE},
        {"maximum_travel_meters": 300},
        {"ordered_visits": ("afternoon", "morning")},
    ],
)
def test_a_visit_in_the_other_shift_stands_in_the_way(limit: dict[str, Any]) -> None:
    visits = [visit("morning", windows=(MORNING,)), visit("afternoon", windows=(AFTERNOON,), priority=3)]
    measured = (TravelMatrix("bike", line(), meters=line(100)),)
    problem = alone(twice(**limit), *visits, travel=measured)
    (certificate,) = explain(problem, planned(problem))
    assert (certificate.visit, certificate.finding) == ("morning", Finding.BLOCKED_BY)
    assert certificate.blockers == ("afternoon",)


def test_a_visit_before_another_one_in_the_other_shift_stands_in_the_way() -> None:
    visits = [visit("morning", windows=(MORNING,)), visit("afternoon", windows=(AFTERNOON,), priority=3)]
    problem = alone(twice(), *visits, precedences=(Precedence("morning", "afternoon", 0, 60),))
    (certificate,) = explain(problem, planned(problem))
    assert certificate.finding == Finding.BLOCKED_BY
