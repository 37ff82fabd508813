"""From a plan to a solution as the published validator reads it."""

import json
from typing import Any

from routing.documents import parse
from routing.formats.uhhc.instance import LUNCH, Instance
from routing.plan import Plan, Round, Stop, StopKind
from routing.problem import Problem


def write(text: str, problem: Problem, plan: Plan) -> str:
    """Every service and lunch with start and end, by caregiver."""
    scale = Instance(parse(text)).scale
    routes = [
        {"caregiver_id": each.carer, "locations": _locations(problem, each, scale)} for each in plan.rounds
    ]
    return json.dumps({"routes": routes})


def _locations(problem: Problem, round_: Round, scale: int) -> list[dict[str, Any]]:
    locations: list[dict[str, Any]] = []
    for rank, stop in enumerate(round_.stops):
        start, end = _in_minutes(stop.start_at, scale), _in_minutes(stop.end_at, scale)
        if stop.kind == StopKind.BREAK:
            following = _next_visit(round_, rank)
            locations.append(
                {"patient": following.about, "service": LUNCH, "start_time": start, "end_time": end}
            )
            continue
        service = problem.visit_by_id[stop.about].parts[stop.part].skills[0]
        times = {"arrival_time": start, "departure_time": end}
        locations.append({"patient": stop.about, "service": service, **times})
    return locations


def _next_visit(round_: Round, rank: int) -> Stop:
    return next(stop for stop in round_.stops[rank:] if stop.kind == StopKind.VISIT)


def _in_minutes(value: int, scale: int) -> float:
    return value if scale == 1 else value / scale


def objective(text: str, total: int) -> float:
    """Weighted total in the unit of the tables."""
    return total / Instance(parse(text)).scale
