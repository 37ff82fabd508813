"""What a search tells of the best plan it has so far."""

from collections.abc import Callable
from typing import NamedTuple


class Best(NamedTuple):
    """Weighted cost of the best plan so far, and how many visits it leaves out."""

    cost: int
    unserved: int


Report = Callable[[Best], None]
