"""A stored plan as people read it: rounds with times, and what was left out with the reasons."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Prefetch

from dispatch.orders.models import Assignment, WorkOrder
from dispatch.planning.bundle.dayclock import DayClock
from dispatch.planning.models import PlanRun, RunState
from dispatch.planning.stored import plan_of
from dispatch.planning.summary import travel_seconds
from routing.plan import Bound, Round, Stop, StopKind
from stations.people.models import Caregiver


@dataclass(frozen=True, slots=True)
class ShownStop:
    """One stop of a round; `order` is empty for a pickup or a break."""

    kind: str
    start_at: datetime
    end_at: datetime
    arrive_at: datetime
    travel_seconds: int
    order: WorkOrder | None = None


@dataclass(frozen=True, slots=True)
class ShownRound:
    """One caregiver's round, from leaving the station to being back."""

    caregiver: Caregiver
    starts_at: datetime
    ends_at: datetime
    travel_seconds: int
    stops: list[ShownStop]


@dataclass(frozen=True, slots=True)
class ShownUnserved:
    """An order in no round: left out before solving for one reason, or by the solver with a certificate.

    `held_by` has it all the same, until the plan is published; then it `goes_back`, or stays with them.
    """

    order: WorkOrder
    left_out: str = ""
    certificate: Mapping[str, Any] = field(default_factory=dict)
    held_by: tuple[Caregiver, ...] = ()

    @property
    def goes_back(self) -> bool:
        """Whether publishing takes it from its caregivers; what the plan had no say in stays with them."""
        return bool(self.held_by) and not self.left_out


@dataclass(frozen=True, slots=True)
class ShownBound:
    """What is known of every other plan for the same orders.

    `proven`: none is better. `fewest_unserved`: each leaves out at least so many orders, also counting those
    left out before solving. `cost`: none costs less, in units of the objective (None: not known);
    `declined`: the rule for which that could not be told.
    """

    proven: bool
    fewest_unserved: int
    cost: int | None
    declined: str


@dataclass(frozen=True, slots=True)
class ShownPlan:
    """All that a person reads of a plan; without a bound there is no plan to say it of."""

    rounds: list[ShownRound]
    unserved: list[ShownUnserved]
    bound: ShownBound | None = None


def shown_plan(run: PlanRun) -> ShownPlan:
    """Read a run's plan with its orders and caregivers; empty while there is none."""
    orders = {order.number: order for order in _orders(run)}
    plan = plan_of(run)
    certificates = {each["visit"]: each for each in run.certificates}
    held = {number: _held_by(run, order) for number, order in orders.items()}
    unserved = [
        ShownUnserved(orders[number], left_out=code, held_by=held[number])
        for number, code in sorted(run.left_out.items())
    ]
    if plan is None:
        return ShownPlan([], unserved)
    caregivers = {each.number: each for each in Caregiver.objects.filter(station=run.station)}
    clock = DayClock(run.day)
    rounds = [_round(each, caregivers[each.carer], orders, clock) for each in plan.rounds if each.stops]
    unserved += [
        ShownUnserved(orders[each], certificate=certificates.get(each, {}), held_by=held[each])
        for each in plan.unserved
    ]
    return ShownPlan(rounds, unserved, _bound(run, plan.bound or Bound()))


def _bound(run: PlanRun, bound: Bound) -> ShownBound:
    fewest = (bound.fewest_unserved or 0) + len(run.left_out)
    return ShownBound(bound.proven, fewest, bound.cost, bound.declined)


def _orders(run: PlanRun) -> Iterator[WorkOrder]:
    numbers = [*run.versions, *run.left_out]
    in_force = Assignment.objects.filter(ended_at__isnull=True).select_related("caregiver")
    yield from (
        WorkOrder.objects.filter(station=run.station, number__in=numbers)
        .select_related("service")
        .prefetch_related(Prefetch("assignments", queryset=in_force.defer("caregiver__phone")))
    )


def _held_by(run: PlanRun, order: WorkOrder) -> tuple[Caregiver, ...]:
    """Who has the order while the plan waits to be published; afterwards that is not its matter."""
    if run.state != RunState.READY:
        return ()
    return tuple(each.caregiver for each in order.assignments.all())


def _round(each: Round, caregiver: Caregiver, orders: Mapping[str, WorkOrder], clock: DayClock) -> ShownRound:
    ends = [each.leave_at, *(stop.end_at for stop in each.stops)]
    return ShownRound(
        caregiver=caregiver,
        starts_at=clock.instant(each.leave_at),
        ends_at=clock.instant(each.home_at),
        travel_seconds=travel_seconds(each),
        stops=[
            _stop(stop, stop.arrive_at - left_at, orders, clock)
            for stop, left_at in zip(each.stops, ends, strict=False)
        ],
    )


def _stop(stop: Stop, way_seconds: int, orders: Mapping[str, WorkOrder], clock: DayClock) -> ShownStop:
    return ShownStop(
        kind=stop.kind,
        start_at=clock.instant(stop.start_at),
        end_at=clock.instant(stop.end_at),
        arrive_at=clock.instant(stop.arrive_at),
        travel_seconds=way_seconds,
        order=orders[stop.about] if stop.kind == StopKind.VISIT else None,
    )
