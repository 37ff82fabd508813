"""Checking the event chain: every row against its hash, its predecessor, the anchors and the head.

A chain is checked the same way from the database and from an exported file. The file is JSON lines: a header
with the station, its head and its anchors, then one event a line with exactly the fields the hash covers.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any, TextIO

from django.db.models import QuerySet

from dispatch.orders import log
from dispatch.orders.models import LedgerAnchor, OrderEvent, StationFeed
from dispatch.oversight.unreadable import UNREADABLE
from stations.places.models import CareStation

FORMAT = "eldercare-ledger-1"
# What reading a line raises that is none of ours; brackets too deep for the parser are a RecursionError.
NO_LEDGER = (ValueError, KeyError, TypeError, AttributeError, RecursionError)


@dataclass(frozen=True, slots=True)
class Link:
    """One event of a chain: what the hash covers, and the hash it carries."""

    fields: Mapping[str, Any]
    hash: str


@dataclass(frozen=True, slots=True)
class Chain:
    """A station's events, first to last, with what was put aside about them."""

    station: str
    links: Iterable[Link]
    head_seq: int
    head_hash: str
    anchors: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Flaw:
    """The first seq that is wrong, and what is wrong with it."""

    station: str
    seq: int
    problem: str

    def __str__(self) -> str:
        return f"{self.station} seq {self.seq}: {self.problem}"


class UnreadableLedger(Exception):
    """The file is not an exported ledger; says which line."""


class UnreadableEvent(Exception):
    """A row of the database that holds what is no event any more."""


def first_flaw(chain: Chain) -> Flaw | None:
    """Walk a chain and find the first thing wrong; None when all of it holds."""
    seq, previous = 0, ""
    try:
        for link in chain.links:
            seq += 1
            if problem := _problem(link, seq, previous, chain):
                return Flaw(chain.station, seq, problem)
            previous = link.hash
    except UnreadableEvent:
        return Flaw(chain.station, seq + 1, "cannot be read")
    if (seq, previous) != (chain.head_seq, chain.head_hash):
        return Flaw(chain.station, seq + 1, f"the log ends here, its head is at {chain.head_seq}")
    if beyond := [anchored for anchored in chain.anchors if anchored > seq]:
        return Flaw(chain.station, min(beyond), "anchored, but no longer in the log")
    return None


def unanchored(chain: Chain) -> int:
    """How many events at the end of a chain no anchor vouches for: cut off, they would not be missed."""
    return chain.head_seq - max((seq for seq in chain.anchors if seq <= chain.head_seq), default=0)


def _problem(link: Link, seq: int, previous: str, chain: Chain) -> str | None:
    if link.fields["station"] != chain.station:
        return f"belongs to station {link.fields['station']}"
    if link.fields["seq"] != seq:
        return f"missing or out of order, found {link.fields['seq']}"
    if link.fields["prev_hash"] != previous:
        return "does not follow from the event before"
    if hashlib.sha256(log.canonical(link.fields).encode()).hexdigest() != link.hash:
        return "does not match its hash"
    if chain.anchors.get(seq, link.hash) != link.hash:
        return "does not match its anchor"
    return None


def chain_of(station: CareStation) -> Chain:
    """A station's chain as the database holds it."""
    feed = StationFeed.objects.filter(station=station).first()
    anchors = dict(LedgerAnchor.objects.filter(station=station).values_list("seq", "hash"))
    head = (feed.last_seq, feed.last_hash) if feed else (0, "")
    return Chain(station.code, _links(station), *head, anchors)


def _links(station: CareStation) -> Iterator[Link]:
    rows = OrderEvent.objects.filter(station=station).select_related("station", "order", "by").order_by("seq")
    read = 0
    try:
        for event in rows.iterator(chunk_size=2000):
            yield Link(log.chained_fields(event), event.hash)
            read = event.seq
    except UNREADABLE:
        # Which row of those fetched together it was is seen when they are fetched alone.
        yield from _links_alone(rows.filter(seq__gt=read))


def _links_alone(rows: QuerySet[OrderEvent]) -> Iterator[Link]:
    for seq in rows.values_list("seq", flat=True):
        try:
            event = rows.get(seq=seq)
            link = Link(log.chained_fields(event), event.hash)
        except UNREADABLE as error:
            raise UnreadableEvent from error
        yield link


def export(station: CareStation, out: TextIO) -> LedgerAnchor | None:
    """Write a station's chain up to its latest anchor and answer that; beyond it nothing is vouched for."""
    anchors = LedgerAnchor.objects.filter(station=station).order_by("seq")
    last = anchors.last()
    head = {"seq": last.seq, "hash": last.hash} if last else {"seq": 0, "hash": ""}
    anchored = dict(anchors.values_list("seq", "hash"))
    header = {"format": FORMAT, "station": station.code, "head": head, "anchors": anchored}
    out.write(json.dumps(header, ensure_ascii=False) + "\n")
    for link in takewhile(lambda link: last and link.fields["seq"] <= last.seq, _links(station)):
        out.write(json.dumps({**link.fields, "hash": link.hash}, ensure_ascii=False) + "\n")
    return last


def read_export(lines: Iterable[str]) -> Chain:
    """Read an exported file; raises UnreadableLedger naming the line."""
    numbered = enumerate(lines, start=1)
    try:
        header = json.loads(next(numbered)[1])
        if header["format"] != FORMAT:
            raise UnreadableLedger(f"Line 1: format {header['format']!r} is not {FORMAT}.")
        anchors = {int(seq): text for seq, text in header["anchors"].items()}
        head = header["head"]
        return Chain(header["station"], _read_links(numbered), head["seq"], head["hash"], anchors)
    except (StopIteration, *NO_LEDGER) as error:
        raise UnreadableLedger("Line 1 is not the header of an exported ledger.") from error


def _read_links(numbered: Iterator[tuple[int, str]]) -> Iterator[Link]:
    for number, line in numbered:
        try:
            row = json.loads(line)
            kept = row.pop("hash")
            yield Link({name: row[name] for name in CHAINED}, kept)
        except NO_LEDGER as error:
            raise UnreadableLedger(f"Line {number} is not an event of a ledger.") from error


CHAINED = (
    "prev_hash",
    "station",
    "seq",
    "order",
    "version",
    "move",
    "state",
    "happened_at",
    "recorded_at",
    "command",
    "facts",
    "by",
)
