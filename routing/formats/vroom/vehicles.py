"""From VROOM's vehicles to carers with one shift each."""

import json
from typing import Any

from routing.formats.vroom.costs import fixed_cost, service_cost
from routing.formats.vroom.fields import number, numbers, windows
from routing.formats.vroom.grades import grade
from routing.formats.vroom.loads import Loads
from routing.formats.vroom.locations import MODES, NOWHERE, Locations
from routing.formats.vroom.tasks import TASKS_OF_A_SHIPMENT
from routing.problem import Break, Carer, ProblemError, Shift, Window


def mode(vehicle: dict[str, Any]) -> str:
    """Vehicles that need the same time and cost for every way share a mode."""
    return json.dumps([vehicle.get(name) for name in MODES], sort_keys=True)


def carer(record: Any, locations: Locations, loads: Loads, horizon: int, fine: int) -> Carer:
    """One vehicle; `fine` units of cost here make one of the document."""
    about = str(record["id"])
    shift = _shift(record, locations, horizon)
    return Carer(
        id=about,
        shifts=(shift,),
        mode=mode(record),
        breaks=tuple(_break(each, shift, loads) for each in record.get("breaks") or []),
        skills=tuple(str(each) for each in numbers(record, "skills", "vehicles")),
        capacity=loads.capacity(record),
        maximum_travel_seconds=record.get("max_travel_time"),
        maximum_travel_meters=_most_meters(record, locations),
        maximum_visits=_most_visits(record, locations, loads),
        use_cost=fixed_cost(record) * fine,
        service_cost=service_cost(record, fine),
        grade=grade(record),
    )


def _most_visits(record: dict[str, Any], locations: Locations, loads: Loads) -> int | None:
    """A shipment is one visit here and two tasks there; where both are mixed, tasks are counted as a load."""
    most = record.get("max_tasks")
    if most is None or loads.counts_tasks:
        return None
    return int(most) // (TASKS_OF_A_SHIPMENT if locations.shipments else 1)


def _most_meters(record: dict[str, Any], locations: Locations) -> int | None:
    most: int | None = record.get("max_distance")
    if most is not None and not locations.have_meters(record):
        raise ProblemError("vehicles.max_distance", str(record["id"]), "needs distances in the matrices")
    return most


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


def _break(record: Any, shift: Shift, loads: Loads) -> Break:
    """All of its windows that reach into the shift, cut to it."""
    about = str(record["id"])
    whole = Window(shift.from_, shift.until)
    inside = tuple(
        Window(max(window.from_, shift.from_), min(window.until, shift.until))
        for window in windows(record, "vehicles.breaks") or (whole,)
        if window.until >= shift.from_ and window.from_ <= shift.until
    )
    if not inside:
        raise ProblemError("vehicles.breaks.time_windows", about, "lie outside the vehicle's time window")
    seconds, most = number(record, "service", "vehicles.breaks"), loads.most_at_break(record)
    return Break(about, inside, seconds, on_the_way=True, maximum_load=most)
