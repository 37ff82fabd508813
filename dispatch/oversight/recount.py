"""Recounting: every verdict judged again, every count summed again, every order held against its log."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery

from dispatch.orders.complaints import OF_COMPLAINTS, Case
from dispatch.orders.models import Move, OrderEvent, WorkOrder
from dispatch.orders.reasons import COMPLAINTS
from dispatch.quality.counts import CountKey, contribution, counts_in, key_of
from dispatch.quality.facts import facts_of
from dispatch.quality.follow import verdict_of
from dispatch.quality.judging import OUTCOMES
from dispatch.quality.limits import limits
from dispatch.quality.models import Criterion, DayCount, LogCursor, Verdict

BATCH = 500
JUDGED_FIELDS = ("counted", "left_out_because", "first_fail", "accurate", "evidence_grade")


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as the rows say: where, what is kept and what comes out."""

    where: str
    kept: str
    recounted: str

    def __str__(self) -> str:
        return f"{self.where}: kept {self.kept}, recounted {self.recounted}"


def recount(*, from_day: date | None = None, until_day: date | None = None) -> Iterator[Difference]:
    """Every difference between what is kept and what the rows come to, for days in [from_day, until_day)."""
    days = _days(from_day, until_day)
    recounted: dict[CountKey, Counter[str]] = defaultdict(Counter)
    for batch in _batches(Verdict.objects.filter(days)):
        for kept, again in _judged_again(batch):
            recounted[key_of(again)].update(contribution(again))
            yield from _differences_of(kept, again)
    yield from _differences_in_counts(days, recounted)
    yield from _never_judged(days)
    yield from _beside_the_log(days)
    yield from _complaints_beside_the_log(days)


def _days(from_day: date | None, until_day: date | None) -> Q:
    days = Q(day__gte=from_day) if from_day else Q()
    return days & Q(day__lt=until_day) if until_day else days


def _batches(verdicts: QuerySet[Verdict]) -> Iterator[list[Verdict]]:
    last = 0
    rows = verdicts.order_by("pk").select_related("as_of", "order")
    while batch := list(rows.filter(pk__gt=last)[:BATCH]):
        last = batch[-1].pk
        yield batch


def _judged_again(batch: list[Verdict]) -> Iterator[tuple[Verdict, Verdict]]:
    """Each verdict kept, and what the same events and evidence come to now."""
    versions = {verdict.order_id: verdict.as_of.version for verdict in batch}
    facts, in_force = facts_of(versions, versions=versions), limits()
    for verdict in batch:
        yield verdict, verdict_of(facts[verdict.order_id], in_force, verdict.judged_at)


def _differences_of(kept: Verdict, again: Verdict) -> Iterator[Difference]:
    where = f"verdict {kept.order.number}"
    for name in JUDGED_FIELDS:
        if getattr(kept, name) != getattr(again, name):
            yield Difference(f"{where} {name}", str(getattr(kept, name)), str(getattr(again, name)))
    for criterion in Criterion.values:
        was, comes_to = kept.answers.get(criterion), again.answers[criterion]
        if was != comes_to:
            yield Difference(f"{where} {criterion}", str(was), str(comes_to))


def _differences_in_counts(days: Q, recounted: dict[CountKey, Counter[str]]) -> Iterator[Difference]:
    rows = DayCount.objects.filter(days)
    kept = {
        CountKey(row.day, row.station_id, row.division_id, row.service_id): counts_in(row) for row in rows
    }
    for key in sorted(kept.keys() | recounted.keys()):
        was, comes_to = kept.get(key, Counter()), recounted.get(key, Counter())
        for name in sorted(was.keys() | comes_to.keys()):
            if was[name] != comes_to[name]:
                where = f"count {key.day} station {key.station_id} service {key.service_id} {name}"
                yield Difference(where, str(was[name]), str(comes_to[name]))


def _never_judged(days: Q) -> Iterator[Difference]:
    """Orders whose outcome has been followed without leaving a verdict."""
    followed = LogCursor.objects.filter(station=OuterRef("station")).values("seq")
    outcomes = OrderEvent.objects.filter(
        order=OuterRef("pk"), state__in=OUTCOMES, seq__lte=Subquery(followed)
    )
    for order in WorkOrder.objects.filter(days, Exists(outcomes), verdict__isnull=True):
        yield Difference(f"verdict {order.number}", "none", "one")


def _beside_the_log(days: Q) -> Iterator[Difference]:
    """Orders whose state or version is not what their last event says."""
    last = OrderEvent.objects.filter(order=OuterRef("pk")).order_by("-version")
    logged = WorkOrder.objects.filter(days).annotate(
        logged_state=Subquery(last.values("state")[:1]), logged_version=Subquery(last.values("version")[:1])
    )
    agrees = Q(state=F("logged_state"), version=F("logged_version"), logged_version__isnull=False)
    for order in logged.filter(~agrees).order_by("pk").iterator():
        kept = f"{order.state}, version {order.version}"
        yield Difference(
            f"order {order.number}", kept, f"{order.logged_state}, version {order.logged_version}"
        )


def _complaints_beside_the_log(days: Q) -> Iterator[Difference]:
    """Orders whose complaint, or the answer whether it is solved, is not what their events come to."""
    made = OrderEvent.objects.filter(
        order=OuterRef("pk"), move=Move.EVALUATE, facts__reason__in=[reason.value for reason in COMPLAINTS]
    )
    moves = OrderEvent.objects.filter(move__in=OF_COMPLAINTS).order_by("version")
    concerned = WorkOrder.objects.filter(days).filter(~Q(complaint="", resolution="") | Exists(made))
    rows = concerned.order_by("pk").prefetch_related(Prefetch("events", queryset=moves))
    for order in rows.iterator(chunk_size=BATCH):
        kept, logged = Case(order.complaint, order.resolution), Case()
        for event in order.events.all():
            logged = logged.after(Move(event.move), str(event.facts.get("reason", "")))
        if kept != logged:
            yield Difference(f"complaint of {order.number}", str(kept), str(logged))
