"""A private PostgreSQL and a private Redis on free loopback ports, gone when they are stopped."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from deploy.local.debian import POSTGRESQL, REDIS
from deploy.local.say import Trouble

WAIT_SECONDS = 30.0


def free_port() -> int:
    """A loopback port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for_port(port: int, *, what: str, seconds: float = WAIT_SECONDS) -> None:
    """Wait until something listens on a loopback port; Trouble when it does not in time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with socket.socket() as probe:
            probe.settimeout(0.5)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise Trouble(f"{what} did not start within {seconds:.0f} s.")


@dataclass(slots=True)
class Redis:
    """One Redis process; it can be killed and started again on the same port, as a story needs."""

    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Its address."""
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Start it, with nothing kept on disk."""
        program = REDIS.found()
        if not program:
            raise Trouble("Redis is not installed.")
        self.process = subprocess.Popen(
            [program, "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        wait_for_port(self.port, what="Redis")

    def kill(self) -> None:
        """Kill it without a word, as a machine failure would."""
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None


@dataclass(slots=True)
class PostgreSQL:
    """One PostgreSQL cluster in a temporary folder, without fsync: it lives as long as the tests."""

    port: int = field(default_factory=free_port)
    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="eldercare-pg-", dir="/tmp")))

    def start(self) -> None:
        """Initialise the cluster and start it."""
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
        self._run(
            "initdb",
            "-D",
            self._data,
            "-U",
            "eldercare",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-sync",
            "--locale=C.UTF-8",
        )
        options = (
            f"-p {self.port} -k {self.folder} -h 127.0.0.1 "
            "-c fsync=off -c full_page_writes=off -c max_connections=200"
        )
        self._run("pg_ctl", "-D", self._data, "-o", options, "-l", str(self.folder / "log"), "-w", "start")

    def stop(self) -> None:
        """Stop it and remove its folder."""
        self._run("pg_ctl", "-D", self._data, "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def create(self, database: str) -> None:
        """Create an empty database."""
        self._run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "eldercare", database)

    @property
    def _data(self) -> str:
        return str(self.folder / "data")

    def _run(self, program: str, *arguments: str) -> None:
        found = POSTGRESQL.found()
        if not found:
            raise Trouble("PostgreSQL is not installed.")
        # A link to one program need not have its siblings beside it, so the real folder is asked.
        command = [str(Path(found).resolve().parent / program), *arguments]
        if os.geteuid() == 0:
            # PostgreSQL refuses to run as root.
            command = ["runuser", "-u", "postgres", "--", *command]
        # pg_ctl hands its output to the server it starts, so a pipe here would never close.
        with tempfile.TemporaryFile() as said:
            done = subprocess.run(command, stdout=said, stderr=said, cwd="/tmp")
            if done.returncode:
                said.seek(0)
                raise Trouble(f"{program} did not work:\n{said.read().decode(errors='replace')[-800:]}")


@contextmanager
def city_services() -> Iterator[dict[str, str]]:
    """Run both; the value is the environment of a process in city mode."""
    database, redis = PostgreSQL(), Redis()
    database.start()
    try:
        redis.start()
        database.create("eldercare")
        yield city_environment(database, redis)
    finally:
        redis.kill()
        database.stop()


def city_environment(database: PostgreSQL, redis: Redis) -> dict[str, str]:
    """Environment variables that point city mode at these two; the keys are for tests only."""
    return {
        "ELDERCARE_MODE": "city",
        "ELDERCARE_SECRET_KEY": "tests-only-" + "0123456789abcdef" * 4,
        "ELDERCARE_HOSTS": "127.0.0.1,localhost,testserver",
        "ELDERCARE_FIELD_KEYS": "dGVzdHMtb25seS1maWVsZC1rZXktMDEyMzQ1Njc4OTA=",
        "ELDERCARE_BLIND_INDEX_KEY": "tests-only-index-key",
        # Named, so that no other name in the environment of whoever starts it is taken for its own.
        "ELDERCARE_DB_NAME": "eldercare",
        "ELDERCARE_DB_PORT": str(database.port),
        "ELDERCARE_DB_HOST": "127.0.0.1",
        "ELDERCARE_REDIS_URL": redis.url,
        "ELDERCARE_REQUIRE_HTTPS": "0",
    }
