"""What vehicles carry: amounts of jobs and of shipments, and tasks where they are limited."""

from dataclasses import dataclass
from typing import Any

from routing.formats.vroom.fields import numbers
from routing.problem import ProblemError
from routing.problem.errors import spelled

NO_LIMIT = 10**9


@dataclass(frozen=True)
class Loads:
    """How the amounts of a document are told.

    `counts_tasks`: a dimension beyond those of the document counts tasks, two for a shipment, because a
    plan's own limit counts a shipment as one visit.
    """

    dimensions: int
    counts_tasks: bool

    def capacity(self, vehicle: dict[str, Any]) -> tuple[int, ...]:
        """What fits into a vehicle, and how many tasks where they are counted."""
        most = vehicle.get("max_tasks")
        return self._with_tasks(numbers(vehicle, "capacity", "vehicles"), NO_LIMIT if most is None else most)

    def delivered(self, amounts: tuple[int, ...], tasks: int) -> tuple[int, ...]:
        """What a visit takes from the vehicle: its amounts, and its share of the tasks."""
        return self._with_tasks(amounts, tasks)

    def most_at_break(self, pause: dict[str, Any]) -> tuple[int, ...] | None:
        """What may be on board at a break, however many tasks are still to be done; None: whatever is."""
        if pause.get("max_load") is None:
            return None
        most = numbers(pause, "max_load", "vehicles.breaks")
        if len(most) != self.dimensions:
            text = f"must be as long as amounts are ({self.dimensions}), is {spelled(list(most))}"
            raise ProblemError("vehicles.breaks.max_load", str(pause.get("id", "")), text)
        return self._with_tasks(most, NO_LIMIT)

    def _with_tasks(self, amounts: tuple[int, ...], tasks: int) -> tuple[int, ...]:
        if not self.counts_tasks:
            return amounts
        return (*amounts, *[0] * (self.dimensions - len(amounts)), tasks)


def loads_of(data: dict[str, Any]) -> Loads:
    """How this document's amounts are told."""
    jobs, shipments, vehicles = (data.get(name) or [] for name in ("jobs", "shipments", "vehicles"))
    amounts = [each.get(name) or () for each in jobs for name in ("delivery", "pickup", "amount")]
    amounts += [each.get("amount") or () for each in shipments]
    amounts += [each.get("capacity") or () for each in vehicles]
    limited = any(each.get("max_tasks") is not None for each in vehicles)
    return Loads(
        dimensions=max((len(each) for each in amounts), default=0),
        counts_tasks=bool(limited and jobs and shipments),
    )
