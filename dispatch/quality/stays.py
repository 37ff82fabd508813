"""Where caregivers said to be and how long, and which of their stays overlap."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from operator import attrgetter

from django.db.models import OuterRef, Subquery

from dispatch.orders.models import Move, WorkOrder
from dispatch.quality.models import LogCursor
from dispatch.visits.models import Evidence
from stations.places.distance import great_circle_meters

# From these it is seen who was there; of two carers one checks in, and the other starts or checks out.
SEEN_AT = (Move.CHECK_IN, Move.START_SERVICE, Move.CHECK_OUT)
# What a stay is made from; a missing key of personal data must not stand in the way.
FIELDS = (
    "move",
    "caregiver",
    "happened_at",
    "latitude",
    "longitude",
    "accuracy_meters",
    "order__service__is_meal",
)
# A visit of the evening before may end on this day.
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stay:
    """One caregiver at one door: from their first report there to the check-out, whoever made that."""

    arrival: Evidence
    leaving: Evidence
    is_meal: bool

    @property
    def order_id(self) -> int:
        """The order visited."""
        return self.arrival.order_id

    def overlaps(self, other: "Stay", *, by_more_than: timedelta = timedelta()) -> bool:
        """Whether both lasted at once for longer than that."""
        first_end = min(self.leaving.happened_at, other.leaving.happened_at)
        last_begin = max(self.arrival.happened_at, other.arrival.happened_at)
        return first_end - last_begin > by_more_than

    def excludes(self, other: "Stay", *, clock_skew: timedelta) -> bool:
        """Whether one caregiver cannot have made both visits as they were told.

        A meal is handed over in passing: at a door that the two fixes cannot tell from the other it takes
        nothing of the other visit, and without fixes nobody can say that the doors are two.
        """
        if self.arrival.caregiver_id != other.arrival.caregiver_id:
            return False
        if not self.overlaps(other, by_more_than=clock_skew):
            return False
        return not (self.is_meal or other.is_meal) or _are_apart(self.arrival, other.arrival)


def _are_apart(one: Evidence, other: Evidence) -> bool:
    """Whether two fixes lie further apart than both are exact."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return False
    apart = great_circle_meters(one.latitude, one.longitude, other.latitude, other.longitude)
    return apart > (one.accuracy_meters or 0) + (other.accuracy_meters or 0)


def stays_beside(orders: Collection[WorkOrder]) -> dict[int, list[Stay]]:
    """For each order the stays of its caregivers elsewhere that overlap its own, by order id.

    Each station's log counts as far as it has been followed, so that recounting comes to the same. Visits for
    another station are not held against these: their logs are followed apart.
    """
    of_caregivers: dict[int | None, list[Stay]] = defaultdict(list)
    for stay in _stays_around(orders):
        of_caregivers[stay.arrival.caregiver_id].append(stay)
    beside: dict[int, list[Stay]] = defaultdict(list)
    for stays in of_caregivers.values():
        for one, other in _overlapping(stays):
            beside[one.order_id].append(other)
            beside[other.order_id].append(one)
    return beside


def _overlapping(stays: Collection[Stay]) -> Iterator[tuple[Stay, Stay]]:
    """Pairs that last at once: each is held only against those that begin before it ends."""
    in_order = sorted(stays, key=lambda stay: (stay.arrival.happened_at, stay.order_id))
    for place, one in enumerate(in_order):
        for other in in_order[place + 1 :]:
            if other.arrival.happened_at >= one.leaving.happened_at:
                break
            if one.overlaps(other):
                yield one, other


def _stays_around(orders: Collection[WorkOrder]) -> Iterator[Stay]:
    """All stays of these orders' stations on these orders' days and the days beside them."""
    if not orders:
        return
    days = [order.day for order in orders]
    followed = LogCursor.objects.filter(station=OuterRef("event__station")).values("seq")
    rows = (
        Evidence.objects.filter(
            move__in=SEEN_AT,
            caregiver__isnull=False,
            order__station__in={order.station_id for order in orders},
            order__day__range=(min(days) - A_DAY, max(days) + A_DAY),
            event__seq__lte=Subquery(followed),
        )
        .select_related("order__service")
        .only(*FIELDS)
        .order_by("order", "happened_at", "pk")
    )
    for order, of_one in groupby(rows, key=attrgetter("order")):
        yield from stays_of(list(of_one), is_meal=order.service.is_meal)


def stays_of(evidence: Sequence[Evidence], *, is_meal: bool) -> list[Stay]:
    """Who was at the door of one order, and how long; nobody while the visit has no end."""
    leaving = next((item for item in evidence if item.move == Move.CHECK_OUT), None)
    if leaving is None:
        return []
    arrivals: dict[int, Evidence] = {}
    for item in evidence:
        if item.move in SEEN_AT and item.caregiver_id:
            arrivals.setdefault(item.caregiver_id, item)
    return [Stay(arrival, leaving, is_meal) for arrival in arrivals.values()]
