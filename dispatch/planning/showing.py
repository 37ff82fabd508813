"""A stored plan as people read it: rounds with times, and what was left out with the reasons."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from dispatch.orders.models import WorkOrder
from dispatch.planning.bundle.dayclock import DayClock
from dispatch.planning.models import PlanRun
from dispatch.planning.stored import plan_of
from dispatch.planning.summary import travel_seconds
from routing.plan import Round, Stop, StopKind
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
    """An order in no round: left out before solving for one reason, or by the solver with a certificate."""

    order: WorkOrder
    left_out: str = ""
    certificate: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ShownPlan:
    """All that a person reads of a plan."""

    rounds: list[ShownRound]
    unserved: list[ShownUnserved]


def shown_plan(run: PlanRun) -> ShownPlan:
    """Read a run's plan with its orders and caregivers; empty while there is none."""
    orders = {order.number: order for order in _orders(run)}
    plan = plan_of(run)
    certificates = {each["visit"]: each for each in run.certificates}
    unserved = [ShownUnserved(orders[number], left_out=code) for number, code in sorted(run.left_out.items())]
    if plan is None:
        return ShownPlan([], unserved)
    caregivers = {each.number: each for each in Caregiver.objects.filter(station=run.station)}
    clock = DayClock(run.day)
    rounds = [_round(each, caregivers[each.carer], orders, clock) for each in plan.rounds if each.stops]
    unserved += [
        ShownUnserved(orders[each], certificate=certificates.get(each, {})) for each in plan.unserved
    ]
    return ShownPlan(rounds, unserved)


def _orders(run: PlanRun) -> Iterator[WorkOrder]:
    numbers = [*run.versions, *run.left_out]
    yield from WorkOrder.objects.filter(station=run.station, number__in=numbers).select_related("service")


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
