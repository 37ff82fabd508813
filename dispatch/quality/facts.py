"""Everything a verdict may look at, for one order as of one event of the log."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dispatch.orders.models import Assignment, Move, OrderEvent, State, WorkOrder
from dispatch.quality.stays import Stay, stays_beside
from dispatch.visits.models import Evidence
from stations.people.models import Credential


@dataclass(frozen=True)
class OrderFacts:
    """One order with its events, evidence and people; `events` ends with the event judged.

    `credentials` holds the papers of every caregiver named, by caregiver id; `beside` the stays of the same
    caregivers elsewhere that overlap this one's.
    """

    order: WorkOrder
    events: Sequence[OrderEvent]
    evidence: Sequence[Evidence]
    assignments: Sequence[Assignment]
    credentials: Mapping[int, Sequence[Credential]]
    beside: Sequence[Stay] = ()

    @property
    def state(self) -> str:
        """The state after the event judged, whatever the order has become since."""
        return self.events[-1].state if self.events else State.CREATED

    def last(self, move: Move) -> OrderEvent | None:
        """The latest event of a move, if it was ever made."""
        return next((event for event in reversed(self.events) if event.move == move), None)

    def shown(self, *moves: Move) -> list[Evidence]:
        """The evidence that came with these moves, oldest first."""
        return [item for item in self.evidence if item.move in moves]


def facts_of(
    order_ids: Collection[int], *, versions: Mapping[int, int] | None = None
) -> dict[int, OrderFacts]:
    """Read the facts of many orders at once; `versions` says as of which version of each order."""
    orders = list(WorkOrder.objects.filter(pk__in=order_ids).select_related("station", "service"))
    events = _events(order_ids, versions or {})
    evidence = _evidence(order_ids, events)
    assignments = _by_order(Assignment.objects.filter(order__in=order_ids))
    credentials = _credentials(evidence, assignments)
    beside = stays_beside(orders)
    return {
        order.pk: OrderFacts(
            order,
            events[order.pk],
            evidence[order.pk],
            assignments[order.pk],
            credentials,
            beside.get(order.pk, ()),
        )
        for order in orders
    }


def _events(order_ids: Collection[int], versions: Mapping[int, int]) -> dict[int, list[OrderEvent]]:
    found: dict[int, list[OrderEvent]] = defaultdict(list)
    rows = (
        OrderEvent.objects.filter(order__in=order_ids)
        .select_related("by")
        .order_by("order", "version", "seq")
    )
    for event in rows:
        if event.version <= versions.get(event.order_id, event.version):
            found[event.order_id].append(event)
    return found


def _evidence(
    order_ids: Collection[int], events: Mapping[int, Sequence[OrderEvent]]
) -> dict[int, list[Evidence]]:
    """Keep what came with an event that is looked at; later evidence belongs to a later verdict."""
    looked_at = {event.pk for of_one in events.values() for event in of_one}
    rows = Evidence.objects.filter(order__in=order_ids).order_by("happened_at", "pk")
    found: dict[int, list[Evidence]] = defaultdict(list)
    for item in rows:
        if item.event_id in looked_at:
            found[item.order_id].append(item)
    return found


def _by_order(rows: Iterable[Assignment]) -> dict[int, list[Assignment]]:
    found: dict[int, list[Assignment]] = defaultdict(list)
    for row in rows:
        found[row.order_id].append(row)
    return found


def _credentials(
    evidence: Mapping[int, Sequence[Evidence]], assignments: Mapping[int, Sequence[Assignment]]
) -> dict[int, list[Credential]]:
    caregivers = {item.caregiver_id for of_one in evidence.values() for item in of_one if item.caregiver_id}
    caregivers |= {row.caregiver_id for of_one in assignments.values() for row in of_one}
    found: dict[int, list[Credential]] = {caregiver: [] for caregiver in caregivers}
    for credential in Credential.objects.filter(caregiver__in=caregivers):
        found[credential.caregiver_id].append(credential)
    return found
