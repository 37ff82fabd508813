"""Money adds up to the fen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stations.catalogue.models import ServiceItem
from stations.catalogue.pricing import PricedDish, price, shares

WEIGHTS = st.dictionaries(st.text(min_size=1, max_size=5), st.integers(0, 1000), min_size=1).filter(
    lambda weights: sum(weights.values()) > 0
)


def test_a_meal_costs_its_dishes() -> None:
    dishes = [PricedDish(price_fen=1800, count=1), PricedDish(price_fen=250, count=2)]
    assert price(service=ServiceItem(price_fen=0), dishes=dishes) == 2300


def test_the_elder_pays_where_nobody_else_does() -> None:
    assert shares(1800) == [{"funder": "elder", "fen": 1800}]


@given(st.integers(0, 10**9), WEIGHTS)
def test_shares_always_sum_to_the_price_and_none_is_off_by_a_fen(
    price_fen: int, weights: dict[str, int]
) -> None:
    parts = shares(price_fen, weights=weights)
    assert sum(part["fen"] for part in parts) == price_fen
    for part in parts:
        exact = price_fen * weights[part["funder"]] / sum(weights.values())
        assert abs(part["fen"] - exact) < 1 + 1e-6


@pytest.mark.parametrize(
    ("price_fen", "weights"), [(-1, {"elder": 1}), (100, {"elder": 0}), (100, {"a": -1, "b": 3})]
)
def test_impossible_splits_are_refused(price_fen: int, weights: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="not negative"):
        shares(price_fen, weights=weights)
