"""A progress bar on a terminal, and lines where there is none."""

import sys
import time
from typing import TextIO

WIDTH = 30
# Without a terminal a line is written at most this often.
SECONDS_BETWEEN_LINES = 5.0


class ProgressBar:
    """Shows how much of a long work is done."""

    def __init__(self, label: str, out: TextIO = sys.stdout) -> None:
        self.label, self.out = label, out
        self.began = self.last_line = time.monotonic()

    def __call__(self, done: int, whole: int) -> None:
        """Show that `done` of `whole` pieces are finished."""
        now, finished = time.monotonic(), done >= whole
        if self.out.isatty():
            filled = WIDTH * done // max(1, whole)
            bar = "█" * filled + "·" * (WIDTH - filled)
            end = "\n" if finished else ""
            self.out.write(f"\r{self.label} {bar} {done}/{whole} {now - self.began:.0f} s{end}")
        elif finished or now - self.last_line > SECONDS_BETWEEN_LINES:
            self.last_line = now
            self.out.write(f"{self.label} {done}/{whole} {now - self.began:.0f} s\n")
        self.out.flush()
