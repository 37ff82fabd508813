"""A bar on the terminal for work that takes longer than a breath."""

import sys
import time

WIDTH = 30
BETWEEN_SECONDS = 0.1


class ProgressBar:
    """Draws on standard error, in place, at most ten times a second."""

    def __init__(self, label: str) -> None:
        self.label = label
        self.drawn_at = 0.0

    def show(self, done: int, total: int) -> None:
        """Draw how far it is; the end is always drawn."""
        if done < total and time.monotonic() - self.drawn_at < BETWEEN_SECONDS:
            return
        self.drawn_at = time.monotonic()
        part = done / total if total else 1.0
        bar = "█" * round(part * WIDTH)
        print(
            f"\r{self.label} [{bar:<{WIDTH}}] {part:4.0%} {done}/{total}", end="", file=sys.stderr, flush=True
        )

    def close(self) -> None:
        """End the line."""
        if self.drawn_at:
            print(file=sys.stderr, flush=True)
