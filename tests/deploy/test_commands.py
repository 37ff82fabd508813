"""A command that was started does not outlive whoever started it."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from deploy.local.paths import ROOT

SLEEPER = """
import os, pathlib, sys, time
pathlib.Path(sys.argv[1]).write_text(str(os.getpid()))
time.sleep(60)
"""
STARTER = """
import pathlib, sys
from deploy.local.commands import run
run([sys.executable, "-c", *sys.argv[1:]], cwd=pathlib.Path("/"))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process that its parent died")
def test_what_was_started_ends_when_the_starter_is_killed_outright(tmp_path: Path) -> None:
    told = tmp_path / "pid"
    starter = subprocess.Popen([sys.executable, "-c", STARTER, SLEEPER, str(told)], cwd=ROOT)
    until(lambda: told.exists() and told.read_text() != "")
    sleeper = int(told.read_text())
    assert lives(sleeper)
    starter.kill()
    starter.wait()
    until(lambda: not lives(sleeper))


def lives(process: int) -> bool:
    """Whether a process is there and is more than a name in the table."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def until(happened: Callable[[], bool], seconds: float = 10) -> None:
    """Wait until it has happened."""
    give_up_at = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < give_up_at
        time.sleep(0.02)
