"""Days frozen in the evening before."""

from dispatch.planning.bundle import freeze
from routing.problem import Problem
from tests.builders.stations import (
    DAY,
    at,
)
from tests.dispatch.planning.days import EVENING_BEFORE, StationDay


def problem_of(day: StationDay) -> Problem:
    """The day frozen the evening before, when there is something to plan."""
    problem = freeze(day.station, DAY, EVENING_BEFORE).problem
    assert problem is not None
    return problem


def small_day() -> StationDay:
    """Two carers, a visit and a meal."""
    day = StationDay()
    day.carer()
    day.carer()
    day.order()
    day.order("meal_service", at(11))
    return day
