"""From VROOM's jobs and shipments to visits and the kitchens where shipments are picked up."""

from dataclasses import dataclass, field
from typing import Any

from routing.formats.vroom.fields import identity, number, numbers, refuse, windows
from routing.formats.vroom.loads import Loads
from routing.formats.vroom.locations import Locations
from routing.problem import Kitchen, Meal, Part, ProblemError, Visit, Window

HALVES = ("pickup", "delivery")
TASKS_OF_A_SHIPMENT = len(HALVES)


@dataclass
class Tasks:
    """Reads the tasks of one document.

    `breaks` tells whether any vehicle takes breaks, `tasks` how many tasks there are.
    """

    locations: Locations
    loads: Loads
    breaks: bool
    tasks: int
    visits: list[Visit] = field(default_factory=list)
    kitchens: list[Kitchen] = field(default_factory=list)

    def add_job(self, record: Any) -> None:
        """A job is a visit."""
        about = identity(record, "jobs")
        refuse(record, ("service_per_type", "setup_per_type"), "jobs")
        delivered = numbers(record, "delivery", "jobs") or numbers(record, "amount", "jobs")
        collected = numbers(record, "pickup", "jobs")
        self.visits.append(
            Visit(
                id=f"job {about}",
                **self._service(record, "jobs", _skills(record, "jobs")),
                delivered=self.loads.delivered(delivered, 1),
                collected=collected,
                drop_cost=self._drop_cost(record, 1),
            )
        )

    def add_shipment(self, record: Any) -> None:
        """A shipment is a visit, its delivery, with a kitchen of its own, its pickup."""
        if not isinstance(record, dict) or any(not isinstance(record.get(half), dict) for half in HALVES):
            raise ProblemError("shipments", "", "needs a pickup and a delivery")
        kitchen, delivery = self._kitchen(record["pickup"]), record["delivery"]
        about = identity(delivery, "shipments.delivery")
        self.kitchens.append(kitchen)
        self.visits.append(
            Visit(
                id=f"delivery {about}",
                **self._service(delivery, "shipments.delivery", _skills(record, "shipments")),
                delivered=self.loads.delivered((), TASKS_OF_A_SHIPMENT),
                meal=Meal(
                    kitchen.id, boxes=0, limit_seconds=None, load=numbers(record, "amount", "shipments")
                ),
                drop_cost=self._drop_cost(record, TASKS_OF_A_SHIPMENT),
            )
        )

    def _kitchen(self, pickup: dict[str, Any]) -> Kitchen:
        """A kitchen knows no setup: it is paid at every pickup."""
        path = "shipments.pickup"
        about = identity(pickup, path)
        refuse(pickup, ("service_per_type", "setup_per_type"), path)
        return Kitchen(
            id=f"pickup {about}",
            place=self.locations.place(pickup, path),
            loading_seconds=number(pickup, "service", path) + number(pickup, "setup", path),
            windows=windows(pickup, path),
        )

    def _service(self, record: dict[str, Any], path: str, skills: tuple[str, ...]) -> dict[str, Any]:
        """Place, durations and windows.

        VROOM's windows hold for the start of setup, ours for the start of service. So setup is the
        beginning of the service, unless it can be spared by whoever is at the place already.
        """
        refuse(record, ("service_per_type", "setup_per_type"), path)
        place, setup = self.locations.place(record, path), number(record, "setup", path)
        service, given = number(record, "service", path), windows(record, path)
        later = [Window(each.from_ + setup, each.until) for each in given if each.from_ + setup <= each.until]
        # Where a break could be taken before it, nothing would tell whether setup has been done.
        may_be_spared = not self.locations.is_reached_from_elsewhere(place) and not self.breaks
        if may_be_spared and len(later) == len(given):
            return {
                "place": place,
                "parts": (Part(service, skills),),
                "windows": tuple(later),
                "setup_seconds": setup,
            }
        return {"place": place, "parts": (Part(setup + service, skills),), "windows": given}

    def _drop_cost(self, record: dict[str, Any], tasks: int) -> int:
        """The most priority first, then the most tasks, both counted by task."""
        return tasks * (number(record, "priority", "priority") * (self.tasks + 1) + 1)


def _skills(record: dict[str, Any], path: str) -> tuple[str, ...]:
    return tuple(str(each) for each in numbers(record, "skills", path))
