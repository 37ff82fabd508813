"""Publishing a plan: every order of it goes out, or none."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import uuid5

from django.db import transaction

from dispatch.orders.acts import Stop, advance, dispatch_planned
from dispatch.orders.log import lock_feed
from dispatch.orders.models import Move, State, WorkOrder
from dispatch.orders.reasons import MoveReason
from dispatch.orders.steps import STEPS
from dispatch.planning.bundle.carers import routed_shifts, shifts_by_caregiver
from dispatch.planning.bundle.dayclock import DayClock
from dispatch.planning.models import PlanRun, RunState
from dispatch.planning.refusals import OrdersChanged, PlanNotReady, ShiftsChanged
from dispatch.planning.stored import plan_of, problem_of
from routing.plan import Plan, Round, StopKind
from routing.problem import Problem, Promise
from stations.ground.refusal import WrongInput
from stations.people.authority import demand_at
from stations.people.models import Account, Caregiver
from stations.people.permissions import Right

RETURNABLE = STEPS[Move.RETURN].sources
# Nobody has to accept again, or to be told again, what moves no more than this.
PROMISE_BEARS = timedelta(seconds=Promise().tolerance_seconds)
# Worded in the order's history, shell.json.
REASON_GIVEN_BACK = MoveReason.NO_PLACE_IN_PLAN


@transaction.atomic
def publish(*, run: PlanRun, by: Account, at: datetime, keep: Collection[str] = ()) -> PlanRun:
    """Give every order of a ready plan to its caregivers, with the planned start as the promise to the elder.

    An order that somebody has and the plan finds no place for goes back to be given out, unless its number
    is in `keep`. One transaction: a refusal leaves no trace. Publishing twice is publishing once.
    Raises NotYours, PlanNotReady, OrdersChanged, ShiftsChanged, or WrongInput for what cannot be kept.
    """
    demand_at(by, Right.PLAN_DAYS, run.station)
    # The feed's lock is the first of every write to an order; with it nobody moves an order under our hands.
    lock_feed(run.station)
    run = PlanRun.objects.select_for_update().get(pk=run.pk)
    if run.state == RunState.PUBLISHED:
        return run
    if run.state != RunState.READY:
        raise PlanNotReady(state=run.state)
    _carry_out(run, by, at, frozenset(keep))
    others = PlanRun.objects.filter(station=run.station, day=run.day).exclude(pk=run.pk)
    others.filter(state__in=(RunState.READY, RunState.PUBLISHED)).update(state=RunState.SUPERSEDED)
    run.state, run.published_at = RunState.PUBLISHED, at
    run.save(update_fields=["state", "published_at"])
    return run


def _carry_out(run: PlanRun, by: Account, at: datetime, keep: frozenset[str]) -> None:
    problem, plan = problem_of(run), plan_of(run)
    if problem is None or plan is None:
        return
    orders = _unchanged_orders(run)
    _require_same_shifts(run, problem, plan)
    unplaced = [orders[number] for number in plan.unserved if orders[number].state in RETURNABLE]
    if keep - {order.number for order in unplaced}:
        raise WrongInput(fields={"keep": "nothing_to_keep"})
    for number, stops in _stops_by_order(run, plan).items():
        order = orders[number]
        if _goes_out(order, stops):
            command = uuid5(run.pk, number)
            dispatch_planned(order=order, seen=order.version, stops=stops, by=by, at=at, command=command)
    for order in unplaced:
        if order.number not in keep:
            _give_back(run, order, by, at)


def _give_back(run: PlanRun, order: WorkOrder, by: Account, at: datetime) -> None:
    """Take an order from a caregiver whose new round has no room for it; a person decides who goes."""
    advance(
        order=order,
        seen=order.version,
        move=Move.RETURN,
        by=by,
        at=at,
        command=uuid5(run.pk, order.number),
        facts={"reason": REASON_GIVEN_BACK.value},
    )


def _unchanged_orders(run: PlanRun) -> dict[str, WorkOrder]:
    """The run's orders by number, each at the version that was planned with."""
    found = WorkOrder.objects.filter(station=run.station, number__in=run.versions)
    orders = {order.number: order for order in found.prefetch_related("assignments")}
    changed = [
        {"order": number, "was": was, "is": orders[number].version, "state": orders[number].state}
        for number, was in sorted(run.versions.items())
        if orders[number].version != was
    ]
    if changed:
        raise OrdersChanged(changed=changed, count=len(changed))
    return orders


def _require_same_shifts(run: PlanRun, problem: Problem, plan: Plan) -> None:
    """Refuse when somebody with a round is no longer on shift as the plan assumes, e.g. has fallen ill."""
    clock = DayClock(run.day)
    now_on_shift = {
        caregiver.number: routed_shifts(shifts, clock)
        for caregiver, shifts in shifts_by_caregiver(run.station, run.day).items()
    }
    needed = {each.carer for each in plan.rounds if each.stops}
    changed = [
        carer.id
        for carer in problem.carers
        if carer.id in needed and now_on_shift.get(carer.id) != carer.shifts
    ]
    if changed:
        raise ShiftsChanged(caregivers=changed, count=len(changed))


def _stops_by_order(run: PlanRun, plan: Plan) -> dict[str, list[Stop]]:
    """One stop a caregiver for every order served."""
    found: dict[str, list[Stop]] = defaultdict(list)
    clock = DayClock(run.day)
    caregivers = {each.number: each for each in Caregiver.objects.filter(station=run.station)}
    for each in plan.rounds:
        for number, stop in _stops_of(each, caregivers[each.carer], clock):
            found[number].append(stop)
    return found


def _stops_of(round_: Round, caregiver: Caregiver, clock: DayClock) -> list[tuple[str, Stop]]:
    """The round's visits in order, counted from 1; pickups and breaks are not counted."""
    left_at = round_.leave_at
    found: list[tuple[str, Stop]] = []
    for stop in round_.stops:
        if stop.kind == StopKind.VISIT:
            start, way = clock.instant(stop.start_at), stop.arrive_at - left_at
            position = len(found) + 1
            planned = Stop(
                caregiver=caregiver, planned_start_at=start, round_position=position, travel_seconds=way
            )
            found.append((stop.about, planned))
        left_at = stop.end_at
    return found


def _goes_out(order: WorkOrder, stops: list[Stop]) -> bool:
    """Whether publishing changes anything for an order.

    One dispatched to the same people at the same time stays as it is; an accepted one also when its time
    moves no more than a promise bears, or was never planned.
    """
    given = {
        each.caregiver_id: each.planned_start_at for each in order.assignments.all() if each.ended_at is None
    }
    planned = {stop.caregiver.pk: stop.planned_start_at for stop in stops}
    if order.state != State.ACCEPTED or given.keys() != planned.keys():
        return given != planned
    return any(
        was is not None and start is not None and abs(start - was) > PROMISE_BEARS
        for was, start in ((given[carer], planned[carer]) for carer in given)
    )
