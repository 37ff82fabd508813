"""From a plan to VROOM's output, with `reasons` on everything unassigned."""

import json
from typing import Any

from routing.documents import parse
from routing.explain import explain
from routing.formats.vroom.costs import fineness
from routing.formats.vroom.locations import NOWHERE
from routing.formats.vroom.on_board import OnBoard, amounts, sum_of
from routing.formats.vroom.original import Original
from routing.formats.vroom.way import Way
from routing.plan import Plan, Round, Stop, StopKind
from routing.problem import Carer, Problem

NOTHING_DONE = {"setup": 0, "service": 0, "waiting_time": 0}
TOTALS = ("cost", "setup", "service", "duration", "waiting_time", "distance", "priority")
AMOUNTS = ("delivery", "pickup", "amount")


def objective(text: str, total: int) -> float:
    """Weighted total in the document's units of cost; what is unassigned counts most."""
    return total / fineness(parse(text))


def write(text: str, problem: Problem, plan: Plan) -> str:
    """The whole answer as text."""
    original = Original(parse(text))
    routes = [_route(problem, each, original) for each in plan.rounds if each.stops]
    certificates = {each.visit: each for each in explain(problem, plan)}
    unassigned = [entry for each in plan.unserved for entry in original.unassigned(each, certificates[each])]
    summary = {
        "routes": len(routes),
        "unassigned": len(unassigned),
        **{name: sum(each[name] for each in routes) for name in TOTALS},
        **{name: sum_of([each[name] for each in routes]) for name in AMOUNTS},
        "violations": [],
        "travel_is_estimate": any(matrix.estimated for matrix in problem.travel),
    }
    return json.dumps({"code": 0, "summary": summary, "unassigned": unassigned, "routes": routes})


def _route(problem: Problem, round_: Round, original: Original) -> dict[str, Any]:
    """One vehicle's route; VROOM has no step for a start or an end that the vehicle has not."""
    carer, load = problem.carer_by_id[round_.carer], OnBoard(problem, round_, original.dimensions)
    shift, way = carer.shifts[round_.shift], Way(problem, carer)
    steps: list[dict[str, Any]] = []
    way.to(shift.start_place)
    if shift.start_place != NOWHERE:
        steps.append(_bound(original, round_, "start", round_.leave_at, way, load))
    for stop in round_.stops:
        way.to(stop.place)
        steps.append(_step(problem, carer, stop, way, original, load))
    way.to(shift.end_place)
    if shift.end_place != NOWHERE:
        steps.append(_bound(original, round_, "end", round_.home_at, way, load))
    return {
        "vehicle": int(round_.carer),
        **original.described(round_.carer),
        "cost": (way.cost + carer.use_cost + _cost_of_tasks(carer, round_)) // original.fine,
        **{name: sum(step[name] for step in steps) for name in NOTHING_DONE},
        "duration": way.seconds,
        "distance": way.meters,
        "priority": sum(original.priority(stop.about) for stop in round_.stops),
        **amounts(problem, round_, original.dimensions),
        "steps": steps,
        "violations": [],
    }


def _cost_of_tasks(carer: Carer, round_: Round) -> int:
    """What the seconds of all tasks cost; breaks cost nothing."""
    tasks = (stop for stop in round_.stops if stop.kind != StopKind.BREAK)
    return carer.service_cost * sum(stop.end_at - stop.start_at for stop in tasks)


def _bound(original: Original, round_: Round, name: str, at: int, way: Way, load: OnBoard) -> dict[str, Any]:
    """Where a route begins or ends."""
    return {
        "type": name,
        **original.bound(round_.carer, name),
        "arrival": at,
        "duration": way.seconds,
        "distance": way.meters,
        **NOTHING_DONE,
        "load": load.now(),
        "violations": [],
    }


def _service(problem: Problem, stop: Stop, grade: str) -> int:
    """Seconds of a stop without its setup."""
    if stop.kind == StopKind.VISIT:
        return problem.visit_by_id[stop.about].parts[stop.part].seconds_for(grade)
    if stop.kind == StopKind.PICKUP:
        return problem.kitchen_by_id[stop.about].loading_for(grade)
    return stop.end_at - stop.start_at


def _step(
    problem: Problem, carer: Carer, stop: Stop, way: Way, original: Original, load: OnBoard
) -> dict[str, Any]:
    """VROOM's arrival is when waiting begins; setup is told apart from service."""
    is_break, service = stop.kind == StopKind.BREAK, _service(problem, stop, carer.grade)
    kind, number = ("break", stop.about) if is_break else stop.about.split(" ")
    return {
        "type": kind,
        "id": int(number),
        # The older name of a task's id, which VROOM still writes beside the new one.
        **({} if is_break else {"job": int(number)}),
        **(original.said_of_break(carer.id, stop.about) if is_break else original.said(stop.about)),
        "arrival": stop.arrive_at,
        "duration": way.seconds,
        "distance": way.meters,
        "setup": stop.end_at - stop.start_at - service,
        "service": service,
        "waiting_time": stop.start_at - stop.arrive_at,
        "load": load.after(stop),
        "violations": [],
    }
