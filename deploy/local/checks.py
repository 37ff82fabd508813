"""`make check` and `make fix`: format, lint, types and who may import whom."""

import subprocess
import sys

from deploy.local import node_side, python_side, stamps
from deploy.local.paths import FRONTEND, PYTHON, ROOT
from deploy.local.say import Trouble, run_and_explain, step

ROOMS = ("eldercare", "dispatch", "stations", "routing", "tests", "deploy", "manage.py")
CHECKS: dict[str, tuple[str, ...]] = {
    "format": ("-m", "ruff", "format", "--check", *ROOMS),
    "lint": ("-m", "ruff", "check", *ROOMS),
    "types": ("-m", "mypy", *ROOMS),
    "imports": ("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"),
    "migrations": ("manage.py", "makemigrations", "--check", "--dry-run"),
}
FIXES: tuple[tuple[str, ...], ...] = (
    ("-m", "ruff", "check", "--fix", *ROOMS),
    ("-m", "ruff", "format", *ROOMS),
)


def main() -> None:
    """Check everything, or with `fix` mend what can be mended by machine."""
    with stamps.one_at_a_time():
        python_side.prepare(development=True)
        node_side.prepare()
    if "fix" in sys.argv[1:]:
        for arguments in FIXES:
            subprocess.run([str(PYTHON), *arguments], cwd=ROOT)
        subprocess.run(["npm", "run", "--silent", "fix"], cwd=FRONTEND, env=node_side.environment())
        return
    failed = [name for name, arguments in CHECKS.items() if not _passes(name, str(PYTHON), *arguments)]
    if not _passes("frontend", "npm", "run", "--silent", "check"):
        failed.append("frontend")
    if failed:
        raise Trouble(f"Not clean: {', '.join(failed)}. `make fix` mends format and simple lint.")


def _passes(name: str, *command: str) -> bool:
    folder = FRONTEND if name == "frontend" else ROOT
    with step(name):
        return subprocess.run(command, cwd=folder, env=node_side.environment()).returncode == 0


if __name__ == "__main__":
    sys.exit(run_and_explain(main))
