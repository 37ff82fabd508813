"""The one log: per station gapless and in commit order, each row chained to the one before."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction

from dispatch.orders.models import Move, OrderEvent, StationFeed, WorkOrder
from dispatch.orders.nudges import nudger
from stations.people.models import Account
from stations.places.models import CareStation


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a move adds to the log: who did what when, under which command."""

    move: Move
    by: Account
    happened_at: datetime
    recorded_at: datetime
    command: UUID
    facts: Mapping[str, Any]


def lock_feed(station: CareStation) -> StationFeed:
    """Take the station's lock, the first lock of every write to an order: one order of locks, no deadlock.

    The row lock is held to the end of the transaction, so commits happen in the order of `seq`.
    """
    heads = StationFeed.objects.select_for_update().filter(station=station)
    if (head := heads.first()) is None:
        StationFeed.objects.get_or_create(station=station)
        head = heads.get()
    return head


def append(feed: StationFeed, order: WorkOrder, entry: Entry) -> OrderEvent:
    """Write the order's new state as the next row of its station's log, and wake the feed on commit.

    `feed` comes from `lock_feed` in this transaction.
    """
    event = OrderEvent(
        station=order.station,
        seq=feed.last_seq + 1,
        order=order,
        version=order.version,
        move=entry.move,
        state=order.state,
        by=entry.by,
        happened_at=entry.happened_at,
        recorded_at=entry.recorded_at,
        command=entry.command,
        facts=dict(entry.facts),
        prev_hash=feed.last_hash,
    )
    event.hash = hash_of(event)
    event.save(force_insert=True)
    feed.last_seq, feed.last_hash = event.seq, event.hash
    feed.save(update_fields=("last_seq", "last_hash"))
    transaction.on_commit(partial(nudger.send, feed.station_id, event.seq))
    return event


def hash_of(event: OrderEvent) -> str:
    """SHA-256, 64 hex digits, over the canonical JSON of the row and the hash before it.

    The person is in it as the SHA-256 of their username, so that an exported chain names nobody.
    """
    return hashlib.sha256(canonical(chained_fields(event)).encode()).hexdigest()


def chained_fields(event: OrderEvent) -> dict[str, Any]:
    """What the hash covers; an exported log carries exactly these."""
    return {
        "prev_hash": event.prev_hash,
        "station": event.station.code,
        "seq": event.seq,
        "order": event.order.number,
        "version": event.version,
        "move": str(event.move),
        "state": str(event.state),
        "happened_at": written(event.happened_at),
        "recorded_at": written(event.recorded_at),
        "command": str(event.command),
        "facts": event.facts,
        "by": hashlib.sha256(event.by.username.encode()).hexdigest(),
    }


def canonical(fields: Mapping[str, Any]) -> str:
    """JSON with sorted names and no spaces: equal values give equal text."""
    return json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def written(at: datetime) -> str:
    """An instant in UTC to the microsecond, whatever zone it came in."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")
