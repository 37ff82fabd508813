"""The words of the feed: what a client may say, and what it is told."""

import json
from dataclasses import dataclass
from typing import Any

from dispatch.orders.models import OrderEvent
from stations.ground.clock import LOCAL_ZONE

LONGEST_MESSAGE = 200_000
MOST_WISHES = 2_000
LONGEST_NAME = 24
# PostgreSQL's largest bigint; a larger `since` could not even be compared.
LARGEST_SEQ = 2**63 - 1


class Malformed(Exception):
    """A client's message that cannot be read."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a client wants to follow from which seq on: a station, or one elder."""

    since: int
    station: str = ""
    elder: str = ""

    @property
    def name(self) -> str:
        """The code or number that a refusal names."""
        return self.station or self.elder


def read_wishes(text: str | None) -> list[Wish]:
    """Read `{"subscribe": [{"station": CODE, "since": n}]}`; raises Malformed."""
    if text is None or len(text) > LONGEST_MESSAGE:
        raise Malformed
    try:
        said = json.loads(text)
    # Deeply nested brackets exhaust the parser's stack.
    except (ValueError, RecursionError) as error:
        raise Malformed from error
    wanted = said.get("subscribe") if isinstance(said, dict) else None
    if not isinstance(wanted, list) or not 0 < len(wanted) <= MOST_WISHES:
        raise Malformed
    return [_read_wish(one) for one in wanted]


def _read_wish(said: Any) -> Wish:
    if not isinstance(said, dict):
        raise Malformed
    since = said.get("since", 0)
    # In Python True is an int; on the wire it is not a seq.
    if type(since) is not int or not 0 <= since <= LARGEST_SEQ:
        raise Malformed
    names = [said[kind] for kind in ("station", "elder") if kind in said]
    if len(names) != 1 or not _is_name(names[0]):
        raise Malformed
    return Wish(since, station=said.get("station", ""), elder=said.get("elder", ""))


def _is_name(said: Any) -> bool:
    """Whether a code or number can read so: no database takes a NUL, and no answer half a character."""
    return isinstance(said, str) and 0 < len(said) <= LONGEST_NAME and said.isprintable()


def event_message(event: OrderEvent) -> dict[str, Any]:
    """One event as everybody who may see it is told; never a name, phone or address."""
    return {
        "station": event.station.code,
        "seq": event.seq,
        "order": event.order.number,
        "version": event.version,
        "move": event.move,
        "state": event.state,
        "at": event.happened_at.astimezone(LOCAL_ZONE).isoformat(),
    }


def written(message: dict[str, Any]) -> str:
    """A message as text."""
    return json.dumps(message, ensure_ascii=False, separators=(",", ":"))
