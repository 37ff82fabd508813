"""What ways, tasks and vehicles cost, as VROOM weighs them, in whole numbers fine enough to tell apart."""

from math import gcd
from typing import Any

import numpy as np
import numpy.typing as npt

from routing.problem import ProblemError

# What an hour on the way, a kilometer and an hour of tasks cost unless the document says so.
USUAL = {"per_hour": 3600, "per_km": 0, "per_task_hour": 0}
FINE = 100
SECONDS_OF_AN_HOUR = 3600

Table = npt.NDArray[np.int64]


def fineness(data: dict[str, Any]) -> int:
    """How many units of cost here make one of the document: many where its own would round ways away.

    Where tasks cost by the hour, as many as make every second of them cost a whole number.
    """
    vehicles = data.get("vehicles") or []
    rates = (int(_rate(each, "per_task_hour")) for each in vehicles)
    least = SECONDS_OF_AN_HOUR // gcd(SECONDS_OF_AN_HOUR, *rates)
    wanted = FINE if any(_asks_for_fractions(each) for each in vehicles) else 1
    return least * -(-wanted // least)


def require_usual_hours(vehicle: dict[str, Any]) -> None:
    """Ways that have costs of their own do not cost by the hour as well, as in VROOM."""
    if _per_hour(vehicle) != USUAL["per_hour"]:
        text = "goes not with a matrix of costs; leave one of them out"
        raise ProblemError("vehicles.costs.per_hour", str(vehicle.get("id")), text)


def cost_of_ways(vehicle: dict[str, Any], seconds: Table, meters: Table | None, fine: int) -> Table:
    """per_hour and per_km of ways, not rounded before they are added; by default a second costs one."""
    per_hour, per_km = _per_hour(vehicle), _per_km(vehicle)
    if per_km and meters is None:
        raise ProblemError("vehicles.costs.per_km", str(vehicle.get("id")), "needs distances")
    # As fractions: whole numbers would wrap around beyond 64 bits and no longer be refused for their size.
    cost = seconds / float(vehicle.get("speed_factor", 1)) * float(per_hour) / 3600
    cost = cost + meters * float(per_km) / 1000 if meters is not None else cost
    whole: Table = np.rint(cost * fine).astype(np.int64)
    return whole


def fixed_cost(vehicle: dict[str, Any]) -> int:
    """What using the vehicle costs, in the document's units."""
    return (vehicle.get("costs") or {}).get("fixed") or 0


def service_cost(vehicle: dict[str, Any], fine: int) -> int:
    """What a second of a task costs, in units of which `fine` make one of the document."""
    return int(_rate(vehicle, "per_task_hour")) * fine // SECONDS_OF_AN_HOUR


def _asks_for_fractions(vehicle: dict[str, Any]) -> bool:
    own_pace = vehicle.get("speed_factor", 1) != 1
    return own_pace or _per_hour(vehicle) != USUAL["per_hour"] or _per_km(vehicle) != USUAL["per_km"]


def _per_hour(vehicle: dict[str, Any]) -> float:
    return _rate(vehicle, "per_hour")


def _per_km(vehicle: dict[str, Any]) -> float:
    return _rate(vehicle, "per_km")


def _rate(vehicle: dict[str, Any], name: str) -> float:
    given = (vehicle.get("costs") or {}).get(name)
    return USUAL[name] if given is None else given
