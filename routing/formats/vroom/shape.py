"""What a VROOM document looks like; what its tasks say is looked at where they are read."""

from typing import Any

from routing.formats.shapes import Shape, anything, listed, mapped, number, record, string, whole
from routing.problem.errors import spelled
from routing.problem.validation import require


def _identity(value: Any, path: str, subject: str) -> None:
    """A whole number, as ids of VROOM are."""
    require(type(value) is int, path, subject, f"must be a whole number, is {spelled(value)}")


_FIELDS = {
    "time_windows": listed(anything),
    "location": listed(number, exactly=2),
    "amount": listed(anything),
    "service_per_type": mapped(whole),
    "setup_per_type": mapped(whole),
}
_TASK = record({"id": _identity}, _FIELDS)
_JOB = record({"id": _identity}, {**_FIELDS, "delivery": listed(anything), "pickup": listed(anything)})
_VEHICLE = record(
    {"id": _identity},
    {
        "profile": string,
        "type": string,
        "time_window": listed(whole, exactly=2),
        "steps": listed(record({"type": string}, {"id": whole})),
        "breaks": listed(_TASK),
        "costs": record({}, {"fixed": whole, "per_hour": number, "per_km": number, "per_task_hour": whole}),
        "max_travel_time": whole,
        "max_distance": whole,
        "max_tasks": whole,
        "capacity": listed(anything),
        "start": listed(number, exactly=2),
        "end": listed(number, exactly=2),
    },
)


def _half(value: Any, path: str, subject: str) -> None:
    """A pickup or a delivery; what is none is refused where it is read."""
    if isinstance(value, dict):
        _TASK(value, path, subject)


_SHIPMENT = record({}, {"amount": listed(anything), "pickup": _half, "delivery": _half})
_TABLES = record(
    {}, {"durations": listed(anything), "distances": listed(anything), "costs": listed(anything)}
)
SHAPE: Shape = record(
    {},
    {
        "jobs": listed(_JOB),
        "shipments": listed(_SHIPMENT),
        "vehicles": listed(_VEHICLE),
        "matrix": listed(anything),
        "matrices": mapped(_TABLES),
    },
)
