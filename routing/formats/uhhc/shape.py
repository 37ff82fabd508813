"""What an instance of the unified home health care routing problem looks like."""

from typing import Any

from routing.formats.shapes import (
    Shape,
    listed,
    mapped,
    number,
    one_of,
    record,
    string,
    truth,
    whole,
)
from routing.problem import Starts

STARTS = {"independent": Starts.FREE, "simultaneous": Starts.TOGETHER, "sequential": Starts.ORDERED}


def _weight(value: Any, path: str, subject: str) -> None:
    if value != "HARD":
        number(value, path, subject)


_SPAN = record({"start": number, "end": number})
_LINK = record({}, {"type": one_of(*STARTS), "distance": record({"min": number, "max": number})})
_PATIENT = record(
    {
        "id": string,
        "distance_matrix_index": whole,
        "required_services": listed(record({"service": string}, {"duration": number}), least=1),
    },
    {
        "time_windows": listed(_SPAN),
        "synchronization": _LINK,
        "preferred_caregivers": listed(string),
        "incompatible_caregivers": listed(string),
        "optional": truth,
    },
)
_CAREGIVER = record(
    {"id": string, "departing_point": string},
    {"arrival_point": string, "working_shift": _SPAN, "abilities": listed(string), "lunch_break": truth},
)
_METADATA = {"cost_components": mapped(_weight), "time_window_met": string, "origin": string}
SHAPE: Shape = record(
    {
        "distances": listed(listed(number, least=1), least=1),
        "patients": listed(_PATIENT, least=1),
        "caregivers": listed(_CAREGIVER),
        "services": listed(record({"id": string}, {"default_duration": number})),
        "terminal_points": listed(record({"id": string, "distance_matrix_index": whole})),
        "metadata": record({}, _METADATA),
    },
    {"lunch_breaks": record({"min_duration": number, "start": number, "end": number})},
)
