"""What an order costs and who pays which part, in whole fen."""

from collections.abc import Iterable, Mapping
from typing import TypedDict

from stations.catalogue.models import ServiceItem


class PricedDish(TypedDict):
    """A dish as ordered: its price when ordered and how many."""

    price_fen: int
    count: int


class Share(TypedDict):
    """The part of a price that one funder pays."""

    funder: str
    fen: int


ELDER_PAYS: Mapping[str, int] = {"elder": 1}


def price(*, service: ServiceItem, dishes: Iterable[PricedDish] = ()) -> int:
    """The price of an order in fen: the service and all its dishes."""
    return service.price_fen + sum(dish["price_fen"] * dish["count"] for dish in dishes)


def shares(price_fen: int, *, weights: Mapping[str, int] = ELDER_PAYS) -> list[Share]:
    """Split a price among funders in proportion to their weights; the parts always sum to the price.

    Largest remainder: whole fen first, what is left one fen each to those who lost most by rounding down.
    """
    total = sum(weights.values())
    if price_fen < 0 or total <= 0 or min(weights.values()) < 0:
        raise ValueError("A price is not negative, nor is a weight, and somebody has to pay.")
    whole = {funder: price_fen * weight // total for funder, weight in weights.items()}
    by_loss = sorted(weights, key=lambda funder: -(price_fen * weights[funder] % total))
    for funder in by_loss[: price_fen - sum(whole.values())]:
        whole[funder] += 1
    return [Share(funder=funder, fen=fen) for funder, fen in whole.items()]
