"""Who is behind, when a day is planned again while it runs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dispatch.orders.models import State, WorkOrder
from dispatch.planning.bundle.dayclock import DayClock
from dispatch.planning.bundle.places import home_of
from dispatch.planning.bundle.visits import planned_start
from routing.problem import Carer, Place, TravelMatrix


@dataclass(frozen=True, slots=True)
class Ways:
    """How long the ways between the places of a day take."""

    places: Sequence[Place]
    travel: Sequence[TravelMatrix]

    def seconds(self, mode: str, here: str, there: str) -> int:
        """Seconds from one place to another by a travel mode."""
        ranks = {place.id: rank for rank, place in enumerate(self.places)}
        matrix = next(each for each in self.travel if each.mode == mode)
        return int(matrix.seconds[ranks[here], ranks[there]])


def late_carers(
    orders: Iterable[WorkOrder], carers: Iterable[Carer], ways: Ways, clock: DayClock
) -> frozenset[str]:
    """Carers who, from where they are free, cannot be in time for one of the visits they accepted.

    Everything after it moves too, so none of their accepted visits is held to its minute: held to it, one
    carer's delay would leave visits without a place that would merely begin later.
    """
    by_number = {carer.id: carer for carer in carers}
    return frozenset(
        given.caregiver.number
        for order in orders
        if order.state == State.ACCEPTED
        for given in order.assignments.all()
        if given.ended_at is None and given.caregiver.number in by_number
        if _is_late(order, by_number[given.caregiver.number], ways, clock)
    )


def _is_late(order: WorkOrder, carer: Carer, ways: Ways, clock: DayClock) -> bool:
    start_at = planned_start([each for each in order.assignments.all() if each.ended_at is None], clock)
    if start_at is None or carer.frozen is None:
        return False
    way = ways.seconds(carer.mode, carer.frozen.place, home_of(order.elder))
    return carer.frozen.free_at + way > start_at
