"""Days small enough to see the one rule that decides them; places stand on a line, a minute apart."""

from typing import Any

import numpy as np

from routing.plan import Plan, Round, Stop, StopKind
from routing.problem import Carer, Objective, Part, Place, Problem, Shift, TravelMatrix, Visit, Window
from routing.solver import solve

MINUTE, HOUR = 60, 3600
PLACES = ("base", "near", "far", "farther")


def line(seconds: int = MINUTE) -> np.ndarray:
    """Ways between places on a line, as many seconds from each to its neighbour."""
    spots = np.arange(len(PLACES))
    return np.asarray(seconds * np.abs(spots[:, None] - spots[None, :]))


def carer(name: str, *, hours: tuple[int, int] = (8, 16), **rules: Any) -> Carer:
    """Somebody who works from base, without any rule but those given."""
    shift = Shift(hours[0] * HOUR, hours[1] * HOUR, "base", "base")
    return Carer(name, rules.pop("shifts", (shift,)), **rules)


def visit(name: str, place: str = "near", *, minutes: int = 30, carers: int = 1, **rules: Any) -> Visit:
    """A visit of equal parts, without any rule but those given."""
    return Visit(name, place, rules.pop("parts", (Part(minutes * MINUTE),) * carers), **rules)


def day(carers: list[Carer], visits: list[Visit], **rules: Any) -> Problem:
    """One day of them; the bike goes a place a minute, on foot it takes five."""
    return Problem(
        places=tuple(Place(each) for each in PLACES),
        carers=tuple(carers),
        visits=tuple(visits),
        travel=rules.pop("travel", (TravelMatrix("bike", line()), TravelMatrix("walk", line(5 * MINUTE)))),
        objective=rules.pop("objective", Objective()),
        **rules,
    )


def planned(problem: Problem, iterations: int = 60) -> Plan:
    return solve(problem, iterations=iterations)


def doers(plan: Plan) -> dict[str, tuple[str, ...]]:
    """Who does each served visit, part by part."""
    found: dict[str, dict[int, str]] = {}
    for round_, stop in _visits(plan):
        found.setdefault(stop.about, {})[stop.part] = round_.carer
    return {visit: tuple(parts[part] for part in sorted(parts)) for visit, parts in found.items()}


def starts(plan: Plan) -> dict[str, tuple[int, ...]]:
    """When each served visit starts, part by part."""
    found: dict[str, dict[int, int]] = {}
    for _, stop in _visits(plan):
        found.setdefault(stop.about, {})[stop.part] = stop.start_at
    return {visit: tuple(parts[part] for part in sorted(parts)) for visit, parts in found.items()}


def order_of(plan: Plan, carer: str) -> list[str]:
    """What a carer does, one after the other, by the ids of visits, kitchens and breaks."""
    return [stop.about for each in plan.rounds if each.carer == carer for stop in each.stops]


def _visits(plan: Plan) -> list[tuple[Round, Stop]]:
    return [(each, stop) for each in plan.rounds for stop in each.stops if stop.kind == StopKind.VISIT]


def alone(one: Carer, *visits: Visit, **rules: Any) -> Problem:
    """A day of one carer."""
    return day([one], list(visits), **rules)


def at(hour: int, minutes: int = 0, *, for_minutes: int = 0) -> Window:
    """A window that opens then and stays open so many minutes."""
    opens = hour * HOUR + minutes * MINUTE
    return Window(opens, opens + for_minutes * MINUTE)


def hours(first: int, last: int, **rules: Any) -> Shift:
    """A shift by full hours, from base to base unless told otherwise."""
    return Shift(first * HOUR, last * HOUR, rules.pop("start", "base"), rules.pop("end", "base"), **rules)
