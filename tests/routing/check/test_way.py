"""How long ways take by the judge's own reading, worked out by hand."""

import numpy as np
import pytest

from routing.check.way import way_cost, way_seconds
from routing.problem import Pace, Problem, TravelMatrix
from tests.routing.small_days import HOUR, MINUTE, alone, carer, line, visit

SLOW_THEN_FAST = (Pace(8 * HOUR, 2000), Pace(9 * HOUR, 500))


def problem(seconds: int, paces: tuple[Pace, ...] = (), costs: np.ndarray | None = None) -> Problem:
    matrix = TravelMatrix("bike", line(seconds), None, costs, paces=paces)
    return alone(carer("lin"), visit("v"), travel=(matrix,))


@pytest.mark.parametrize(
    ("leave_at", "takes"),
    [
        (7 * HOUR, 10 * MINUTE),  # before any pace
        (8 * HOUR - 10 * MINUTE, 10 * MINUTE),  # there when the slow hour begins
        (8 * HOUR - 5 * MINUTE, 15 * MINUTE),  # half of it in the slow hour
        (8 * HOUR - 1, 1 + 2 * 599),
        (8 * HOUR, 20 * MINUTE),
        (9 * HOUR - 10 * MINUTE, 10 * MINUTE + 150),
        (9 * HOUR - 1, 1 + 300),  # 599.5 s at half the time, rounded up
        (9 * HOUR, 5 * MINUTE),
        (20 * HOUR, 5 * MINUTE),
    ],
)
def test_a_way_goes_on_in_the_next_pace(leave_at: int, takes: int) -> None:
    assert way_seconds(problem(600, SLOW_THEN_FAST), "bike", "base", "near", leave_at) == takes


@pytest.mark.parametrize(
    ("seconds", "paces", "leave_at", "takes"),
    [
        (1, (Pace(0, 1500),), 0, 2),
        (2, (Pace(0, 1500),), 0, 3),
        (1, (Pace(0, 1),), 0, 1),
        (1, (Pace(0, 1001),), 0, 2),
        # In 3 s at 0.7 of the time 4.285 of 10 s are done; the other 5.715 take 8.57 s.
        (10, (Pace(0, 700), Pace(3, 1500)), 0, 12),
        # In 2 s at 3 times the time 0.666 of 1 s is done; the other 0.334 take 1.002 s.
        (1, (Pace(0, 3000), Pace(2, 3000)), 0, 4),
        (10, (Pace(1, 2000), Pace(3, 3000), Pace(6, 500)), 0, 6 + 4),
        (0, (Pace(0, 9000),), 5, 0),
        (3000, (Pace(9000, 2000),), 0, 3000),  # there before any pace
        (2_000_000, (Pace(0, 2000),), 0, 4_000_000),
        (4_000_000, (Pace(0, 1000), Pace(3_000_000, 2000)), 0, 5_000_000),
    ],
)
def test_no_fraction_of_a_second_is_lost_between_paces(
    seconds: int, paces: tuple[Pace, ...], leave_at: int, takes: int
) -> None:
    assert way_seconds(problem(seconds, paces), "bike", "base", "near", leave_at) == takes


def test_without_paces_the_matrix_is_read_from_row_to_column() -> None:
    one_way = np.arange(16).reshape(4, 4)
    given = alone(carer("lin"), visit("v"), travel=(TravelMatrix("bike", one_way, None, one_way * 10),))
    assert way_seconds(given, "bike", "near", "far", 99) == 6
    assert way_cost(given, "bike", "near", "far", 99) == 60
    assert way_cost(problem(600), "bike", "near", "far", 99) == 99
