"""How long a search may go on: seconds, iterations, or until somebody cancels."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import takewhile
from typing import TypeVar

DEFAULT_SECONDS = 5.0

Each = TypeVar("Each")

# Asked again and again by whatever takes long: whether it should end now.
Cancelled = Callable[[], bool]


def never() -> bool:
    """Nobody cancels."""
    return False


def until(cancelled: Cancelled, row: Iterable[Each]) -> Iterator[Each]:
    """The row as long as nobody cancels."""
    return takewhile(lambda _: not cancelled(), row)


@dataclass
class Budget:
    """Counts iterations and reads the clock; one of seconds and iterations is set.

    What is spent of a part is spent of the `whole` it is of; several threads may spend.
    """

    seconds: float | None = None
    iterations: int | None = None
    cancelled: Cancelled = never
    done: int = 0
    begun: float = field(default_factory=time.monotonic)
    whole: "Budget | None" = None
    _counting: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def __post_init__(self) -> None:
        if self.seconds is None and self.iterations is None:
            self.seconds = DEFAULT_SECONDS

    def part(self, share: float) -> "Budget":
        """A budget that ends after this share of the whole; it began when the whole did."""
        return Budget(
            seconds=None if self.seconds is None else self.seconds * share,
            iterations=self.iterations,
            cancelled=self.cancelled,
            begun=self.begun,
            whole=self,
        )

    def split(self, share: float) -> "tuple[Budget, Budget]":
        """Two budgets, one after the other: this share of the whole, and what then remains."""
        if self.iterations is None:
            return self.part(share), self
        first = round(self.iterations * share)
        return (
            Budget(iterations=first, cancelled=self.cancelled, whole=self),
            Budget(iterations=self.iterations - first, cancelled=self.cancelled, whole=self),
        )

    def spend(self, iterations: int) -> None:
        """So many iterations have been made."""
        with self._counting:
            self.done += iterations
        if self.whole is not None:
            self.whole.spend(iterations)

    @property
    def elapsed(self) -> float:
        return time.monotonic() - self.begun

    @property
    def fraction(self) -> float:
        """How much of the budget is used, 0 .. 1."""
        if self.iterations is not None:
            return min(1.0, self.done / self.iterations) if self.iterations else 1.0
        assert self.seconds is not None
        return min(1.0, self.elapsed / self.seconds) if self.seconds > 0 else 1.0

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled()

    @property
    def seconds_left(self) -> float | None:
        """What is left of the seconds, or None where iterations are counted."""
        return None if self.seconds is None else max(0.0, self.seconds - self.elapsed)

    def goes_on(self) -> bool:
        """Whether another iteration may begin."""
        return self.fraction < 1.0 and not self.is_cancelled
