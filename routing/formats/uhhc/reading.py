"""From an instance to a problem."""

import math
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from routing.documents import parse
from routing.formats.numbers import units
from routing.formats.shapes import about
from routing.formats.uhhc.instance import Instance
from routing.formats.uhhc.shape import SHAPE, STARTS
from routing.problem import (
    Carer,
    Objective,
    Part,
    Place,
    Problem,
    Shift,
    TravelMatrix,
    Visit,
    Window,
)
from routing.problem.validation import require, require_known

Made = TypeVar("Made", Carer, Visit)

MUST_BE_VISITED = 1_000_000
TERMS = {
    "travel_time": "travel",
    "total_tardiness": "lateness",
    "highest_tardiness": "largest_lateness",
    "total_waiting_time": "waiting",
    "max_idle_time": "largest_idle",
    "total_extra_time": "overtime",
    "workload_balance": "fairness",
    "caregiver_preferences": "continuity",
    "missed_lunch_break": "missed_breaks",
}
UNSUPPORTED = ("max_waiting_time", "working_time")
COUNTS = ("continuity", "missed_breaks")


def read(text: str) -> Problem:
    """All rules of the instance; ProblemError for components that are not supported here."""
    instance = Instance(parse(text))
    data = instance.data
    SHAPE(data, "", "")
    for component in UNSUPPORTED:
        unset = not instance.weight(component)
        require(unset, "metadata.cost_components", component, "is not supported here; leave it out")
    return Problem(
        places=tuple(Place(f"{rank}") for rank in range(len(data["distances"]))),
        carers=tuple(_each(_carer, instance, data["caregivers"])),
        visits=tuple(_each(_visit, instance, data["patients"])),
        travel=(TravelMatrix("any", _distances(instance)),),
        objective=_objective(instance),
        horizon_seconds=instance.horizon,
        leave_at_shift_start=instance.leaves_early,
        name=str(data["metadata"].get("name", "")),
    )


def _each(build: Callable[[Instance, Any], Made], instance: Instance, records: Any) -> Iterator[Made]:
    """What is made of each record; refusals name its id."""
    for each in records:
        with about(each["id"]):
            yield build(instance, each)


def _distances(instance: Instance) -> Any:
    """Rounded up, so that a whole-number plan is on time for the true numbers too."""
    nearly = 1e-6
    return [[math.ceil(each * instance.scale - nearly) for each in row] for row in instance.data["distances"]]


def _objective(instance: Instance) -> Objective:
    weights = {
        term: instance.weight(component) * (instance.scale if term in COUNTS else 1)
        for component, term in TERMS.items()
    }
    return Objective.only(**weights, unserved=1)


def _carer(instance: Instance, record: Any) -> Carer:
    shift = record.get("working_shift")
    opens = units(shift["start"], instance.scale, "working_shift", record["id"]) if shift else 0
    until = units(shift["end"], instance.scale, "working_shift", record["id"]) if shift else instance.horizon
    limit = 0 if instance.is_hard("total_extra_time", if_absent=False) else None
    start = _place_of(instance, record, "departing_point")
    end = _place_of(instance, record, "arrival_point" if record.get("arrival_point") else "departing_point")
    lunch = instance.lunch if record.get("lunch_break") else None
    return Carer(
        id=record["id"],
        shifts=(Shift(opens, until, start, end, limit),),
        mode="any",
        breaks=(lunch,) if lunch is not None else (),
        skills=tuple(record.get("abilities") or ()),
    )


def _place_of(instance: Instance, record: Any, name: str) -> str:
    ranks = {each["id"]: each["distance_matrix_index"] for each in instance.data["terminal_points"]}
    require_known([record[name]], ranks, f"caregivers.{name}", record["id"])
    return str(ranks[record[name]])


def _visit(instance: Instance, patient: Any) -> Visit:
    services = instance.services(patient)
    windows, due = _windows(instance, patient, max(duration for _, duration in services))
    link = patient.get("synchronization") or {}
    gap = link.get("distance") or {}
    preferred = patient.get("preferred_caregivers")
    only_preferred = preferred is not None and instance.is_hard("caregiver_preferences", if_absent=True)
    optional = patient.get("optional") and not instance.is_hard("optional_patients", if_absent=True)
    return Visit(
        id=patient["id"],
        place=str(patient["distance_matrix_index"]),
        parts=tuple(Part(duration, skills=(service,)) for service, duration in services),
        windows=windows,
        due=due,
        due_at_end=instance.at_end,
        starts=STARTS[link.get("type") or "independent"],
        gap_minimum_seconds=units(gap["min"], instance.scale, "distance", patient["id"]) if gap else 0,
        gap_maximum_seconds=units(gap["max"], instance.scale, "distance", patient["id"]) if gap else None,
        allowed_carers=tuple(preferred) if only_preferred else None,
        preferred_carers=tuple(preferred or ()) if not only_preferred else (),
        forbidden_carers=tuple(patient.get("incompatible_caregivers") or ()),
        drop_cost=(instance.weight("optional_patients") if optional else MUST_BE_VISITED) * instance.scale,
    )


def _windows(instance: Instance, patient: Any, longest: int) -> tuple[tuple[Window, ...], tuple[Window, ...]]:
    """Hard windows of the start and soft ones for lateness; hard lateness makes the soft ones hard."""
    given = sorted((each["start"], each["end"]) for each in patient.get("time_windows") or [])
    if not given:
        return (), ()
    scale = instance.scale
    due = [(units(start, scale, "time_windows"), units(end, scale, "time_windows")) for start, end in given]
    # The published solutions start in the whole minute in which the first window opens.
    first = math.floor(given[0][0]) * scale
    hard = instance.is_hard("total_tardiness", if_absent=False) or instance.is_hard(
        "highest_tardiness", if_absent=False
    )
    soft = tuple(Window(min(start, end), end) for start, end in due)
    if not hard:
        return (Window(first, instance.horizon),), soft
    shorter = longest if instance.at_end else 0
    closed = [
        (min(start, first) if not rank else start, end - shorter) for rank, (start, end) in enumerate(due)
    ]
    return tuple(Window(start, end) for start, end in closed if start <= end), soft
