"""Who has their hands free, as an operator sees it on the board."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from eldercare.demo.day.board import UNDER_WAY, Order

BETWEEN_VISITS = timedelta(minutes=10)


def is_free(number: str, order: Order, board: Iterable[Order], at: datetime) -> bool:
    """Whether a carer could begin the visit at once, or when its window opens, and be late nowhere else."""
    begins = max(at, order.window_from)
    ends = begins + timedelta(minutes=order.service_minutes) + BETWEEN_VISITS
    others = (one for one in board if number in one.carers and one.number != order.number)
    return not any(_takes_time(one, begins, ends, at) for one in others if not one.finished)


def _takes_time(other: Order, begins: datetime, ends: datetime, at: datetime) -> bool:
    # What should have begun and has not is still to be made.
    starts = other.starts_at if other.state in UNDER_WAY else max(other.starts_at, at)
    over = max(starts + timedelta(minutes=other.service_minutes), at) + BETWEEN_VISITS
    return starts < ends and over > begins
