"""What vehicles carry: amounts of jobs, amounts of shipments, and tasks where they are limited."""

from dataclasses import dataclass
from typing import Any

from routing.formats.vroom.fields import numbers
from routing.problem import ProblemError

NO_LIMIT = 10**9


@dataclass(frozen=True)
class Loads:
    """How the amounts of a document are told.

    Jobs load all dimensions, shipments the box, which is one of them (`box`). `counts_tasks`: a further
    dimension counts tasks, two for a shipment, because a plan's own limit counts a shipment as one visit.
    """

    dimensions: int
    box: int
    counts_tasks: bool

    def capacity(self, vehicle: dict[str, Any]) -> tuple[int, ...]:
        """What fits into a vehicle, and how many tasks where they are counted."""
        most = vehicle.get("max_tasks")
        return self._with_tasks(numbers(vehicle, "capacity", "vehicles"), NO_LIMIT if most is None else most)

    def box_capacity(self, vehicle: dict[str, Any]) -> int:
        """How much of shipments fits into a vehicle."""
        capacity = numbers(vehicle, "capacity", "vehicles")
        return capacity[self.box] if self.box < len(capacity) else 0

    def delivered(self, amounts: tuple[int, ...], tasks: int) -> tuple[int, ...]:
        """What a visit takes from the vehicle: its amounts, and its share of the tasks."""
        return self._with_tasks(amounts, tasks)

    def boxes(self, shipment: dict[str, Any]) -> int:
        """A shipment's amount in the one dimension that shipments use."""
        amount = numbers(shipment, "amount", "shipments")
        return amount[self.box] if self.box < len(amount) else 0

    def _with_tasks(self, amounts: tuple[int, ...], tasks: int) -> tuple[int, ...]:
        if not self.counts_tasks:
            return amounts
        return (*amounts, *[0] * (self.dimensions - len(amounts)), tasks)


def loads_of(data: dict[str, Any]) -> Loads:
    """How this document's amounts are told; ProblemError where they cannot be."""
    jobs, vehicles = data.get("jobs") or [], data.get("vehicles") or []
    amounts = [each.get(name) or () for each in jobs for name in ("delivery", "pickup", "amount")]
    sizes = [len(each) for each in (*amounts, *(each.get("capacity") or () for each in vehicles))]
    limited = any(each.get("max_tasks") is not None for each in vehicles)
    return Loads(
        dimensions=max(sizes, default=0),
        box=_dimension_of_shipments(data, jobs_load=any(amounts)),
        counts_tasks=bool(limited and jobs and data.get("shipments")),
    )


def _dimension_of_shipments(data: dict[str, Any], *, jobs_load: bool) -> int:
    used = {
        rank
        for each in data.get("shipments") or []
        for rank, amount in enumerate(each.get("amount") or [])
        if amount
    }
    if len(used) > 1 or (used and jobs_load):
        text = "amounts of shipments may use one dimension, not that of jobs"
        raise ProblemError("shipments.amount", "", text)
    return next(iter(used), 0)
