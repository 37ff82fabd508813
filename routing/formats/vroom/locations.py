"""Places and travel of a VROOM document: its own matrices, or estimates from coordinates."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from routing.formats.vroom.costs import Table, cost_of_ways, require_usual_hours
from routing.problem import Place, ProblemError, TravelMatrix
from routing.problem.errors import spelled
from routing.travel import estimate

# A start or end that is left out: no way there or from there takes any time.
NOWHERE = "nowhere"
DEFAULT_PROFILE = "car"
ESTIMATE_FOR = {"car": "car", "bike": "bike", "bicycle": "bike", "foot": "walk", "walk": "walk"}
MODES = ("profile", "speed_factor", "costs")


@dataclass
class Locations:
    """Every location of a document gets a place; `matrices` are the document's, by profile.

    `shipments` tells whether there are any.
    """

    matrices: dict[str, Any]
    shipments: bool = False
    rank: dict[str, int] = field(default_factory=dict)
    places: list[Place] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.matrices:
            first = next(iter(self.matrices.values()))
            size = len(first.get("durations") or ())
            self.places = [Place(str(index)) for index in range(size)]

    def place(self, record: dict[str, Any], path: str, name: str = "location") -> str:
        """Id of the place of a record."""
        subject = str(record.get("id", ""))
        index_name = f"{name}_index"
        if self.matrices:
            index = record.get(index_name)
            if type(index) is not int or not 0 <= index < len(self.places):
                text = f"must be a row of the matrices (0 to {len(self.places) - 1}), is {spelled(index)}"
                raise ProblemError(f"{path}.{index_name}", subject, text)
            return str(index)
        return self._by_coordinates(record.get(name), f"{path}.{name}", subject)

    def _by_coordinates(self, spot: Any, path: str, subject: str) -> str:
        usable = isinstance(spot, list) and len(spot) == 2
        if not usable or any(isinstance(each, bool) or not isinstance(each, int | float) for each in spot):
            raise ProblemError(path, subject, f"must be [longitude, latitude], is {spelled(spot)}")
        key = _key(spot)
        if key not in self.rank:
            self.rank[key] = len(self.places)
            self.places.append(Place(str(len(self.places)), float(spot[1]), float(spot[0])))
        return str(self.rank[key])

    def all_places(self) -> tuple[Place, ...]:
        return (*self.places, Place(NOWHERE))

    def travel(self, vehicle: dict[str, Any], mode: str, fine: int) -> TravelMatrix:
        """Matrix for a vehicle's profile, speed and costs, with a row and column for nowhere.

        `fine` units of cost here make one of the document.
        """
        profile = vehicle.get("profile", DEFAULT_PROFILE)
        seconds, meters, costs, estimated = self._tables(profile)
        speed = vehicle.get("speed_factor", 1)
        if isinstance(speed, bool) or not isinstance(speed, int | float) or not 0 < speed <= 5:
            raise ProblemError(
                "vehicles.speed_factor", str(vehicle.get("id")), "must be above 0 and at most 5"
            )
        if costs is not None:
            require_usual_hours(vehicle)
        costs = cost_of_ways(vehicle, seconds, meters, fine) if costs is None else costs * fine
        return TravelMatrix(
            mode=mode,
            seconds=_with_nowhere(np.ceil(seconds / speed).astype(np.int64)),
            meters=None if meters is None else _with_nowhere(meters),
            costs=_with_nowhere(costs),
            estimated=estimated,
        )

    def have_meters(self, vehicle: dict[str, Any]) -> bool:
        """Whether ways of a vehicle are measured; one without any matrix is refused elsewhere."""
        given = self.matrices.get(vehicle.get("profile", DEFAULT_PROFILE))
        return given is None or given.get("distances") is not None

    def _tables(self, profile: str) -> tuple[Table, Table | None, Table | None, bool]:
        if not self.matrices:
            if profile not in ESTIMATE_FOR:
                raise ProblemError(
                    "vehicles.profile", profile, "no matrix is given and none can be estimated"
                )
            guess = estimate(self.places, ESTIMATE_FOR[profile])
            return guess.seconds, guess.meters, None, True
        if profile not in self.matrices:
            raise ProblemError("matrices", profile, "there is no matrix for this profile")
        given = self.matrices[profile]
        # Checked here for shape and content, before anything is computed with it.
        checked = TravelMatrix(profile, given.get("durations"), given.get("distances"), given.get("costs"))
        return checked.seconds, checked.meters, checked.costs, False


def _key(spot: Sequence[float]) -> str:
    return f"{float(spot[0])},{float(spot[1])}"


def _with_nowhere(table: Table) -> Table:
    return np.pad(table, ((0, 1), (0, 1)))
