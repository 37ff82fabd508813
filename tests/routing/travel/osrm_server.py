"""A real OSRM from the binaries inside the `osrm-bindings` wheel, built and served for one test run."""

import fcntl
import shutil
import socket
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

FOLDER = Path(__file__).parents[3] / ".local" / "osrm"
START_SECONDS = 20


def osrm_folder() -> Path:
    """Unpacked wheel, fetched once; its Python part needs 3.12, its binaries do not.

    Test workers start side by side: one fetches while the others wait, and nobody sees half of it.
    """
    unpacked = FOLDER / "wheel" / "osrm"
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "fetch.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (unpacked / "bin" / "osrm-routed").exists():
            _fetch()
    return unpacked


def _fetch() -> None:
    half = FOLDER / "half"
    shutil.rmtree(half, ignore_errors=True)
    shutil.rmtree(FOLDER / "wheel", ignore_errors=True)
    fetch = ["download", "--quiet", "--no-deps", "--python-version", "3.12", "--only-binary", ":all:"]
    command = [sys.executable, "-m", "pip", *fetch, "--dest", str(half), "osrm-bindings"]
    subprocess.run(command, check=True, timeout=300)
    with zipfile.ZipFile(next(half.glob("osrm_bindings-*.whl"))) as wheel:
        wheel.extractall(half / "wheel")
    for binary in (half / "wheel" / "osrm" / "bin").iterdir():
        binary.chmod(0o755)
    (half / "wheel").rename(FOLDER / "wheel")


@contextmanager
def serving(roads: Path, profile: str) -> Iterator[str]:
    """Build a road network (OSM XML in its own folder) for a profile and serve it; gives the address."""
    osrm = osrm_folder()
    network = roads.with_suffix(".osrm")
    profile_path = osrm / "share" / "profiles" / f"{profile}.lua"
    _run(osrm / "bin" / "osrm-extract", "--threads", "1", "--profile", profile_path, roads)
    _run(osrm / "bin" / "osrm-contract", "--threads", "1", network)
    port = _free_port()
    options = ["--ip", "127.0.0.1", "--port", str(port), "--threads", "1"]
    serve = [str(osrm / "bin" / "osrm-routed"), *options, str(network)]
    server = subprocess.Popen(serve, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port, server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=10)


def _run(*command: object) -> None:
    subprocess.run([str(each) for each in command], check=True, timeout=120, stdout=subprocess.DEVNULL)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and server.poll() is None:
        try:
            httpx.get(f"http://127.0.0.1:{port}/nearest/v1/any/0,0", timeout=1)
            return
        except httpx.HTTPError:
            time.sleep(0.1)
    raise RuntimeError("osrm-routed did not start")
