"""An instance of the unified home health care routing problem."""

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from routing.formats.numbers import duration, is_whole, units
from routing.problem import Break, ProblemError, Window

LUNCH = "lunch_break"
LEAVE_EARLY = ("bazirha", "bazirha-caie")


@dataclass(frozen=True)
class Instance:
    """An instance with its rules looked up once."""

    data: Any

    @cached_property
    def scale(self) -> int:
        """Units of time that make one minute: 1000 where a distance is broken."""
        numbers = [each for row in self.data["distances"] for each in row]
        return 1 if all(is_whole(each) for each in numbers) else 1000

    @cached_property
    def weights(self) -> dict[str, Any]:
        """What the instance says of each component, as it says it."""
        return self.data["metadata"].get("cost_components") or {}

    @property
    def at_end(self) -> bool:
        """Whether the end of a service is held against its windows, rather than the start."""
        return bool(self.data["metadata"].get("time_window_met") == "at_service_end")

    @property
    def leaves_early(self) -> bool:
        """Whether rounds leave when the shift starts, told by where the instance comes from."""
        return self.data["metadata"].get("origin") in LEAVE_EARLY

    def is_hard(self, component: str, *, if_absent: bool) -> bool:
        """Whether a component is a rule and no cost; `if_absent` where the instance does not name it."""
        return bool(self.weights.get(component, "HARD" if if_absent else 0) == "HARD")

    def weight(self, component: str) -> int:
        """Cost of one unit, 1 if it is a rule, 0 if it is not named; ProblemError for a broken number."""
        value = self.weights.get(component, 0)
        if value == "HARD":
            return 1
        if not is_whole(value):
            raise ProblemError("metadata.cost_components", component, "must be a whole number or HARD")
        return round(float(value))

    @cached_property
    def lunch(self) -> Break | None:
        """Directly before a visit; its window is that of its start."""
        rule = self.data.get("lunch_breaks")
        if not rule:
            return None
        seconds = units(rule["min_duration"], self.scale, "lunch_breaks.min_duration")
        until = units(rule["end"], self.scale, "lunch_breaks.end") - (seconds if self.at_end else 0)
        opens = units(rule["start"], self.scale, "lunch_breaks.start")
        required = self.is_hard("missed_lunch_break", if_absent=True)
        return Break(LUNCH, (Window(opens, until),), seconds, required, at_next_visit=True)

    @cached_property
    def horizon(self) -> int:
        """Late enough for one carer to do everything, one after the other."""
        table = self.data["distances"]
        ends = [
            window["end"] for patient in self.data["patients"] for window in patient.get("time_windows") or []
        ]
        shifts = [
            each["working_shift"]["end"] for each in self.data["caregivers"] if each.get("working_shift")
        ]
        work = sum(duration for patient in self.data["patients"] for _, duration in self.services(patient))
        last: int = math.ceil(max([*ends, *shifts, 0]) + 2 * sum(max(row) for row in table) + 1)
        return last * self.scale + work + 1000 * self.scale

    @cached_property
    def durations(self) -> dict[str, Any]:
        """How many minutes a service lasts unless a patient's own says so; None: nothing tells."""
        return {each["id"]: each.get("default_duration") for each in self.data["services"]}

    def services(self, patient: Any) -> list[tuple[str, int]]:
        """(service, units of time) of each service a patient needs; ProblemError if a duration is missing."""
        field, subject = "patients.required_services.duration", patient["id"]
        return [
            (need["service"], duration(need, self.durations, self.scale, field, subject))
            for need in patient["required_services"]
        ]
