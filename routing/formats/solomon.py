"""VRPTW in the text format of Solomon and of Gehring and Homberger, by the DIMACS convention.

Travel is floor(10 * Euclid) tenths, for distance and time alike; one unit of the problem is a tenth.
"""

import json

import numpy as np
import numpy.typing as npt

from routing.formats.shapes import about
from routing.plan import Plan, StopKind
from routing.problem import (
    Carer,
    Objective,
    Part,
    Place,
    Problem,
    ProblemError,
    Shift,
    TravelMatrix,
    Visit,
    Window,
    require_manageable,
)
from routing.problem.validation import require

TENTHS = 10
UNSERVED = 10_000_000
# The square of a distance in tenths stays within 64 bits.
LARGEST = 10**8


def read(text: str) -> Problem:
    """Fleet and customers of an instance; row 0 is the depot."""
    fleet, capacity, rows = _numbers(text)
    spots = np.array([row[1:3] for row in rows], dtype=np.int64)
    squared = sum((axis[:, None] - axis) ** 2 for axis in spots.T) * TENTHS**2
    travel = _whole_roots(squared)
    opens, closes = TENTHS * rows[0][4], TENTHS * rows[0][5]
    shift = Shift(opens, closes, "0", "0")
    # No vehicle more than there are customers could ever be used.
    carers = tuple(
        Carer(str(rank), (shift,), mode="truck", capacity=(capacity,))
        for rank in range(min(fleet, len(rows) - 1))
    )
    return Problem(
        places=tuple(Place(str(row[0])) for row in rows),
        carers=carers,
        visits=tuple(_visit(row) for row in rows[1:]),
        travel=(TravelMatrix("truck", travel, travel),),
        objective=Objective.only(unserved=UNSERVED, travel=1),
        horizon_seconds=closes,
        name=text.strip().splitlines()[0].strip(),
    )


def write(text: str, problem: Problem, plan: Plan) -> str:
    """Customer numbers of each used route."""
    routes = [
        [int(stop.about) for stop in round_.stops if stop.kind == StopKind.VISIT] for round_ in plan.rounds
    ]
    return json.dumps({"routes": routes})


def objective(text: str, total: int) -> float:
    """Distance in the unit of the tables."""
    return total / TENTHS


def _whole_roots(squared: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Floor of the square root, exact where floating point would be off by one."""
    roots: npt.NDArray[np.int64] = np.floor(np.sqrt(squared)).astype(np.int64)
    roots -= roots**2 > squared
    roots += (roots + 1) ** 2 <= squared
    return roots


def _visit(row: list[int]) -> Visit:
    with about(str(row[0])):
        return Visit(
            id=str(row[0]),
            place=str(row[0]),
            parts=(Part(TENTHS * row[6]),),
            windows=(Window(TENTHS * row[4], TENTHS * row[5]),),
            delivered=(row[3],),
        )


def _numbers(text: str) -> tuple[int, int, list[list[int]]]:
    """Vehicles, their capacity, and the rows of customers, in which nothing else may stand."""
    fleet: tuple[int, int] | None = None
    rows: list[list[int]] = []
    for line in filter(str.strip, text.splitlines()):
        numbers = _whole_numbers(line)
        if numbers is not None and len(numbers) == 2 and fleet is None:
            fleet = (numbers[0], numbers[1])
        elif numbers is not None and len(numbers) == 7:
            rows.append(numbers)
        elif rows:
            raise ProblemError("CUSTOMER", line.strip(), "a customer is a row of seven whole numbers")
    rows.sort()
    if fleet is None or fleet[0] < 1:
        raise ProblemError("VEHICLE", "", "no line with the number of vehicles and their capacity")
    if len(rows) < 2 or [row[0] for row in rows] != list(range(len(rows))):
        raise ProblemError("CUSTOMER", "", "customers must be numbered from 0, the depot, without gaps")
    require_manageable(len(rows) - 1, "CUSTOMER")
    for row in rows:
        within = all(abs(each) <= LARGEST for each in row)
        require(within, "CUSTOMER", str(row[0]), f"numbers must be from -{LARGEST} to {LARGEST}")
    return fleet[0], fleet[1], rows


def _whole_numbers(line: str) -> list[int] | None:
    """The numbers of a line, or None where one of its words is no whole number."""
    try:
        numbers = [float(word) for word in line.split()]
    except ValueError:
        return None
    return [int(each) for each in numbers] if all(each.is_integer() for each in numbers) else None
