"""What a search tells of the best plan it has so far."""

import threading
import time
from collections.abc import Callable
from typing import NamedTuple

BETWEEN_SECONDS = 1.0


class Best(NamedTuple):
    """Weighted cost of the best plan so far, and how many visits it leaves out."""

    cost: int
    unserved: int


Report = Callable[[Best], None]


class Herald:
    """Tells of searches in several threads while they run: the best of all, about once a second."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._told = threading.Lock()
        self._due = time.monotonic() + BETWEEN_SECONDS
        self._best: Best | None = None

    def hear(self, best: Callable[[], Best]) -> None:
        """What one search has found; asked for and told only when it is time to."""
        if time.monotonic() < self._due:
            return
        with self._told:
            if time.monotonic() < self._due:
                return
            self._due = time.monotonic() + BETWEEN_SECONDS
            found = best()
            self._best = found if self._best is None else min(self._best, found)
            self._report(self._best)
