"""Papers that turn out otherwise: what was judged by them is judged again, as of the same events."""

from collections import defaultdict
from datetime import datetime

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from dispatch.quality.follow import BATCH, judge_again
from dispatch.quality.models import PapersSeen, Verdict
from dispatch.quality.stays import SEEN_AT
from stations.people.models import Caregiver


def caregivers_with_new_papers() -> QuerySet[Caregiver]:
    """Caregivers whose credentials were added or changed since their visits were judged by them."""
    seen = PapersSeen.objects.filter(caregiver=OuterRef("pk")).values("version")
    return Caregiver.objects.alias(seen=Coalesce(Subquery(seen), 0)).filter(papers_version__gt=F("seen"))


def judge_by_papers(*, caregiver: Caregiver, at: datetime) -> int:
    """Judge a caregiver's judged visits again; answers how many.

    A station's log that another worker is following is left for the next time, and with it the caregiver.
    """
    judged = 0
    for station_id, order_ids in _visits_of(caregiver).items():
        for begin in range(0, len(order_ids), BATCH):
            some = judge_again(station_id=station_id, order_ids=order_ids[begin : begin + BATCH], at=at)
            if some is None:
                return judged
            judged += some
    PapersSeen.objects.update_or_create(caregiver=caregiver, defaults={"version": caregiver.papers_version})
    return judged


def _visits_of(caregiver: Caregiver) -> dict[int, list[int]]:
    """Ids of the judged orders at whose doors the caregiver was, by station."""
    judged = Verdict.objects.filter(order__evidence__caregiver=caregiver, order__evidence__move__in=SEEN_AT)
    found: dict[int, list[int]] = defaultdict(list)
    for station_id, order_id in judged.values_list("station_id", "order_id").distinct().order_by("order_id"):
        found[station_id].append(order_id)
    return found
