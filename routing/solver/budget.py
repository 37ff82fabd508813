"""How long a search may go on: seconds, iterations, or until somebody cancels."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

DEFAULT_SECONDS = 5.0


@dataclass
class Budget:
    """Counts iterations and reads the clock; one of seconds and iterations is set."""

    seconds: float | None = None
    iterations: int | None = None
    cancelled: Callable[[], bool] | None = None
    done: int = 0
    begun: float = field(default_factory=time.monotonic)

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
        )

    def split(self, share: float) -> "tuple[Budget, Budget]":
        """Two budgets, one after the other: this share of the whole, and what then remains."""
        if self.iterations is None:
            return self.part(share), self
        first = round(self.iterations * share)
        return (
            Budget(iterations=first, cancelled=self.cancelled),
            Budget(iterations=self.iterations - first, cancelled=self.cancelled),
        )

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
        return self.cancelled is not None and self.cancelled()

    def goes_on(self) -> bool:
        """Whether another iteration may begin."""
        return self.fraction < 1.0 and not self.is_cancelled
