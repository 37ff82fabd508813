"""Checking evidence against the events that sealed it; the events themselves are checked in `ledger`."""

from django.db.models import Q, QuerySet

from dispatch.orders.models import OrderEvent
from dispatch.oversight.ledger import Flaw
from dispatch.oversight.unreadable import UNREADABLE
from dispatch.visits.door import DOOR_MOVES
from dispatch.visits.models import Evidence
from dispatch.visits.sealing import SEALED, digest_of
from stations.places.models import CareStation

ROWS_AT_ONCE = 2000


def first_evidence_flaw(station: CareStation) -> Flaw | None:
    """The first event whose evidence was changed, taken away, or put there afterwards; None without any.

    It can be trusted as far as the station's chain holds. Evidence from before the station's first event that
    sealed any is passed over: see `unsealed_evidence`.
    """
    events, read = _events(station), 0
    try:
        for event in events.iterator(chunk_size=ROWS_AT_ONCE):
            if problem := _problem(event):
                return Flaw(station.code, event.seq, problem)
            read = event.seq
    except UNREADABLE:
        # Which row of those fetched together it was is seen when they are fetched alone.
        return _first_alone(station, events.filter(seq__gt=read))
    return None


def unsealed_evidence(station: CareStation) -> int:
    """How many pieces of evidence are older than the station's first event that sealed any."""
    return OrderEvent.objects.filter(_older(station), station=station).count()


def _events(station: CareStation) -> QuerySet[OrderEvent]:
    """The events that sealed evidence, and those that have some without."""
    concerned = Q(evidence__isnull=False) | Q(facts__has_key=SEALED)
    return (
        OrderEvent.objects.filter(concerned, ~_older(station), station=station)
        .select_related("evidence__order", "evidence__caregiver", "evidence__by")
        # A missing key of personal data must not stand in the way.
        .defer("evidence__caregiver__phone")
        .order_by("seq")
    )


def _older(station: CareStation) -> Q:
    """Events with evidence from before sealing began: only of moves that would have sealed it since."""
    from_the_door = Q(evidence__isnull=False, move__in=DOOR_MOVES, by__caregiver__isnull=False)
    sealing = OrderEvent.objects.filter(station=station, facts__has_key=SEALED)
    first = sealing.order_by("seq").values_list("seq", flat=True).first()
    return from_the_door if first is None else from_the_door & Q(seq__lt=first)


def _problem(event: OrderEvent) -> str | None:
    evidence: Evidence | None = getattr(event, "evidence", None)
    if evidence is None:
        return "its evidence is gone"
    if SEALED not in event.facts:
        return "has evidence that did not come with it"
    if digest_of(evidence) != event.facts[SEALED]:
        return "its evidence is not what it sealed"
    return None


def _first_alone(station: CareStation, events: QuerySet[OrderEvent]) -> Flaw | None:
    for seq in events.values_list("seq", flat=True):
        try:
            problem = _problem(events.get(seq=seq))
        except UNREADABLE:
            problem = "its evidence cannot be read"
        if problem:
            return Flaw(station.code, seq, problem)
    return None
