"""What the feed asks the database: what an account may follow, and what is new."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from dispatch.live.tail import Row, row_of
from dispatch.live.wire import Wish
from dispatch.orders.models import OrderEvent, StationFeed
from dispatch.orders.permissions import AT_HOME
from dispatch.orders.selectors import events_after, heads
from stations.people.models import Account, Elder
from stations.people.selectors import own_elders, stations_visible_to
from stations.places.models import CareStation


@dataclass(frozen=True, slots=True)
class Opening:
    """A wish that is granted: where the log stands, and whose events pass (all where `elder_id` is None)."""

    wish: Wish
    station_id: int
    station: str
    head: int
    elder_id: int | None = None


@dataclass(frozen=True, slots=True)
class Closed:
    """A wish that is not granted; `head` says where the log ends when `since` lies beyond it."""

    wish: Wish
    code: str
    head: int | None = None


def openings(account: Account, wishes: Iterable[Wish], at: datetime) -> list[Opening | Closed]:
    """Answer each wish by what the account may see: staff stations, the elder's side its elders."""
    wishes = list(wishes)
    if account.role in AT_HOME:
        return _of_elders(own_elders(account, at).select_related("station"), wishes)
    return _of_stations(account, wishes)


def _of_stations(account: Account, wishes: list[Wish]) -> list[Opening | Closed]:
    codes = [wish.station for wish in wishes if wish.station]
    seen = {station.code: station for station in stations_visible_to(account).filter(code__in=codes)}
    ends = heads(seen.values())
    return [
        _opening(wish, seen[wish.station], ends[seen[wish.station].pk])
        if wish.station in seen
        else Closed(wish, "not_yours")
        for wish in wishes
    ]


def _of_elders(own: Iterable[Elder], wishes: list[Wish]) -> list[Opening | Closed]:
    seen = {elder.number: elder for elder in own}
    ends = heads(elder.station for elder in seen.values())
    return [
        _opening(wish, seen[wish.elder].station, ends[seen[wish.elder].station_id], seen[wish.elder].pk)
        if wish.elder in seen
        else Closed(wish, "not_yours")
        for wish in wishes
    ]


def _opening(wish: Wish, station: CareStation, head: int, elder_id: int | None = None) -> Opening | Closed:
    if wish.since > head:
        return Closed(wish, "since_in_future", head)
    return Opening(wish, station.pk, station.code, head, elder_id)


def has_anything_to_follow(account: Account, at: datetime) -> bool:
    """Whether there is any station or elder whose events the account may see."""
    if account.role in AT_HOME:
        return own_elders(account, at).exists()
    return stations_visible_to(account).exists()


def new_rows(ends: Mapping[int, int], limit: int) -> dict[int, list[Row]]:
    """The rows after `ends` (seq by station), at most `limit` each; only stations with news are there."""
    written = StationFeed.objects.filter(station__in=ends).values_list("station_id", "last_seq")
    return {
        station_id: [row_of(event) for event in events_after(station_id, ends[station_id], limit)]
        for station_id, last_seq in written
        if last_seq > ends[station_id]
    }


def old_rows(station_id: int, after: int, until: int, limit: int, elder_id: int | None) -> list[Row]:
    """At most `limit` rows (`after`, `until`] of a station's log, or of one elder's part of it."""
    rows = OrderEvent.objects.filter(station=station_id, seq__gt=after, seq__lte=until)
    if elder_id is not None:
        rows = rows.filter(order__elder=elder_id)
    return [row_of(event) for event in rows.select_related("order", "station").order_by("seq")[:limit]]
