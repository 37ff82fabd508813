"""Rates, intervals and what is too small to rank."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispatch.oversight.figures import Figures, Share, wilson
from dispatch.quality.models import Answer, Criterion


@pytest.mark.parametrize(
    ("hits", "population", "low", "high"),
    # Newcombe 1998, Statistics in Medicine 17:857-872, table I, method 3.
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_agrees_with_the_literature(hits: int, population: int, low: float, high: float) -> None:
    assert wilson(hits, population) == pytest.approx((low, high), abs=5e-5)


def test_nothing_out_of_nothing_is_neither_zero_nor_one() -> None:
    nothing = Share(0, 0)
    assert (nothing.rate, nothing.interval, nothing.ranked) == (None, None, False)


def test_fewer_than_thirty_orders_are_never_ranked() -> None:
    assert not Share(29, 29).ranked
    assert Share(1, 30).ranked


@given(st.integers(1, 100_000).flatmap(lambda d: st.tuples(st.integers(0, d), st.just(d))))
def test_the_interval_holds_the_rate_and_stays_between_0_and_1(pair: tuple[int, int]) -> None:
    share = Share(*pair)
    assert share.interval is not None
    assert share.rate is not None
    low, high = share.interval
    assert 0 <= low <= share.rate + 1e-12
    assert share.rate - 1e-12 <= high <= 1


def test_the_rate_of_a_criterion_leaves_out_orders_it_does_not_apply_to() -> None:
    counts = Counter({"C6.PASS": 3, "C6.FAIL": 1, "C6.UNVERIFIED": 1, "C6.NOT_APPLICABLE": 95})
    figures = Figures(counts)
    assert figures.of_criterion(Criterion.C6) == Share(3, 5)
    assert figures.answers(Criterion.C6)[Answer.NOT_APPLICABLE] == 95
