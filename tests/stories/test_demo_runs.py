"""`make demo`, as a visitor runs it: up, moving, stopped without a trace, up again."""

import json
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from deploy.local.paths import LOCAL, ROOT
from deploy.local.services import free_port

pytestmark = pytest.mark.story

UP_SECONDS = 240
MOVING_SECONDS = 90


@contextmanager
def demo(port: int, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """The command, running; it is interrupted as Ctrl-C does when the block ends."""
    process = subprocess.Popen(
        ["python3", "-m", "deploy.local.demo"],
        cwd=ROOT,
        env={**os.environ, "PORT": str(port), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)


def until_open(port: int, process: subprocess.Popen[str]) -> None:
    """Wait until the city answers; what the command said is shown when it gives up first."""
    give_up_at = time.monotonic() + UP_SECONDS
    while time.monotonic() < give_up_at:
        if process.poll() is not None:
            raise AssertionError(process.stdout.read() if process.stdout else "the demo ended")
        if answers(port):
            return
        time.sleep(0.3)
    raise AssertionError(f"the demo did not open within {UP_SECONDS} s")


def answers(port: int) -> bool:
    """Whether the city says that it is ready."""
    try:
        return httpx.get(f"http://127.0.0.1:{port}/healthz/ready", timeout=2).status_code == 200
    except httpx.HTTPError:
        return False


def signed_in(port: int, role: str) -> httpx.Client:
    """Sign in with a login from the file that the command writes."""
    login = json.loads((LOCAL / f"demo-{port}" / "logins.json").read_text(encoding="utf-8"))[role]
    client = httpx.Client(base_url=f"http://127.0.0.1:{port}/api/v1", timeout=30)
    client.post(
        "/session", json={"username": login["username"], "password": login["password"]}
    ).raise_for_status()
    return client


def last_change(operator: httpx.Client) -> str:
    """The instant of the newest change among the day's orders."""
    me = operator.get("/me").json()
    page = operator.get(
        "/work-orders",
        params={"station": me["station"]["code"], "day": me["clock"]["now"][:10], "page_size": 500},
    ).json()
    newest: str = max(order["changed_at"] for order in page["results"])
    return newest


def test_a_visitor_sees_the_day_moving_and_ctrl_c_leaves_nothing_behind() -> None:
    port = free_port()
    folder = LOCAL / f"demo-{port}"
    try:
        with demo(port) as process:
            until_open(port, process)
            operator = signed_in(port, "station_operator")
            before = last_change(operator)
            give_up_at = time.monotonic() + MOVING_SECONDS
            while last_change(operator) == before:
                assert time.monotonic() < give_up_at, "nothing moves in the living day"
                time.sleep(1)
        assert process.returncode == 0
        assert is_free(port)
        assert not processes_of(folder)

        with demo(port, LIVE="0") as process:
            until_open(port, process)
            assert signed_in(port, "regulator").get("/me").json()["role"] == "regulator"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def test_a_seeding_that_was_interrupted_is_repaired_by_the_next_run() -> None:
    port = free_port()
    folder = LOCAL / f"demo-{port}"
    try:
        with demo(port, LIVE="0"):
            until_exists(folder / "eldercare.sqlite3")
        assert not (folder / "state.json").exists()

        with demo(port, LIVE="0") as process:
            until_open(port, process)
            assert signed_in(port, "elder").get("/me").status_code == 200
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def until_exists(file: Path) -> None:
    """Wait until a file appears."""
    give_up_at = time.monotonic() + UP_SECONDS
    while not file.exists():
        assert time.monotonic() < give_up_at, f"{file.name} never appeared"
        time.sleep(0.1)


def is_free(port: int) -> bool:
    """Whether nobody listens on the port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def processes_of(folder: Path) -> list[str]:
    """Command lines of living processes that were given this city's folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            environment = (process / "environ").read_bytes().decode(errors="replace")
            command = (process / "cmdline").read_bytes().decode(errors="replace").replace("\0", " ")
        except OSError:
            continue
        if f"ELDERCARE_DATA_DIR={folder}" in environment:
            found.append(command)
    return found
