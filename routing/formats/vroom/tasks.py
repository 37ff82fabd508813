"""From VROOM's jobs and shipments to visits and the kitchens where shipments are picked up."""

from dataclasses import dataclass, field
from typing import Any

from routing.formats.vroom.fields import number, numbers, windows
from routing.formats.vroom.grades import by_type
from routing.formats.vroom.loads import Loads
from routing.formats.vroom.locations import Locations
from routing.problem import Kitchen, Meal, Part, ProblemError, Visit

HALVES = ("pickup", "delivery")
TASKS_OF_A_SHIPMENT = len(HALVES)
HIGHEST_PRIORITY = 100


@dataclass
class Tasks:
    """Reads the tasks of one document; `tasks` tells how many there are."""

    locations: Locations
    loads: Loads
    tasks: int
    visits: list[Visit] = field(default_factory=list)
    kitchens: list[Kitchen] = field(default_factory=list)

    @property
    def most_seconds(self) -> int:
        """Most that all tasks together can take anybody."""
        of_tasks = [
            (part.service_seconds, part.service_by_grade) for each in self.visits for part in each.parts
        ]
        of_tasks += [(each.loading_seconds, each.loading_by_grade) for each in self.kitchens]
        of_tasks += [(each.setup_seconds, each.setup_by_grade) for each in self.visits]
        of_tasks += [(each.setup_seconds, each.setup_by_grade) for each in self.kitchens]
        return sum(max(usual, *(each.seconds for each in by_grade), 0) for usual, by_grade in of_tasks)

    def add_job(self, record: Any) -> None:
        """A job is a visit."""
        delivered = numbers(record, "delivery", "jobs") or numbers(record, "amount", "jobs")
        collected = numbers(record, "pickup", "jobs")
        self.visits.append(
            Visit(
                id=f"job {record['id']}",
                **self._service(record, "jobs", _skills(record, "jobs")),
                delivered=self.loads.delivered(delivered, 1),
                collected=collected,
                drop_cost=self._drop_cost(record, "jobs", 1),
            )
        )

    def add_shipment(self, record: Any) -> None:
        """A shipment is a visit, its delivery, with a kitchen of its own, its pickup.

        It has no id: what it says itself is told by its position.
        """
        path = f"shipments[{len(self.kitchens)}]"
        if any(not isinstance(record.get(half), dict) for half in HALVES):
            raise ProblemError(path, "", "needs a pickup and a delivery")
        kitchen, delivery = self._kitchen(record["pickup"]), record["delivery"]
        self.kitchens.append(kitchen)
        self.visits.append(
            Visit(
                id=f"delivery {delivery['id']}",
                **self._service(delivery, "shipments.delivery", _skills(record, path)),
                delivered=self.loads.delivered((), TASKS_OF_A_SHIPMENT),
                meal=Meal(kitchen.id, boxes=0, limit_seconds=None, load=numbers(record, "amount", path)),
                drop_cost=self._drop_cost(record, path, TASKS_OF_A_SHIPMENT),
            )
        )

    def _kitchen(self, pickup: dict[str, Any]) -> Kitchen:
        path = "shipments.pickup"
        return Kitchen(
            id=f"pickup {pickup['id']}",
            place=self.locations.place(pickup, path),
            loading_seconds=number(pickup, "service", path),
            windows=windows(pickup, path),
            setup_seconds=number(pickup, "setup", path),
            loading_by_grade=by_type(pickup, "service_per_type", path),
            setup_by_grade=by_type(pickup, "setup_per_type", path),
        )

    def _service(self, record: dict[str, Any], path: str, skills: tuple[str, ...]) -> dict[str, Any]:
        """Place, durations and windows."""
        service = by_type(record, "service_per_type", path)
        part = Part(number(record, "service", path), skills, service_by_grade=service)
        return {
            "place": self.locations.place(record, path),
            "parts": (part,),
            "windows": windows(record, path),
            "setup_seconds": number(record, "setup", path),
            "setup_by_grade": by_type(record, "setup_per_type", path),
        }

    def _drop_cost(self, record: dict[str, Any], path: str, tasks: int) -> int:
        """The most priority first, then the most tasks, both counted by task."""
        priority = number(record, "priority", path)
        if priority > HIGHEST_PRIORITY:
            text = f"must be from 0 to {HIGHEST_PRIORITY}, is {priority}"
            raise ProblemError(f"{path}.priority", str(record.get("id", "")), text)
        return tasks * (priority * (self.tasks + 1) + 1)


def _skills(record: dict[str, Any], path: str) -> tuple[str, ...]:
    return tuple(str(each) for each in numbers(record, "skills", path))
