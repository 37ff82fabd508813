"""The processes of the running system, each with its log, ended together."""

import os
import signal
import subprocess
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from deploy.local.commands import end_with_parent, run, words_of
from deploy.local.paths import PYTHON, ROOT
from deploy.local.say import Trouble
from deploy.local.services import wait_for_port

STOP_SECONDS = 8.0


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
                preexec_fn=end_with_parent,
            )

    def start_web(self, port: int, name: str = "web") -> None:
        """Start daphne and wait until it answers."""
        self.start(
            name,
            "-m",
            "daphne",
            # No access log: it would keep the names and numbers that people search for.
            "-v",
            "0",
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
    """Run a management command to its end; Trouble with its last words when it fails.

    Not quiet, its progress is seen; what it has to say of a failure is told by whoever called.
    """
    done = run(
        [PYTHON, "manage.py", *arguments], cwd=ROOT, environment={**os.environ, **environment}, quiet=quiet
    )
    if done.returncode:
        raise Trouble(f"manage.py {' '.join(arguments)} did not work:\n{words_of(done)[-1500:]}")


def _signal_group(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    try:
        os.killpg(process.pid, number)
    except ProcessLookupError:
        return
