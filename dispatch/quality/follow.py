"""Following the log: each station's events are read once, in order, and turned into verdicts and counts.

Verdicts, counts and the cursor are written in one transaction: after a crash the same events are read
again and nothing is counted twice.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from dispatch.orders.models import OrderEvent, StationFeed, WorkOrder
from dispatch.quality.counts import CountKey, add_to_rows, contribution, key_of
from dispatch.quality.criteria import Finding
from dispatch.quality.facts import OrderFacts, facts_of
from dispatch.quality.judging import has_outcome, judge, overdue_from
from dispatch.quality.limits import Limits, limits
from dispatch.quality.models import LogCursor, Verdict

# Events read in one transaction; it bounds how long a station's cursor stays locked.
BATCH = 500


def stations_with_news() -> QuerySet[StationFeed]:
    """Stations whose log goes further than has been followed."""
    followed = LogCursor.objects.filter(station=OuterRef("station")).values("seq")
    return StationFeed.objects.alias(followed=Coalesce(Subquery(followed), 0)).filter(
        last_seq__gt=F("followed")
    )


@transaction.atomic
def follow_station(*, station_id: int, at: datetime, limit: int = BATCH) -> int:
    """Judge what the next events of a station's log bring about; returns how many were read.

    Another worker that holds the station's cursor is left alone: then nothing is read.
    """
    cursor = _locked_cursor(station_id)
    if cursor is None:
        return 0
    events = list(
        OrderEvent.objects.filter(station=station_id, seq__gt=cursor.seq)
        .order_by("seq")
        .only("seq", "order", "version")[:limit]
    )
    if not events:
        return 0
    # First, as what is known of other visits goes as far as the cursor.
    cursor.seq = events[-1].seq
    cursor.save(update_fields=["seq"])
    versions = {event.order_id: event.version for event in events}
    facts = facts_of(versions, versions=versions)
    judged = set(Verdict.objects.filter(order__in=versions).values_list("order_id", flat=True))
    concerned = [one for one in facts.values() if has_outcome(one) or one.order.pk in judged]
    _write_verdicts([*concerned, *_judged_beside(facts, cursor.seq)], at)
    return len(events)


def _judged_beside(facts: Mapping[int, OrderFacts], seq: int) -> list[OrderFacts]:
    """Orders judged before a visit told now came to light beside them; they are judged again."""
    return _judged_facts({stay.order_id for one in facts.values() for stay in one.beside} - facts.keys(), seq)


def _judged_facts(order_ids: Collection[int], seq: int) -> list[OrderFacts]:
    """The facts, up to a seq, of those orders that are judged already."""
    judged = Verdict.objects.filter(order__in=order_ids).values_list("order_id", flat=True)
    versions = _versions_followed(list(judged), seq)
    return list(facts_of(versions, versions=versions).values())


@transaction.atomic
def judge_overdue(*, station_id: int, at: datetime, limit: int = BATCH) -> int:
    """Judge orders of a station that the clock has failed: long past their window and without an outcome.

    They are judged as of the events already followed, so that a replay comes to the same.
    """
    cursor = _locked_cursor(station_id)
    if cursor is None:
        return 0
    in_force = limits()
    orders = [
        order
        for order in _unjudged(at).filter(station=station_id)[:limit]
        if overdue_from(order, in_force) <= at
    ]
    versions = _versions_followed([order.pk for order in orders], cursor.seq)
    facts = facts_of(versions, versions=versions)
    _write_verdicts(facts.values(), at)
    return len(facts)


@transaction.atomic
def judge_again(*, station_id: int, order_ids: Collection[int], at: datetime) -> int | None:
    """Judge orders of a station again that are judged, as of the events followed; answers how many.

    None while another worker holds the station's cursor.
    """
    cursor = _locked_cursor(station_id)
    if cursor is None:
        return None
    facts = _judged_facts(order_ids, cursor.seq)
    _write_verdicts(facts, at)
    return len(facts)


def stations_with_overdue(at: datetime) -> QuerySet[WorkOrder, int]:
    """Ids of stations with orders that may have to be judged by the clock."""
    return _unjudged(at).order_by().values_list("station_id", flat=True).distinct()


def _unjudged(at: datetime) -> QuerySet[WorkOrder]:
    latest = at - timedelta(hours=limits().overdue_hours)
    return WorkOrder.objects.filter(verdict__isnull=True, window_until__lt=latest).order_by("window_until")


def _locked_cursor(station_id: int) -> LogCursor | None:
    LogCursor.objects.get_or_create(station_id=station_id)
    return LogCursor.objects.select_for_update(skip_locked=True).filter(station=station_id).first()


def _versions_followed(order_ids: Collection[int], seq: int) -> dict[int, int]:
    followed = OrderEvent.objects.filter(order__in=order_ids, seq__lte=seq).order_by()
    return dict(followed.values_list("order").annotate(latest=Max("version")))


def _write_verdicts(many: Collection[OrderFacts], at: datetime) -> None:
    """Write each order's verdict and move its count from where it was to where it is."""
    in_force = limits()
    before = Verdict.objects.select_for_update().in_bulk(
        [facts.order.pk for facts in many], field_name="order_id"
    )
    changes: dict[CountKey, Counter[str]] = defaultdict(Counter)
    after = []
    for facts in many:
        old, new = before.get(facts.order.pk), verdict_of(facts, in_force, at)
        if old:
            changes[key_of(old)].subtract(contribution(old))
            new.pk = old.pk
        changes[key_of(new)].update(contribution(new))
        after.append(new)
    _save(after)
    add_to_rows(changes)


def verdict_of(facts: OrderFacts, in_force: Limits, at: datetime) -> Verdict:
    """The verdict row for these facts, not saved."""
    judgement, order = judge(facts, in_force), facts.order
    return Verdict(
        order=order,
        day=order.day,
        station_id=order.station_id,
        division_id=order.division_id,
        service_id=order.service_id,
        counted=judgement.counted,
        left_out_because=judgement.left_out_because or "",
        answers={criterion.value: _kept(finding) for criterion, finding in judgement.findings.items()},
        first_fail=judgement.first_fail or "",
        accurate=judgement.accurate,
        evidence_grade=judgement.grade,
        as_of=facts.events[-1],
        judged_at=at,
    )


def _kept(finding: Finding) -> dict[str, object]:
    return {
        "answer": finding.answer.value,
        "reason": finding.reason.value,
        "evidence": list(finding.evidence),
    }


def _save(verdicts: list[Verdict]) -> None:
    fields = [field.name for field in Verdict._meta.concrete_fields if field.name not in ("id", "order")]
    Verdict.objects.bulk_create([one for one in verdicts if one.pk is None])
    Verdict.objects.bulk_update([one for one in verdicts if one.pk is not None], fields, batch_size=200)
