"""What a VROOM document said about its own tasks and vehicles, for its answer to repeat."""

from collections import Counter
from typing import Any

from routing.explain import Certificate
from routing.formats.vroom.costs import fineness
from routing.formats.vroom.loads import loads_of
from routing.formats.vroom.tasks import HALVES
from routing.records import write as as_json


class Original:
    """The document's own records, by the ids their visits and kitchens have."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.records = {f"job {each['id']}": each for each in data.get("jobs") or []}
        self.pickups: dict[str, dict[str, Any]] = {}
        self.priorities = {key: each.get("priority") or 0 for key, each in self.records.items()}
        for each in data.get("shipments") or []:
            self.pickups[f"delivery {each['delivery']['id']}"] = each["pickup"]
            for half in HALVES:
                about = f"{half} {each[half]['id']}"
                self.records[about] = each[half]
                self.priorities[about] = each.get("priority") or 0
        self.vehicles = {str(each["id"]): each for each in data["vehicles"]}
        self.dimensions, self.fine = loads_of(data).dimensions, fineness(data)

    def said_of_break(self, vehicle: str, pause: str) -> dict[str, Any]:
        """A break's description, if it has one."""
        breaks = self.vehicles[vehicle].get("breaks") or []
        return next((_description(each) for each in breaks if str(each["id"]) == pause), {})

    def said(self, key: str) -> dict[str, Any]:
        """Location and description of a task."""
        record = self.records.get(key, {})
        return {n: record[n] for n in ("location", "location_index", "description") if n in record}

    def described(self, vehicle: str) -> dict[str, Any]:
        """A vehicle's description, if it has one."""
        return _description(self.vehicles[vehicle])

    def bound(self, vehicle: str, name: str) -> dict[str, Any]:
        """Location of a vehicle's start or end."""
        record = self.vehicles[vehicle]
        names = {name: "location", f"{name}_index": "location_index"}
        return {told: record[own] for own, told in names.items() if own in record}

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


def _description(record: dict[str, Any]) -> dict[str, Any]:
    return {"description": record["description"]} if "description" in record else {}


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
