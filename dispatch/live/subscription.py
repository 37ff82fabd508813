"""One station or elder as one socket follows it: where it is, and what comes next."""

from typing import Any

from dispatch.live.database import FOR_SOCKETS, asked
from dispatch.live.selectors import Opening, old_rows
from dispatch.live.tail import Row, StationTail
from dispatch.live.wire import written

ROWS_AT_ONCE = 200


class Subscription:
    """Keeps its own position, so a slow socket falls behind into the database and holds no rows itself."""

    def __init__(self, opening: Opening, tail: StationTail) -> None:
        self.opening = opening
        self.tail = tail
        self.position = opening.wish.since
        self._announced = False

    @property
    def is_behind(self) -> bool:
        """Whether there are rows to send now."""
        return self.position < self.tail.end

    async def next_rows(self) -> list[Row]:
        """The next rows to send, at most ROWS_AT_ONCE; the position moves past them."""
        rows = self.tail.after(self.position, ROWS_AT_ONCE)
        if rows is None:
            return await self._next_old_rows()
        if rows:
            self.position = rows[-1].seq
        return [row for row in rows if self.opening.elder_id in (None, row.elder_id)]

    async def _next_old_rows(self) -> list[Row]:
        here, until = self.opening, self.tail.start
        rows = await asked(
            FOR_SOCKETS, old_rows, here.station_id, self.position, until, ROWS_AT_ONCE, here.elder_id
        )
        self.position = rows[-1].seq if len(rows) == ROWS_AT_ONCE else until
        return rows

    def text_of(self, row: Row) -> str:
        """The row as this socket is told it: an elder's side is told for whom."""
        return (
            written(row.message | {"elder": self.opening.wish.elder}) if self.opening.wish.elder else row.text
        )

    def caught_up(self) -> dict[str, Any] | None:
        """Once, when the position has reached where the log stood at the start: the message that says so."""
        if self._announced or self.position < self.opening.head:
            return None
        self._announced = True
        message: dict[str, Any] = {"station": self.opening.station, "caught_up": self.position}
        return message | ({"elder": self.opening.wish.elder} if self.opening.wish.elder else {})
