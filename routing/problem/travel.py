"""Travel between places, for each mode."""

from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from routing.problem.validation import LARGEST_NUMBER, require, require_natural

Matrix = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Pace:
    """From this instant on, a way takes permille / 1000 of its matrix seconds (until the next pace)."""

    from_: int
    permille: int

    def __post_init__(self) -> None:
        require_natural(self.from_, "paces.from", "")
        require(0 < self.permille <= 100_000, "paces.permille", "", "must be from 1 to 100000")


def whole_numbers(values: object, field_name: str, mode: str) -> Matrix:
    """A read-only (n, n) matrix of whole numbers from 0, or ProblemError."""
    try:
        # Whole numbers stay what they are: a large matrix is not worth a copy of every entry as a fraction.
        raw = np.asarray(values)
    except ValueError:
        raw = np.zeros(0)
    are_numbers = raw.size == 0 or raw.dtype.kind in "iuf"
    require(are_numbers, field_name, mode, "every entry must be a number, none may be text, true or null")
    square = raw.ndim == 2 and raw.shape[0] == raw.shape[1]
    require(square, field_name, mode, f"must be a square matrix of numbers, has shape {raw.shape}")
    sound = raw.size == 0 or (bool(np.isfinite(raw).all()) and raw.min() >= 0 and raw.max() <= LARGEST_NUMBER)
    require(sound, field_name, mode, f"every entry must be a number from 0 to {LARGEST_NUMBER}")
    whole = raw.dtype.kind in "iu" or bool((raw == np.floor(raw)).all())
    require(whole, field_name, mode, "every entry must be a whole number")
    if raw.dtype == np.int64 and raw.base is None and not raw.flags.writeable:
        return raw.astype(np.int64, copy=False)
    matrix = np.array(raw, dtype=np.int64)
    matrix.setflags(write=False)
    return matrix


@dataclass(frozen=True, eq=False)
class TravelMatrix:
    """(n, n) seconds and meters of one mode, row = from, column = to, in the order of Problem.places.

    `costs`, when given, replaces seconds in the travel term. `source` says where the numbers come from;
    `estimated` marks numbers that no road network stands behind.
    `paces` make seconds depend on the time of day; a way begun in one pace goes on in the next one's,
    so nobody who leaves later arrives earlier (Ichoua, Gendreau, Potvin 2003). Meters and costs stay.
    """

    mode: str
    seconds: Matrix
    meters: Matrix | None = None
    costs: Matrix | None = None
    source: str = "given"
    estimated: bool = False
    paces: tuple[Pace, ...] = field(default=())

    def __post_init__(self) -> None:
        for name in ("seconds", "meters", "costs"):
            values = getattr(self, name)
            if values is None:
                continue
            matrix = whole_numbers(values, f"travel.{name}", self.mode)
            same = matrix.shape == np.shape(self.seconds)
            require(same, f"travel.{name}", self.mode, "has not the shape of seconds")
            object.__setattr__(self, name, matrix)
        in_order = all(first.from_ < second.from_ for first, second in pairwise(self.paces))
        require(in_order, "travel.paces", self.mode, "must be in order of time")

    @property
    def size(self) -> int:
        """Number of places it is for."""
        return int(self.seconds.shape[0])
