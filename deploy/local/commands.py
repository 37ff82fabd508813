"""Running one command to its end."""

import ctypes
import errno
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

PARENT_DEATH_SIGNAL = 1
# What pip, npm, Node and SQLite say when the disk is full.
DISK_FULL_WORDS = ("No space left", "ENOSPC", "disk is full")


def end_with_parent() -> None:
    """Have this process ended when its starter is, even when that is killed outright. Linux only."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PARENT_DEATH_SIGNAL, signal.SIGTERM)


def run(
    command: Sequence[object],
    *,
    cwd: Path,
    environment: Mapping[str, str] | None = None,
    quiet: bool = True,
) -> subprocess.CompletedProcess[str]:
    """Run a command; its words are in the answer, and not quiet, its standard output is seen instead.

    It ends with whoever started it: what is killed in the middle must not go on beside the next try.
    Raises OSError (ENOSPC) when it failed for want of room.
    """
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=environment,
        stdout=subprocess.PIPE if quiet else None,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=end_with_parent,
    )
    if done.returncode and any(words in words_of(done) for words in DISK_FULL_WORDS):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    return done


def words_of(done: subprocess.CompletedProcess[str]) -> str:
    """All that a command said where it was not seen."""
    return ((done.stdout or "") + (done.stderr or "")).strip()
