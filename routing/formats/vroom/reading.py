"""From a VROOM document to a problem.

Jobs become visits; a shipment becomes a visit (its delivery) with a kitchen of its own (its pickup).
Importance as in VROOM: the most priority served first, then the most tasks, then cost.
"""

import json
from typing import Any

from routing.documents import parse
from routing.formats.vroom.fields import identity, number, numbers, refuse, windows
from routing.formats.vroom.locations import MODES, NOWHERE, Locations
from routing.formats.vroom.shape import SHAPE
from routing.plan import Plan, Round, Stop, StopKind
from routing.problem import (
    Break,
    Carer,
    Kitchen,
    Meal,
    Objective,
    Part,
    Problem,
    ProblemError,
    Shift,
    Visit,
    Window,
)

NEVER_ENDS = 10**7
HALVES = ("pickup", "delivery")
COST_OF_A_DROP = 10**7


def read(text: str) -> Problem:
    """Whole document; ProblemError for what cannot be honoured."""
    data = parse(text)
    SHAPE(data, "", "")
    locations = Locations(_matrices(data), tasks=_tasks(data))
    horizon = _horizon(data)
    jobs = [_job(each, locations, data) for each in data.get("jobs") or []]
    shipments = [_shipment(each, locations, data) for each in data.get("shipments") or []]
    vehicles = data.get("vehicles") or []
    carers = tuple(_vehicle(each, locations, data, horizon) for each in vehicles)
    modes = {_mode(each): each for each in vehicles}
    return Problem(
        places=locations.all_places(),
        carers=carers,
        visits=(*jobs, *(visit for visit, _ in shipments)),
        kitchens=tuple(kitchen for _, kitchen in shipments),
        travel=tuple(locations.travel(vehicle, mode) for mode, vehicle in modes.items()),
        objective=Objective.only(unserved=COST_OF_A_DROP, travel=1),
        horizon_seconds=horizon,
    )


def warm_start(text: str, problem: Problem) -> Plan | None:
    """The order of `steps` in the vehicles, if there are any; times are found anew."""
    rounds = []
    for vehicle in parse(text).get("vehicles") or []:
        stops = tuple(stop for step in vehicle.get("steps") or [] if (stop := _stop(step, problem)))
        if stops:
            rounds.append(Round(str(vehicle["id"]), 0, 0, 0, stops))
    return Plan(tuple(rounds)) if rounds else None


def _stop(step: Any, problem: Problem) -> Stop | None:
    kind, about = step["type"], str(step.get("id", ""))
    if kind == "break":
        return Stop(StopKind.BREAK, about, "", 0, 0, 0)
    if kind == "pickup":
        kitchen = f"pickup {about}"
        meals = tuple(each.id for each in problem.visits if each.meal and each.meal.kitchen == kitchen)
        return Stop(StopKind.PICKUP, kitchen, "", 0, 0, 0, meals=meals)
    visit = f"{kind} {about}"
    return Stop(StopKind.VISIT, visit, "", 0, 0, 0) if visit in problem.visit_by_id else None


def _tasks(data: dict[str, Any]) -> list[Any]:
    """Every job, pickup and delivery."""
    halves = [
        each.get(half) for each in data.get("shipments") or [] if isinstance(each, dict) for half in HALVES
    ]
    return [*(data.get("jobs") or []), *halves]


def _matrices(data: dict[str, Any]) -> dict[str, Any]:
    """`matrices` by profile; the older single `matrix` is the car's."""
    if data.get("matrix"):
        return {"car": {"durations": data["matrix"]}}
    return data.get("matrices") or {}


def _horizon(data: dict[str, Any]) -> int:
    """Later than everything the document names, with room for vehicles without an end."""
    latest = [
        vehicle["time_window"][1] for vehicle in data.get("vehicles") or [] if vehicle.get("time_window")
    ]
    return int(max([NEVER_ENDS, *latest]))


def _drop_cost(record: dict[str, Any], data: dict[str, Any]) -> int:
    tasks = len(data.get("jobs") or []) + len(data.get("shipments") or [])
    return number(record, "priority", "priority") * (tasks + 1) + 1


def _job(record: Any, locations: Locations, data: dict[str, Any]) -> Visit:
    about = identity(record, "jobs")
    refuse(record, ("service_per_type", "setup_per_type"), "jobs")
    place = locations.place(record, "jobs")
    return Visit(
        id=f"job {about}",
        place=place,
        parts=(Part(number(record, "service", "jobs"), _skills(record, "jobs")),),
        windows=_service_windows(record, "jobs", alone=locations.is_of_one_task(place)),
        setup_seconds=number(record, "setup", "jobs"),
        delivered=numbers(record, "delivery", "jobs") or numbers(record, "amount", "jobs"),
        collected=numbers(record, "pickup", "jobs"),
        drop_cost=_drop_cost(record, data),
    )


def _service_windows(record: dict[str, Any], path: str, *, alone: bool) -> tuple[Window, ...]:
    """VROOM's windows hold for the start of setup, ours for the start of service right after it.

    Where another task is at the same place there may be no setup; what holds either way is kept.
    """
    setup = number(record, "setup", path)
    later = setup if alone else 0
    moved = [(each.from_ + setup, each.until + later) for each in windows(record, path)]
    return tuple(Window(start, end) for start, end in moved if start <= end)


def _skills(record: dict[str, Any], path: str) -> tuple[str, ...]:
    return tuple(str(each) for each in numbers(record, "skills", path))


def _shipment(record: Any, locations: Locations, data: dict[str, Any]) -> tuple[Visit, Kitchen]:
    if not isinstance(record, dict) or any(not isinstance(record.get(half), dict) for half in HALVES):
        raise ProblemError("shipments", "", "needs a pickup and a delivery")
    pickup, delivery = record["pickup"], record["delivery"]
    kitchen_id, visit_id = identity(pickup, "shipments.pickup"), identity(delivery, "shipments.delivery")
    kitchen = Kitchen(
        id=f"pickup {kitchen_id}",
        place=locations.place(pickup, "shipments.pickup"),
        # A kitchen knows no setup: it is paid at every pickup.
        loading_seconds=number(pickup, "service", "shipments.pickup")
        + number(pickup, "setup", "shipments.pickup"),
        windows=windows(pickup, "shipments.pickup"),
    )
    place = locations.place(delivery, "shipments.delivery")
    visit = Visit(
        id=f"delivery {visit_id}",
        place=place,
        parts=(Part(number(delivery, "service", "shipments.delivery"), _skills(record, "shipments")),),
        windows=_service_windows(delivery, "shipments.delivery", alone=locations.is_of_one_task(place)),
        setup_seconds=number(delivery, "setup", "shipments.delivery"),
        meal=Meal(kitchen.id, boxes=_boxes(record, data), limit_seconds=None),
        drop_cost=_drop_cost(record, data),
    )
    return visit, kitchen


def _boxes(record: dict[str, Any], data: dict[str, Any]) -> int:
    """A shipment's amount, which has to be of the one dimension that shipments alone use."""
    amount = numbers(record, "amount", "shipments")
    used = _dimension_of_shipments(data)
    return amount[used] if used < len(amount) else 0


def _dimension_of_shipments(data: dict[str, Any]) -> int:
    used = {
        rank
        for each in data.get("shipments") or []
        for rank, amount in enumerate(each.get("amount") or [])
        if amount
    }
    jobs = any(each.get(name) for each in data.get("jobs") or [] for name in ("delivery", "pickup", "amount"))
    if len(used) > 1 or (used and jobs):
        raise ProblemError(
            "shipments.amount", "", "amounts of shipments may use one dimension, not that of jobs"
        )
    return next(iter(used), 0)


def _mode(vehicle: dict[str, Any]) -> str:
    return json.dumps([vehicle.get(name) for name in MODES], sort_keys=True)


def _vehicle(record: Any, locations: Locations, data: dict[str, Any], horizon: int) -> Carer:
    carer = identity(record, "vehicles")
    refuse(record, ("max_distance", "max_distance_per_day", "type"), "vehicles")
    shift = _shift(record, locations, horizon)
    capacity = numbers(record, "capacity", "vehicles")
    dimension = _dimension_of_shipments(data)
    most = record.get("max_tasks")
    # A shipment is one visit here and two tasks there.
    share = 2 if data.get("shipments") else 1
    return Carer(
        id=carer,
        shifts=(shift,),
        mode=_mode(record),
        breaks=tuple(_break(each, shift) for each in record.get("breaks") or []),
        skills=_skills(record, "vehicles"),
        box_capacity=capacity[dimension] if dimension < len(capacity) else 0,
        capacity=capacity,
        maximum_travel_seconds=record.get("max_travel_time"),
        maximum_visits=None if most is None else most // share,
        use_cost=(record.get("costs") or {}).get("fixed") or 0,
    )


def _shift(record: dict[str, Any], locations: Locations, horizon: int) -> Shift:
    given = [record["time_window"]] if record.get("time_window") else []
    window = windows({"id": record["id"], "time_window": given}, "vehicles", "time_window")
    opens, closes = (window[0].from_, window[0].until) if window else (0, horizon)
    ends = [
        locations.place(record, "vehicles", name)
        if record.get(name) is not None or record.get(f"{name}_index") is not None
        else NOWHERE
        for name in ("start", "end")
    ]
    if ends == [NOWHERE, NOWHERE]:
        raise ProblemError("vehicles.start", str(record["id"]), "a vehicle needs a start or an end")
    return Shift(opens, closes, ends[0], ends[1])


def _break(record: Any, shift: Shift) -> Break:
    """The first of its windows that reaches into the shift, cut to it."""
    about = identity(record, "vehicles.breaks")
    refuse(record, ("max_load",), "vehicles.breaks")
    whole = Window(shift.from_, shift.until)
    for window in windows(record, "vehicles.breaks") or (whole,):
        if window.until >= shift.from_ and window.from_ <= shift.until:
            inside = Window(max(window.from_, shift.from_), min(window.until, shift.until))
            return Break(about, inside, number(record, "service", "vehicles.breaks"))
    raise ProblemError("vehicles.breaks.time_windows", about, "lie outside the vehicle's time window")
