"""From a VROOM document to a problem.

Jobs become visits; a shipment becomes a visit (its delivery) with a kitchen of its own (its pickup).
Importance as in VROOM: the most priority served first, then the most tasks, then cost.
"""

from collections.abc import Iterable
from typing import Any

from routing.documents import parse
from routing.formats.vroom.costs import fineness, fixed_cost
from routing.formats.vroom.loads import loads_of
from routing.formats.vroom.locations import Locations
from routing.formats.vroom.shape import SHAPE
from routing.formats.vroom.tasks import HALVES, TASKS_OF_A_SHIPMENT, Tasks
from routing.formats.vroom.vehicles import carer, mode
from routing.plan import Plan, Round, Stop, StopKind
from routing.problem import Objective, Problem, TravelMatrix, require_manageable
from routing.problem.validation import LARGEST_NUMBER

NEVER_ENDS = 10**7
LEAST_COST_OF_A_DROP = 10**7


def read(text: str) -> Problem:
    """Whole document; ProblemError for what cannot be honoured."""
    data = parse(text)
    SHAPE(data, "", "")
    jobs, shipments, vehicles = (data.get(name) or [] for name in ("jobs", "shipments", "vehicles"))
    require_manageable(len(jobs) + len(shipments), "jobs")
    locations = Locations(_matrices(data), shipments=bool(shipments))
    loads, horizon, fine = loads_of(data), _horizon(data), fineness(data)
    tasks = Tasks(locations, loads, tasks=len(jobs) + TASKS_OF_A_SHIPMENT * len(shipments))
    for each in jobs:
        tasks.add_job(each)
    for each in shipments:
        tasks.add_shipment(each)
    carers = tuple(carer(each, locations, loads, horizon, fine) for each in vehicles)
    travel = tuple(locations.travel(vehicle, name, fine) for name, vehicle in _by_mode(vehicles).items())
    fixed = sum(fixed_cost(each) for each in vehicles) * fine
    served = tasks.most_seconds * max((each.service_cost for each in carers), default=0)
    return Problem(
        places=locations.all_places(),
        carers=carers,
        visits=tuple(tasks.visits),
        kitchens=tuple(tasks.kitchens),
        travel=travel,
        objective=Objective.only(
            unserved=_cost_of_a_drop(travel, legs=tasks.tasks + len(vehicles), others=fixed + served),
            travel=1,
        ),
        horizon_seconds=horizon,
        setup_is_service=True,
    )


def _by_mode(vehicles: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """One vehicle of each mode."""
    return {mode(each): each for each in vehicles}


def _cost_of_a_drop(travel: Iterable[TravelMatrix], *, legs: int, others: int) -> int:
    """More than all ways and `others` together can cost, so that nothing is left out for being dear."""
    dearest = max((int(each.costs.max()) for each in travel if each.costs is not None), default=0)
    return min(LARGEST_NUMBER, max(LEAST_COST_OF_A_DROP, legs * dearest + others + 1))


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
    halves = [each.get(half) for each in data.get("shipments") or [] for half in HALVES]
    return [*(data.get("jobs") or []), *halves]


def _matrices(data: dict[str, Any]) -> dict[str, Any]:
    """`matrices` by profile; the older single `matrix` is the car's."""
    if data.get("matrix"):
        return {"car": {"durations": data["matrix"]}}
    return data.get("matrices") or {}


def _horizon(data: dict[str, Any]) -> int:
    """Later than everything the document names, with room for vehicles without an end."""
    spans = [each.get("time_window") or () for each in data.get("vehicles") or []]
    for task in _tasks(data):
        spans += task.get("time_windows") or () if isinstance(task, dict) else ()
    named = [bound for span in spans if isinstance(span, list) for bound in span if type(bound) is int]
    return max(named, default=0) + NEVER_ENDS
