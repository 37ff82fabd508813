"""`make demo`: from a fresh checkout to a running city with a living day."""

import json
import os
import shutil
import signal
import socket
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from types import FrameType

from deploy.local import node_side, python_side, stamps
from deploy.local.paths import LOCAL, ROOT
from deploy.local.processes import Running, manage
from deploy.local.say import Trouble, run_and_explain, say, step

SIZES = ("demo", "ordos", "beijing")
BEIJING_TIME = timezone(timedelta(hours=8))
MORNING = (9, 20)
# After this hour nothing more moves, so the next start begins a new day.
EVENING_HOUR = 19
# As in simulate_day, which would refuse more.
HIGHEST_SPEED = 3600
SEED = "7"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the person asked for with PORT, SIZE, LIVE and SPEED."""

    port: int
    size: str
    live: bool
    speed: float

    @property
    def folder(self) -> Path:
        """Each port has its own city, so that two demonstrations can run side by side."""
        return LOCAL / f"demo-{self.port}"


def main() -> None:
    """Set up, seed, start, print the doors, and wait for Ctrl-C."""
    # A shell that starts this in the background has it ignore Ctrl-C otherwise.
    for asked in (signal.SIGINT, signal.SIGTERM):
        signal.signal(asked, _stop_asked)
    wanted = _wanted()
    _need_free_port(wanted.port)
    with stamps.one_at_a_time():
        python_side.prepare(development=False)
        node_side.build()
        python_side.compile_kernels()
    began_at = _prepare_city(wanted)
    running = Running(_environment(wanted, began_at), wanted.folder / "logs")
    try:
        _start(running, wanted)
        _print_doors(wanted)
        _watch_until_asked(running, wanted, began_at)
    finally:
        say("\nStopping …")
        running.stop()
    say("Stopped. The same command opens the city again, at the hour where it stood.")


def _wanted() -> Wanted:
    port, size = os.environ.get("PORT", "8000"), os.environ.get("SIZE", "demo")
    if not port.isdecimal() or not 1 <= int(port) <= 65535:
        raise Trouble(f"PORT is {port!r}; write a number from 1 to 65535, for example PORT=8001 make demo.")
    if size not in SIZES:
        raise Trouble(f"SIZE is {size!r}; write one of {', '.join(SIZES)}.")
    return Wanted(int(port), size, os.environ.get("LIVE", "1") != "0", _speed())


def _speed() -> float:
    """How many seconds of the city's day pass in one."""
    written = os.environ.get("SPEED", "6")
    try:
        speed = float(written)
    except ValueError:
        speed = 0.0
    # Also false for nan, which compares with nothing.
    if not 0 < speed <= HIGHEST_SPEED:
        raise Trouble(
            f"SPEED is {written!r}; write a number above 0 and at most {HIGHEST_SPEED}, "
            "for example SPEED=6 make demo."
        )
    return speed


def _need_free_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError as error:
            raise Trouble(f"Port {port} needs root. Choose another: PORT=8001 make demo.") from error
        except OSError as error:
            raise Trouble(
                f"Port {port} is in use. Stop what uses it, or choose another: PORT=8001 make demo."
            ) from error


def _stop_asked(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _prepare_city(wanted: Wanted) -> datetime:
    """Seed the city unless it is seeded and its day has hours left; the value is where its clock stands."""
    state = wanted.folder / "state.json"
    if state.is_file():
        kept = json.loads(state.read_text())
        stands_at = datetime.fromisoformat(kept["clock"])
        same = kept["size"] == wanted.size and kept.get("tables") == _tables()
        if same and stands_at.hour < EVENING_HOUR and _seeded(wanted):
            return stands_at
    return _seed(wanted)


def _seeded(wanted: Wanted) -> bool:
    return (wanted.folder / "eldercare.sqlite3").is_file() and (wanted.folder / "logins.json").is_file()


@cache
def _tables() -> str:
    """A digest of the tables' definitions: a city seeded under others is made anew."""
    return stamps.digest_of(ROOT.glob("*/*/migrations/*.py"))


def _seed(wanted: Wanted) -> datetime:
    # The state file is written last: a seeding that was cut short leaves none and is begun again.
    shutil.rmtree(wanted.folder, ignore_errors=True)
    today = datetime.now(BEIJING_TIME)
    begins = today.replace(hour=MORNING[0], minute=MORNING[1], second=0, microsecond=0)
    environment = _environment(wanted, begins)
    with step("Database"):
        manage(environment, "migrate", "--verbosity", "0")
    say(f"· City of size {wanted.size} …")
    manage(
        environment,
        *("seed_city", "--size", wanted.size, "--seed", SEED, "--day", begins.date().isoformat()),
        *("--logins", str(wanted.folder / "logins.json")),
        quiet=False,
    )
    _remember(wanted, begins)
    return begins


def _remember(wanted: Wanted, clock: datetime) -> None:
    half = wanted.folder / "state.half"
    half.write_text(json.dumps({"size": wanted.size, "tables": _tables(), "clock": clock.isoformat()}))
    half.replace(wanted.folder / "state.json")


def _environment(wanted: Wanted, clock_at: datetime) -> dict[str, str]:
    return {
        "ELDERCARE_MODE": "embedded",
        "ELDERCARE_DATA_DIR": str(wanted.folder),
        "ELDERCARE_CLOCK": f"{clock_at.isoformat()}|{time.time()}|{wanted.speed}",
        "ELDERCARE_LOG_LEVEL": os.environ.get("ELDERCARE_LOG_LEVEL", "INFO"),
    }


def _start(running: Running, wanted: Wanted) -> None:
    with step("Starting"):
        running.start_worker()
        running.start_beat()
        running.start_web(wanted.port)
        if wanted.live:
            _start_day(running, wanted)
    shutil.copyfile(wanted.folder / "logins.json", LOCAL / "demo-logins.json")


def _start_day(running: Running, wanted: Wanted) -> None:
    address = f"http://127.0.0.1:{wanted.port}"
    logins = str(wanted.folder / "logins.json")
    speed = str(wanted.speed)
    running.start(
        "day", "manage.py", "simulate_day", "--speed", speed, "--base-url", address, "--logins", logins
    )


def _print_doors(wanted: Wanted) -> None:
    logins = json.loads((wanted.folder / "logins.json").read_text())
    say(f"\nThe city is open:  http://127.0.0.1:{wanted.port}")
    say(f"API:               http://127.0.0.1:{wanted.port}/api/docs/\n")
    for role, login in logins.items():
        second = f"  {login['otpauth']}" if "otpauth" in login else ""
        say(f"  {role:<18} {login['username']:<24} {login['password']}{second}")
    logs = (wanted.folder / "logs").relative_to(ROOT)
    say(f"\nLogs: {logs}/   Logins: .local/demo-logins.json   Ctrl-C ends everything.")


def _watch_until_asked(running: Running, wanted: Wanted, began_at: datetime) -> None:
    # Once the city is open, Ctrl-C is how it is closed and no interruption.
    with suppress(KeyboardInterrupt):
        _watch(running, wanted, began_at)


def _watch(running: Running, wanted: Wanted, began_at: datetime) -> None:
    """Keep the clock's place while all runs; say which process ended when one does."""
    began = time.time()
    while True:
        time.sleep(1)
        _remember(wanted, began_at + timedelta(seconds=(time.time() - began) * wanted.speed))
        for name in running.dead():
            process = running.processes.pop(name)
            if name == "day" and process.returncode == 0:
                say("The simulated day is over; the city stays open.")
                continue
            raise Trouble(f"The {name} process ended unexpectedly; see {running.logs / name}.log.")


if __name__ == "__main__":
    sys.exit(run_and_explain(main))
