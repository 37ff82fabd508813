"""What `make demo` says when something stands in the way."""

import os
import socket
import subprocess

import pytest

from deploy.local.paths import ROOT


def demo(**environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command with the system's Python, as make does, until it gives up."""
    return subprocess.run(
        ["python3", "-m", "deploy.local.demo"],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_a_busy_port_is_named_with_the_way_out() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = demo(PORT=str(port))
    assert done.returncode == 1
    assert f"Port {port} is in use" in done.stderr
    assert "PORT=8001 make demo" in done.stderr


@pytest.mark.parametrize("port", ["eighty", "0", "70000", "-1"])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    done = demo(PORT=port)
    assert done.returncode == 1
    assert "write a number from 1 to 65535" in done.stderr


@pytest.mark.parametrize("speed", ["fast", "0", "-1", "nan", "inf", "4000"])
def test_a_speed_at_which_no_day_passes_is_refused(speed: str) -> None:
    done = demo(SPEED=speed)
    assert done.returncode == 1
    assert f"SPEED is {speed!r}; write a number above 0 and at most 3600" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_size_nobody_knows_is_refused_with_the_ones_there_are() -> None:
    done = demo(SIZE="paris")
    assert done.returncode == 1
    assert "demo, ordos, beijing" in done.stderr


def test_no_python_is_a_clear_sentence() -> None:
    done = subprocess.run(["make", "demo", "PYTHON="], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode != 0
    assert "Python 3.11 or later is needed" in done.stderr
