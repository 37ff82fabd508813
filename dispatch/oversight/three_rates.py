"""The three rates of appeals, from the log: answered in time, resolved, satisfied (docs/three-rates.md)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet, Subquery

from dispatch.orders.models import Move, OrderEvent
from dispatch.orders.reasons import COMPLAINTS, MoveReason
from dispatch.oversight.figures import Share
from dispatch.oversight.permissions import division_overseen
from stations.ground.clock import LOCAL_ZONE
from stations.people.models import Account
from stations.people.selectors import stations_visible_to
from stations.places.models import AdminDivision
from stations.places.selectors import code_prefix


@dataclass(frozen=True, slots=True)
class ThreeRates:
    """The rates of a division over a half-open period of days, and how many elders were rung up."""

    division: AdminDivision | None
    from_day: date
    until_day: date
    response: Share
    resolution: Share
    satisfaction: Share
    call_back_coverage: Share


def three_rates(
    *, account: Account, division_code: str | None, from_day: date, until_day: date, at: datetime
) -> ThreeRates:
    """Count the events of [from_day, until_day) in a division's subtree, as of `at`; raises NotYours.

    What counts is when an event was recorded here, not when somebody says that it happened.
    """
    division = division_overseen(account, division_code)
    events = _events(account, division)
    begins, ends = _midnight(from_day), _midnight(until_day)
    due = _answers_due(events, begins, min(ends, at))
    within = events.filter(recorded_at__gte=begins, recorded_at__lt=ends)
    return ThreeRates(
        division,
        from_day,
        until_day,
        response=Share(sum(answered is not None and answered <= by for by, answered in due), len(due)),
        resolution=_resolution(within, overdue=sum(answered is None for _, answered in due)),
        satisfaction=_satisfaction(within),
        call_back_coverage=_coverage(within),
    )


def _events(account: Account, division: AdminDivision | None) -> QuerySet[OrderEvent]:
    events = OrderEvent.objects.filter(station__in=stations_visible_to(account))
    if division is not None:
        events = events.filter(order__elder__division__code__startswith=code_prefix(division.code))
    return events


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=LOCAL_ZONE)


def _answers_due(
    events: QuerySet[OrderEvent], begins: datetime, ends: datetime
) -> list[tuple[datetime, datetime | None]]:
    """For each complaint whose answer fell due in [begins, ends): by when, and when it was decided."""
    limit = timedelta(days=settings.COMPLAINT_ANSWER_DAYS)
    decided = OrderEvent.objects.filter(order=OuterRef("order"), move=Move.DECIDE_COMPLAINT).order_by("seq")
    opened = events.filter(
        move=Move.EVALUATE,
        facts__reason__in=[reason.value for reason in COMPLAINTS],
        recorded_at__gte=begins - limit,
        recorded_at__lt=ends - limit,
    ).annotate(decided_at=Subquery(decided.values("recorded_at")[:1]))
    return [(opened_at + limit, at) for opened_at, at in opened.values_list("recorded_at", "decided_at")]


def _resolution(within: QuerySet[OrderEvent], *, overdue: int) -> Share:
    """Complaints solved in the eyes of who made them, out of those they were asked about and those overdue.

    Who was asked and did not say is in neither; what nobody decided in time counts as not solved.
    """
    told = within.filter(move=Move.REPORT_RESOLUTION)
    return Share(told.filter(facts__reason=MoveReason.RESOLVED.value).count(), told.count() + overdue)


def _satisfaction(within: QuerySet[OrderEvent]) -> Share:
    """Praise out of all ratings that say something; a rating without an opinion is none."""
    rated = within.filter(move=Move.EVALUATE)
    praise = rated.filter(facts__reason=MoveReason.SATISFIED.value).count()
    complaints = rated.filter(facts__reason__in=[reason.value for reason in COMPLAINTS]).count()
    return Share(praise, praise + complaints)


def _coverage(within: QuerySet[OrderEvent]) -> Share:
    """Completed visits after which somebody above the station rang up, out of all completed."""
    done = within.filter(move=Move.COMPLETE)
    rung_up = OrderEvent.objects.filter(order=OuterRef("order"), move=Move.CALL_BACK)
    return Share(done.filter(Exists(rung_up)).count(), done.count())
