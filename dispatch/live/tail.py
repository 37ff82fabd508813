"""The newest rows of one station's log, held once for all sockets of this process."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

from dispatch.live.wire import event_message, written
from dispatch.orders.models import OrderEvent


@dataclass(frozen=True)
class Row:
    """One event, worded once for all who follow the station."""

    seq: int
    elder_id: int
    message: dict[str, Any]

    @cached_property
    def text(self) -> str:
        """The message as text."""
        return written(self.message)


def row_of(event: OrderEvent) -> Row:
    """Word an event."""
    return Row(event.seq, event.order.elder_id, event_message(event))


class StationTail:
    """Rows (`start`, `end`] of one station, at most `longest`; who is further behind reads the database."""

    def __init__(self, end: int, longest: int) -> None:
        self.end = end
        self.rows: deque[Row] = deque(maxlen=longest)

    @property
    def start(self) -> int:
        """The seq before the first row that is held."""
        return self.end - len(self.rows)

    def extend(self, rows: Iterable[Row]) -> None:
        """Add the rows that follow `end`; the oldest make room.

        Raises ValueError for a row that does not follow: a gap must never be passed on.
        """
        for row in rows:
            if row.seq != self.end + 1:
                raise ValueError(f"seq {row.seq} does not follow {self.end}")
            self.rows.append(row)
            self.end = row.seq

    def after(self, position: int, limit: int) -> list[Row] | None:
        """At most `limit` rows after a position; None when some of them are no longer held."""
        if position < self.start:
            return None
        skipped = position - self.start
        return list(islice(self.rows, skipped, skipped + limit))
