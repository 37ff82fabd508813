"""Running routing's commands as processes of their own, watched from outside.

A solver inside a worker would hold Python's lock and starve the heartbeat; outside, cancelling is killing.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from time import monotonic
from typing import Any

from django.conf import settings

TICK_SECONDS = 0.5
LAST_WORDS = 500

# A line of progress, or None: still alive, nothing new.
Progress = dict[str, Any] | None


class Stopped(Exception):
    """The run is no longer ours to go on with: cancelled, or given to somebody else."""


class SolverFailed(Exception):
    """The command ended with an error; the text is its last words, for the log."""


class SolverTimeout(Exception):
    """The command went on far beyond the time it was given."""


def watch(
    arguments: Sequence[str | Path],
    *,
    limit_seconds: float,
    goes_on: Callable[[Progress], bool],
    output: Path = Path(os.devnull),
) -> None:
    """Run `python -m routing …` to its end, what it prints going to `output`.

    `goes_on` hears every line of progress, and None each tick; when it says False the process is killed.
    Raises Stopped, SolverFailed or SolverTimeout.
    """
    with output.open("wb") as printed:
        process = subprocess.Popen(
            [sys.executable, "-m", "routing", *map(str, arguments)],
            cwd=settings.BASE_DIR,
            stdin=subprocess.DEVNULL,
            stdout=printed,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
        )
    try:
        last_words = _follow(process, monotonic() + limit_seconds, goes_on)
        if process.wait() != 0:
            raise SolverFailed(last_words[-LAST_WORDS:])
    finally:
        process.kill()
        process.wait()


def _follow(process: subprocess.Popen[str], until: float, goes_on: Callable[[Progress], bool]) -> str:
    """Pass on progress until the process closes its stderr; return the last line that was none."""
    lines: Queue[str | None] = Queue()
    Thread(target=_read_lines, args=(process, lines), daemon=True).start()
    last_words = ""
    while monotonic() < until:
        try:
            line = lines.get(timeout=TICK_SECONDS)
        except Empty:
            line = ""
        if line is None:
            return last_words
        progress = _progress_in(line)
        last_words = line.strip() if line and progress is None else last_words
        if not goes_on(progress):
            raise Stopped
    raise SolverTimeout


def _read_lines(process: subprocess.Popen[str], lines: Queue[str | None]) -> None:
    assert process.stderr is not None
    for line in process.stderr:
        lines.put(line)
    lines.put(None)


def _progress_in(line: str) -> Progress:
    if not line.startswith("{"):
        return None
    try:
        return dict(json.loads(line))
    except ValueError:
        return None
