"""Putting the heads of the logs aside, so that a chain rewritten from its start is found out."""

from datetime import datetime

import structlog
from django.db.models import Exists, OuterRef

from dispatch.orders.models import LedgerAnchor, StationFeed
from stations.places.models import CareStation

log = structlog.get_logger("anchors")


def anchor_heads(*, at: datetime, station: CareStation | None = None) -> int:
    """Anchor every log, or one station's, that has grown since its last anchor; answers how many.

    Each anchor is also written to the system's log, which is kept away from the database.
    """
    anchored = LedgerAnchor.objects.filter(station=OuterRef("station"), seq=OuterRef("last_seq"))
    grown = StationFeed.objects.filter(~Exists(anchored), last_seq__gt=0).select_related("station")
    if station is not None:
        grown = grown.filter(station=station)
    anchors = [
        LedgerAnchor(station=feed.station, seq=feed.last_seq, hash=feed.last_hash, anchored_at=at)
        for feed in grown
    ]
    LedgerAnchor.objects.bulk_create(anchors, ignore_conflicts=True)
    for anchor in anchors:
        log.info("anchored", station=anchor.station.code, seq=anchor.seq, hash=anchor.hash)
    return len(anchors)
