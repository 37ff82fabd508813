"""Work orders become visits of the problem, or are left out with the reason."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from django.db.models import TextChoices

from dispatch.orders.models import Assignment, State, WorkOrder
from dispatch.planning.bundle.dayclock import DayClock
from dispatch.planning.bundle.places import KITCHEN, home_of
from routing.problem import Carer, Meal, Part, Pin, Promise, Starts, Visit, Window, Wish, against_coming

# An emergency left out costs as much as ten other visits.
EMERGENCY_PRIORITY = 9


class LeftOut(TextChoices):
    """Why an order is in no plan, whatever the solver does; each has its sentence in plan_reasons.json."""

    WINDOW_PAST = "window_past"
    NOBODY_ON_SHIFT = "nobody_on_shift"
    TOO_FEW_ON_SHIFT = "too_few_on_shift"
    NO_KITCHEN = "no_kitchen"


def reason_to_leave_out(order: WorkOrder, on_shift: int, at: datetime) -> LeftOut | None:
    """Why no plan could hold the order with so many caregivers on shift; None when one might."""
    if order.window_until <= at:
        return LeftOut.WINDOW_PAST
    if not on_shift:
        return LeftOut.NOBODY_ON_SHIFT
    if order.caregivers_needed > on_shift:
        return LeftOut.TOO_FEW_ON_SHIFT
    if order.service.is_meal and order.station.kitchen is None:
        return LeftOut.NO_KITCHEN
    return None


def visit_of(
    order: WorkOrder, clock: DayClock, on_shift: Collection[str], late: Collection[str] = ()
) -> Visit:
    """One order as a visit; every caregiver it needs is a part, and all parts start together.

    `late` are caregivers who cannot be in time for what they accepted: their accepted visits keep the
    caregiver, and their time as a promise only.
    """
    service_seconds = order.service_minutes * 60
    part = Part(service_seconds, (order.service.code,), tuple(sorted(order.service.credentials)))
    window = _window(order, clock, service_seconds)
    given = [each for each in order.assignments.all() if each.ended_at is None]
    return Visit(
        id=order.number,
        place=home_of(order.elder),
        parts=(part,) * order.caregivers_needed,
        windows=(window,),
        starts=Starts.TOGETHER,
        promise=_promise(order, given, clock, on_shift),
        pin=_pin(order, given, clock, window, on_shift, late),
        sex=Wish((order.elder.sex,)) if order.service.same_sex_preferred else None,
        meal=_meal(order, clock),
        priority=EMERGENCY_PRIORITY if order.service.emergency else 0,
    )


def _window(order: WorkOrder, clock: DayClock, service_seconds: int) -> Window:
    """The starts that keep the promise: in the window; a meal is also handed over before it closes."""
    opens, closes = clock.seconds(order.window_from), clock.seconds(order.window_until)
    last = closes - service_seconds if order.service.is_meal else closes - 1
    return Window(opens, max(last, opens))


def _meal(order: WorkOrder, clock: DayClock) -> Meal | None:
    if not order.service.is_meal:
        return None
    minutes = order.service.hot_limit_minutes
    ready_at = clock.seconds(order.cooked_at or order.window_from)
    return Meal(KITCHEN, ready_at, limit_seconds=None if minutes is None else minutes * 60)


def _promise(
    order: WorkOrder, given: list[Assignment], clock: DayClock, on_shift: Collection[str]
) -> Promise | None:
    """What the elder was told, and whom somebody has sent; a carer who is off shift is not held to it.

    An order that came back keeps its time: whoever takes it over should come when the elder expects somebody.
    """
    start_at = None if order.promised_at is None else clock.seconds(order.promised_at)
    carers = _all_there(order, given, on_shift)
    return None if start_at is None and carers is None else Promise(start_at, carers)


def _pin(
    order: WorkOrder,
    given: list[Assignment],
    clock: DayClock,
    window: Window,
    on_shift: Collection[str],
    late: Collection[str],
) -> Pin | None:
    """An accepted order stays with its caregivers; at its time too, if planned and still to be kept."""
    carers = _all_there(order, given, on_shift)
    if order.state != State.ACCEPTED or carers is None:
        return None
    start_at = planned_start(given, clock)
    kept = start_at is not None and window.holds(start_at) and not set(carers) & set(late)
    return Pin(carers, start_at if kept else None)


def held_by_who_can(visit: Visit, carers: Collection[Carer], clock: DayClock) -> Visit:
    """The visit, not held to carers who by its rules or their shifts cannot do it: others may take over."""
    by_number = {each.id: each for each in carers}
    pinned = visit.pin.carers or () if visit.pin is not None else ()
    against = (
        against_coming(visit, part, by_number[each], clock.day, clock.horizon_seconds)
        for part, each in enumerate(pinned)
    )
    return replace(visit, pin=None) if any(against) else visit


def planned_start(given: Collection[Assignment], clock: DayClock) -> int | None:
    """When a plan has these caregivers begin together; None when somebody was sent by hand."""
    starts = [each.planned_start_at for each in given]
    return max((clock.seconds(start) for start in starts if start), default=None) if all(starts) else None


def _all_there(
    order: WorkOrder, given: list[Assignment], on_shift: Collection[str]
) -> tuple[str, ...] | None:
    numbers = tuple(sorted(each.caregiver.number for each in given))
    complete = len(numbers) == order.caregivers_needed and all(number in on_shift for number in numbers)
    return numbers if complete else None
