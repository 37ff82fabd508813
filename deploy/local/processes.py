"""The processes of the running system, each with its log, ended together."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from deploy.local.paths import PYTHON, ROOT
from deploy.local.say import Trouble
from deploy.local.services import wait_for_port

PARENT_DEATH_SIGNAL = 1
STOP_SECONDS = 8.0


def _die_with_parent() -> None:
    # Linux only: when the supervisor is killed outright, what it started must not live on.
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PARENT_DEATH_SIGNAL, signal.SIGTERM)


@dataclass(slots=True)
class Running:
    """The system's processes by name."""

    environment: Mapping[str, str]
    logs: Path
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, name: str, *arguments: str) -> None:
        """Start one process of `.venv`'s Python; its output goes to its own log."""
        self.logs.mkdir(parents=True, exist_ok=True)
        with (self.logs / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                [str(PYTHON), *arguments],
                cwd=ROOT,
                env={**os.environ, **self.environment, "PYTHONUNBUFFERED": "1"},
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
                preexec_fn=_die_with_parent,
            )

    def start_web(self, port: int, name: str = "web") -> None:
        """Start daphne and wait until it answers."""
        self.start(
            name,
            "-m",
            "daphne",
            "-b",
            "127.0.0.1",
            "-p",
            str(port),
            "--no-server-name",
            "eldercare.asgi:application",
        )
        wait_for_port(port, what=f"The web process (see {self.logs / name}.log)", seconds=60)

    def start_worker(self, name: str = "worker") -> None:
        """Start a Celery worker with two task processes; it has nobody to gossip with."""
        quiet = ("--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel", "WARNING")
        self.start(
            name,
            "-m",
            "celery",
            "-A",
            "eldercare",
            "worker",
            "--concurrency",
            "2",
            *quiet,
            "-n",
            f"{name}@%h",
        )

    def start_beat(self) -> None:
        """Start the Celery beat, which sets off the periodic tasks."""
        self.start("beat", "-m", "celery", "-A", "eldercare", "beat", "--loglevel", "WARNING", "--pidfile=")

    def dead(self) -> list[str]:
        """Names of processes that have ended."""
        return [name for name, process in self.processes.items() if process.poll() is not None]

    def kill(self, name: str) -> None:
        """Kill one process and its children outright, as a machine failure would."""
        process = self.processes.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop(self) -> None:
        """Ask every process to end, and kill what does not."""
        for process in self.processes.values():
            _signal_group(process, signal.SIGTERM)
        until = time.monotonic() + STOP_SECONDS
        for process in self.processes.values():
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=max(0.1, until - time.monotonic()))
            _signal_group(process, signal.SIGKILL)
            process.wait()
        self.processes.clear()


def manage(environment: Mapping[str, str], *arguments: str, quiet: bool = True) -> None:
    """Run a management command to its end; Trouble with its last words when it fails."""
    done = subprocess.run(
        [str(PYTHON), "manage.py", *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE if quiet else None,
        stderr=subprocess.PIPE if quiet else None,
        text=True,
    )
    if done.returncode:
        words = ((done.stdout or "") + (done.stderr or "")).strip()
        if "disk is full" in words or "No space left" in words:
            raise OSError(28, "No space left on device")
        raise Trouble(f"manage.py {' '.join(arguments)} did not work:\n{words[-1500:]}")


def _signal_group(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    try:
        os.killpg(process.pid, number)
    except ProcessLookupError:
        return
