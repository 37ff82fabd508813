"""Home health care routing of Mankowska, Meisel and Bierwirth (2014), JSON form of iolab-uniud.

One unit of the problem is a thousandth of the instance's unit of time.
"""

import json
from typing import Any

from routing.documents import parse
from routing.formats.numbers import duration, units
from routing.formats.shapes import Shape, about, listed, number, one_of, record, string
from routing.plan import Plan, StopKind
from routing.problem import (
    Carer,
    Objective,
    Part,
    Place,
    Problem,
    Shift,
    Starts,
    TravelMatrix,
    Visit,
    Window,
)
from routing.problem.validation import require

THOUSANDTHS = 1000
UNSERVED = 1_000_000_000
DEPOT = "depot"

_LINK = record({}, {"type": one_of("simultaneous", "sequential"), "distance": listed(number, exactly=2)})
_PATIENT = record(
    {
        "id": string,
        "required_caregivers": listed(record({"service": string}, {"duration": number}), least=1),
        "time_window": listed(number, exactly=2),
    },
    {"synchronization": _LINK},
)
SHAPE: Shape = record(
    {
        "patients": listed(_PATIENT, least=1),
        "caregivers": listed(record({"id": string, "abilities": listed(string)})),
        "services": listed(record({"id": string}, {"default_duration": number})),
        "distances": listed(listed(number, least=1), least=1),
    }
)


def read(text: str) -> Problem:
    """Late starts are allowed and cost; carers have no shift."""
    data = parse(text)
    SHAPE(data, "", "")
    patients = data["patients"]
    defaults = {service["id"]: service.get("default_duration") for service in data["services"]}
    distances = [[units(each, THOUSANDTHS, "distances") for each in row] for row in data["distances"]]
    parts = {patient["id"]: _parts(patient, defaults) for patient in patients}
    horizon = _horizon(patients, parts, distances)
    shift = Shift(0, horizon, DEPOT, DEPOT)
    return Problem(
        places=(Place(DEPOT), *(Place(patient["id"]) for patient in patients)),
        carers=tuple(
            Carer(each["id"], (shift,), mode="any", skills=tuple(each["abilities"]))
            for each in data["caregivers"]
        ),
        visits=tuple(_visit(patient, parts[patient["id"]], horizon) for patient in patients),
        travel=(TravelMatrix("any", distances),),  # type: ignore[arg-type]  # lists are converted
        objective=Objective.only(unserved=1, lateness=1, largest_lateness=1, travel=1),
        horizon_seconds=horizon,
    )


def write(text: str, problem: Problem, plan: Plan) -> str:
    """Start of every service, by caregiver."""
    routes = {}
    for round_ in plan.rounds:
        routes[round_.carer] = [
            {
                "patient": stop.about,
                "service": problem.visit_by_id[stop.about].parts[stop.part].skills[0],
                "start": stop.start_at / THOUSANDTHS,
            }
            for stop in round_.stops
            if stop.kind == StopKind.VISIT
        ]
    return json.dumps({"routes": routes})


def objective(text: str, total: int) -> float:
    """(travel + lateness + largest lateness) / 3 in the unit of the tables."""
    return total / THOUSANDTHS / 3


def _parts(patient: Any, defaults: dict[str, Any]) -> tuple[Part, ...]:
    parts = []
    for need in patient["required_caregivers"]:
        field = "patients.required_caregivers.duration"
        lasts = duration(need, defaults, THOUSANDTHS, field, patient["id"])
        with about(patient["id"]):
            parts.append(Part(lasts, skills=(need["service"],)))
    return tuple(parts)


def _horizon(patients: Any, parts: dict[str, tuple[Part, ...]], distances: list[list[int]]) -> int:
    """Late enough for one carer to do everything, one after the other."""
    last = max(
        units(patient["time_window"][1], THOUSANDTHS, "time_window", patient["id"]) for patient in patients
    )
    work = sum(part.service_seconds for each in parts.values() for part in each)
    return last + work + 2 * sum(max(row) for row in distances) + THOUSANDTHS


def _visit(patient: Any, parts: tuple[Part, ...], horizon: int) -> Visit:
    opens, closes = (
        units(each, THOUSANDTHS, "time_window", patient["id"]) for each in patient["time_window"]
    )
    link = patient.get("synchronization") or {}
    ordered = link.get("type") == "sequential"
    gap = [units(each, THOUSANDTHS, "distance", patient["id"]) for each in link.get("distance") or ()]
    require(not ordered or bool(gap), "patients.synchronization.distance", patient["id"], "is missing")
    with about(patient["id"]):
        return Visit(
            id=patient["id"],
            place=patient["id"],
            parts=parts,
            windows=(Window(opens, horizon),),
            due=(Window(opens, closes),),
            starts=Starts.ORDERED if ordered else Starts.TOGETHER,
            gap_minimum_seconds=gap[0] if ordered else 0,
            gap_maximum_seconds=gap[1] if ordered else None,
            drop_cost=UNSERVED,
        )
