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
    carer's delay would leave visits without a place that would merely begin later. Whoever shares a visit
    with them waits for them, and is late with them.
    """
    by_number = {carer.id: carer for carer in carers}
    accepted = [_accepted(order, clock) for order in orders if order.state == State.ACCEPTED]
    behind = {
        number
        for visit in accepted
        for number in visit.carers & by_number.keys()
        if _is_late(visit, by_number[number], ways)
    }
    return _with_partners(frozenset(behind), accepted)


@dataclass(frozen=True, slots=True)
class _Accepted:
    """A visit that its caregivers have accepted; `start_at` in seconds of the day, None when sent by hand."""

    home: str
    carers: frozenset[str]
    start_at: int | None


def _accepted(order: WorkOrder, clock: DayClock) -> _Accepted:
    given = [each for each in order.assignments.all() if each.ended_at is None]
    numbers = frozenset(each.caregiver.number for each in given)
    return _Accepted(home_of(order.elder), numbers, planned_start(given, clock))


def _with_partners(late: frozenset[str], accepted: Sequence[_Accepted]) -> frozenset[str]:
    """The late, and all who wait for them at a visit they share, and all who wait for those."""
    waiting = frozenset(number for visit in accepted if visit.carers & late for number in visit.carers)
    return late if waiting <= late else _with_partners(late | waiting, accepted)


def _is_late(visit: _Accepted, carer: Carer, ways: Ways) -> bool:
    if visit.start_at is None or carer.frozen is None:
        return False
    way = ways.seconds(carer.mode, carer.frozen.place, visit.home)
    return carer.frozen.free_at + way > visit.start_at
