"""From a plan to VROOM's output, with `reasons` on everything unassigned."""

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

from routing.check import check
from routing.documents import parse
from routing.explain import Certificate, explain
from routing.formats.vroom.locations import NOWHERE
from routing.plan import Plan, Round, Stop, StopKind
from routing.problem import Problem
from routing.records import write as as_json

KINDS = {StopKind.VISIT: "job", StopKind.PICKUP: "pickup", StopKind.BREAK: "break"}


def objective(text: str, total: int) -> float:
    """Weighted total; what is unassigned counts most."""
    return float(total)


def write(text: str, problem: Problem, plan: Plan) -> str:
    """The whole answer as text."""
    original = _Original(parse(text))
    routes = [_route(problem, each, original) for each in plan.rounds if each.stops]
    certificates = {each.visit: each for each in explain(problem, plan)}
    unassigned = [entry for each in plan.unserved for entry in original.unassigned(each, certificates[each])]
    terms = check(problem, plan).terms
    totals = ("setup", "service", "duration", "waiting_time", "distance", "priority")
    summary = {
        "cost": terms["travel"],
        "routes": len(routes),
        "unassigned": len(unassigned),
        **{name: sum(each[name] for each in routes) for name in totals},
        **{name: _sum_of([each[name] for each in routes]) for name in ("delivery", "pickup", "amount")},
        "violations": [],
        "travel_is_estimate": any(matrix.estimated for matrix in problem.travel),
    }
    return json.dumps({"code": 0, "summary": summary, "unassigned": unassigned, "routes": routes})


class _Original:
    """The document's own records, to repeat what they said."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.records = {f"job {each['id']}": each for each in data.get("jobs") or []}
        self.pickups: dict[str, dict[str, Any]] = {}
        for each in data.get("shipments") or []:
            self.records[f"delivery {each['delivery']['id']}"] = each["delivery"]
            self.pickups[f"delivery {each['delivery']['id']}"] = each["pickup"]
        self.records |= {f"pickup {each['id']}": each for each in self.pickups.values()}
        self.priorities = {key: each.get("priority", 0) for key, each in self.records.items()}
        for each in data.get("shipments") or []:
            for half in ("pickup", "delivery"):
                self.priorities[f"{half} {each[half]['id']}"] = each.get("priority", 0)
        self.vehicles = {str(each["id"]): each for each in data["vehicles"]}

    def said(self, key: str) -> dict[str, Any]:
        """Location and description of a task."""
        record = self.records.get(key, {})
        return {n: record[n] for n in ("location", "location_index", "description") if n in record}

    def priority(self, key: str) -> int:
        """What VROOM counts for a served task, 0 for anything else."""
        return int(self.priorities.get(key, 0))

    def unassigned(self, visit: str, certificate: Certificate) -> list[dict[str, Any]]:
        """One entry for a job, two for a shipment, each with the same reasons."""
        kind, number = visit.split(" ")
        entries = [{"id": int(number), "type": kind, **self.said(visit)}]
        if visit in self.pickups:
            about = self.pickups[visit]["id"]
            entries.insert(0, {"id": about, "type": "pickup", **self.said(f"pickup {about}")})
        return [{**entry, "reasons": _reasons(certificate)} for entry in entries]


def _reasons(certificate: Certificate) -> dict[str, Any]:
    by_vehicle: dict[str, Counter[str]] = {}
    for each in certificate.hindrances:
        by_vehicle.setdefault(each.carer, Counter())[each.code] += 1
    return {
        "finding": certificate.finding.value,
        "blocked_by": [int(each.split(" ")[1]) for each in certificate.blockers],
        "vehicles": [{"vehicle": int(each), "rules": dict(codes)} for each, codes in by_vehicle.items()],
        "relaxation": None if certificate.relaxation is None else as_json(certificate.relaxation),
    }


def _route(problem: Problem, round_: Round, original: _Original) -> dict[str, Any]:
    carer = problem.carer_by_id[round_.carer]
    matrix, rank = problem.travel_by_mode[carer.mode], problem.place_rank
    shift = carer.shifts[round_.shift]
    steps: list[dict[str, Any]] = []
    place, cost, driven, distance = shift.start_place, 0, 0, 0
    if place != NOWHERE:
        steps.append(
            {"type": "start", "arrival": round_.leave_at, "duration": 0, **_at(original, round_, "start")}
        )
    loads = _Loads(problem, round_)
    for stop in round_.stops:
        leg = (rank[place], rank[stop.place])
        driven += int(matrix.seconds[leg])
        distance += int(matrix.meters[leg]) if matrix.meters is not None else 0
        cost += int(matrix.costs[leg]) if matrix.costs is not None else int(matrix.seconds[leg])
        steps.append(_step(problem, stop, place, driven, original, loads))
        place = stop.place
    home = (rank[place], rank[shift.end_place])
    driven += int(matrix.seconds[home])
    distance += int(matrix.meters[home]) if matrix.meters is not None else 0
    cost += int(matrix.costs[home]) if matrix.costs is not None else int(matrix.seconds[home])
    if shift.end_place != NOWHERE:
        steps.append(
            {"type": "end", "arrival": round_.home_at, "duration": driven, **_at(original, round_, "end")}
        )
    totals = {name: sum(step.get(name, 0) for step in steps) for name in ("setup", "service", "waiting_time")}
    return {
        "vehicle": int(round_.carer),
        "cost": cost + carer.use_cost,
        **totals,
        "duration": driven,
        "distance": distance,
        "priority": sum(original.priority(stop.about) for stop in round_.stops),
        **_amounts(problem, round_),
        "steps": steps,
        "violations": [],
    }


def _at(original: _Original, round_: Round, name: str) -> dict[str, Any]:
    record = original.vehicles[round_.carer]
    names = {name: "location", f"{name}_index": "location_index"}
    return {told: record[own] for own, told in names.items() if own in record}


def _amounts(problem: Problem, round_: Round) -> dict[str, list[int]]:
    """What a route delivers and picks up; a shipment is both."""
    visits = [problem.visit_by_id[stop.about] for stop in round_.stops if stop.kind == StopKind.VISIT]
    shipped = [(each.meal.boxes,) for each in visits if each.meal is not None]
    delivered = _sum_of([*(each.delivered for each in visits), *shipped])
    return {
        "delivery": delivered,
        "amount": delivered,
        "pickup": _sum_of([*(each.collected for each in visits), *shipped]),
    }


def _sum_of(amounts: Sequence[Sequence[int]]) -> list[int]:
    size = max((len(each) for each in amounts), default=0)
    return [sum(each[rank] for each in amounts if rank < len(each)) for rank in range(size)]


class _Loads:
    """What is on board after each stop."""

    def __init__(self, problem: Problem, round_: Round) -> None:
        self.problem = problem
        visits = [problem.visit_by_id[stop.about] for stop in round_.stops if stop.kind == StopKind.VISIT]
        size = max([1, *(len(each.delivered) for each in visits), *(len(each.collected) for each in visits)])
        self.load = [0] * size
        for each in visits:
            self._change(each.delivered, 1)

    def after(self, stop: Stop) -> list[int]:
        """Load when a stop is done."""
        if stop.kind == StopKind.VISIT:
            visit = self.problem.visit_by_id[stop.about]
            self._change(visit.delivered, -1)
            self._change(visit.collected, 1)
            self.load[0] -= visit.meal.boxes if visit.meal else 0
        for meal in stop.meals:
            loaded = self.problem.visit_by_id[meal].meal
            self.load[0] += loaded.boxes if loaded else 0
        return list(self.load)

    def _change(self, amounts: tuple[int, ...], sign: int) -> None:
        for rank, amount in enumerate(amounts):
            self.load[rank] += sign * amount


def _step(
    problem: Problem, stop: Stop, before: str, driven: int, original: _Original, loads: _Loads
) -> dict[str, Any]:
    """VROOM's arrival is when waiting begins; setup is told apart from service."""
    setup, kind, number = 0, KINDS[stop.kind], stop.about
    if stop.kind == StopKind.VISIT:
        visit = problem.visit_by_id[stop.about]
        setup = visit.setup_seconds if before != stop.place else 0
        kind, number = stop.about.split(" ")
    if stop.kind == StopKind.PICKUP:
        number = stop.about.split(" ")[1]
    return {
        "type": kind,
        "id": int(number),
        # The older name of a task's id, which VROOM still writes beside the new one.
        **({} if kind == "break" else {"job": int(number)}),
        **original.said(stop.about),
        "arrival": stop.arrive_at,
        "duration": driven,
        "setup": setup,
        "service": stop.end_at - stop.start_at,
        "waiting_time": stop.start_at - stop.arrive_at - setup,
        "load": loads.after(stop),
        "violations": [],
    }
