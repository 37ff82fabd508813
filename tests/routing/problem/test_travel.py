"""What a matrix of ways is made of."""

from typing import Any

import pytest

from routing.problem import ProblemError, TravelMatrix
from tests.routing.small_days import alone, carer, visit


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("7", "must be a number"),
        (None, "must be a number"),
        (10**30, "must be a number"),
        (float("nan"), "from 0"),
        (float("inf"), "from 0"),
        (-1, "from 0"),
        (0.5, "whole"),
    ],
)
def test_no_entry_is_taken_for_a_number_that_is_none(entry: Any, words: str) -> None:
    with pytest.raises(ProblemError, match=words) as caught:
        from_json([[0, entry], [1, 0]])
    assert (caught.value.field, caught.value.subject) == ("travel.seconds", "bike")


def test_a_matrix_of_truths_is_none_of_numbers() -> None:
    with pytest.raises(ProblemError, match="true"):
        from_json([[False, True], [True, False]])


@pytest.mark.parametrize("rows", [[[0, 1]], [[0, 1], [1]], [], [0, 1], 7])
def test_a_matrix_is_square(rows: Any) -> None:
    with pytest.raises(ProblemError):
        from_json(rows)


def test_numbers_of_any_kind_become_whole_ones() -> None:
    assert from_json([[0, 7.0], [1, 0]]).seconds.tolist() == [[0, 7], [1, 0]]


def from_json(rows: Any) -> TravelMatrix:
    """Whatever stands where the rows should be."""
    return TravelMatrix("bike", rows)


def test_who_may_go_so_many_meters_needs_a_travel_that_has_meters() -> None:
    with pytest.raises(ProblemError, match=r"carers\.maximum_travel_meters.*lin.*bike.*no meters"):
        alone(carer("lin", maximum_travel_meters=5), visit("v"))
