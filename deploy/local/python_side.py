"""The virtual environment with the locked packages."""

import shutil
import subprocess
import sys

from deploy.local import stamps
from deploy.local.commands import run
from deploy.local.paths import PYTHON, ROOT, VENV
from deploy.local.say import Trouble, step

RUNTIME_LOCK = ROOT / "deploy" / "requirements.txt"
DEVELOPMENT_LOCK = ROOT / "deploy" / "requirements-dev.txt"


def prepare(*, development: bool) -> None:
    """Create or repair `.venv` so that it holds exactly what the lock names.

    Development adds the test, lint and benchmark packages.
    A `.venv` that is a link is somebody's own and is used as it is.
    """
    if VENV.is_symlink():
        return
    lock = DEVELOPMENT_LOCK if development else RUNTIME_LOCK
    digest = stamps.digest_of([lock]) + f" {sys.version_info[:2]}"
    wider = stamps.digest_of([DEVELOPMENT_LOCK]) + f" {sys.version_info[:2]}"
    if PYTHON.exists() and (stamps.fresh("python", digest) or stamps.fresh("python", wider)):
        return
    stamps.need_room()
    stamps.forget("python")
    with step(f"Python packages, as locked in {lock.relative_to(ROOT)}"):
        _create_environment()
        _run([PYTHON, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", lock])
    stamps.press("python", digest)


def compile_kernels() -> None:
    """Compile the routing kernels, so that the first plan does not wait for it."""
    digest = stamps.digest_of((ROOT / "routing" / "solver" / "kernels").rglob("*.py"))
    if stamps.fresh("kernels", digest):
        return
    stamps.forget("kernels")
    with step("Routing kernels"):
        _run([PYTHON, "-m", "routing.solver.warm_up"])
    stamps.press("kernels", digest)


def _create_environment() -> None:
    if (
        PYTHON.exists()
        and subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True).returncode == 0
    ):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    try:
        _run([sys.executable, "-m", "venv", VENV])
    except Trouble as trouble:
        raise Trouble(
            "Python cannot make a virtual environment. On Debian: apt install python3-venv; then run again."
        ) from trouble


def _run(command: list[object]) -> None:
    done = run(command, cwd=ROOT)
    if done.returncode:
        last_lines = "\n".join(done.stderr.strip().splitlines()[-8:])
        raise Trouble(f"This did not work: {' '.join(str(part) for part in command)}\n{last_lines}")
