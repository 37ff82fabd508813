"""Travel of every mode as rows of whole numbers, quick to read from Python."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

import numpy as np

from routing.problem import Pace, TravelMatrix

# Up to so many places rows are copied into lists, the fastest to read; beyond that they would take five times
# the memory of the matrix itself.
MOST_COPIED_PLACES = 500
# Certificates look at many days that differ little and share their ways.
MATRICES_REMEMBERED = 8

Rows = Sequence[Sequence[int]]


def rows_of(matrix: np.ndarray) -> Rows:
    """The rows of a matrix, each entry read as a plain whole number."""
    if len(matrix) <= MOST_COPIED_PLACES:
        copied: Rows = matrix.tolist()
        return copied
    return [memoryview(row) for row in matrix]


@dataclass(frozen=True, eq=False)
class Ways:
    """Seconds and costs of one mode, row = from, column = to."""

    seconds: Rows
    costs: Rows | None
    paces: tuple[Pace, ...]

    @classmethod
    def of(cls, matrix: TravelMatrix) -> "Ways":
        costs = None if matrix.costs is None else rows_of(matrix.costs)
        return cls(rows_of(matrix.seconds), costs, matrix.paces)

    def takes(self, start: int, end: int, leave_at: int) -> int:
        """Seconds of a way begun at an instant."""
        seconds = self.seconds[start][end]
        return seconds if not self.paces else self._paced(seconds, leave_at)

    def cost(self, start: int, end: int, seconds: int) -> int:
        """Cost of a way before weights: that of the table, or the seconds it takes where there is none."""
        return seconds if self.costs is None else self.costs[start][end]

    def _paced(self, seconds: int, leave_at: int) -> int:
        """Ichoua, Gendreau and Potvin (2003): go through the paces until the way is done."""
        work, clock = seconds * 1000, leave_at
        spans = pairwise([Pace(0, 1000), *self.paces, None])
        for pace, following in spans:
            if pace is None or (following is not None and following.from_ <= clock):
                continue
            needed = -(-work * pace.permille // 1_000_000)
            if following is None or (following.from_ - clock) * 1_000_000 // pace.permille >= work:
                return clock + needed - leave_at
            work -= (following.from_ - clock) * 1_000_000 // pace.permille
            clock = following.from_
        return clock - leave_at


@lru_cache(MATRICES_REMEMBERED)
def ways_at_best(matrix: TravelMatrix, stop_seconds: int) -> Ways:
    """The ways of a mode if one may also go by other places, with a stop of so long at each of them."""
    seconds = np.array(matrix.seconds, dtype=np.int64)
    for place in range(len(seconds)):
        by_place = seconds[:, place, None] + stop_seconds + seconds[None, place, :]
        np.minimum(seconds, by_place, out=seconds)
    return replace(Ways.of(matrix), seconds=rows_of(seconds))
