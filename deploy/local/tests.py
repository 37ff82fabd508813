"""`make test`: everything the tests need, then every test, then everything stopped again."""

import os
import shutil
import subprocess
import sys
import time

from deploy.local import debian, node_side, python_side, services, stamps
from deploy.local.paths import FRONTEND, LOCAL, PYTHON, ROOT
from deploy.local.say import Trouble, run_and_explain, say

NOT_STORIES = "not story and not browser"


def main() -> None:
    """Prepare, run the four suites, and name those that failed."""
    with stamps.one_at_a_time():
        python_side.prepare(development=True)
        node_side.prepare()
        node_side.build()
        python_side.compile_kernels()
        debian.need(debian.POSTGRESQL, debian.REDIS, debian.CHROMIUM, debian.FONT_TOOL, chinese_font=True)
    data = LOCAL / "tests"
    shutil.rmtree(data, ignore_errors=True)
    embedded = {
        "ELDERCARE_MODE": "embedded",
        "ELDERCARE_DATA_DIR": str(data),
        "ELDERCARE_LOG_LEVEL": "WARNING",
    }
    failed = [] if _frontend() else ["frontend"]
    failed += _pytest("embedded mode", embedded, "-m", NOT_STORIES, "-n", "2")
    with services.city_services() as city:
        city = {**city, "ELDERCARE_DATA_DIR": str(data), "ELDERCARE_LOG_LEVEL": "WARNING"}
        # The routing package knows no database, so its tests need no second run.
        failed += _pytest("city mode", city, "-m", NOT_STORIES, "-n", "2", "--ignore=tests/routing")
    # The stories of one file share what they do to a city, so each file stays with one of the two cores.
    failed += _pytest(
        "stories and browser", embedded, "-m", "story or browser", "-n", "2", "--dist", "loadfile"
    )
    if failed:
        raise Trouble(f"Failed: {', '.join(failed)}.")
    say("\nEvery suite passed: frontend, embedded mode, city mode, stories and browser.")


def _frontend() -> bool:
    say("\n=== frontend ===")
    done = subprocess.run(["npm", "run", "--silent", "test"], cwd=FRONTEND, env=node_side.environment())
    return done.returncode == 0


def _pytest(name: str, environment: dict[str, str], *arguments: str) -> list[str]:
    say(f"\n=== {name} ===")
    began = time.monotonic()
    done = subprocess.run(
        [str(PYTHON), "-m", "pytest", "-q", *arguments, *sys.argv[1:]],
        cwd=ROOT,
        env={**os.environ, **environment},
    )
    say(f"{name}: {time.monotonic() - began:.0f} s")
    return [] if done.returncode == 0 else [name]


if __name__ == "__main__":
    sys.exit(run_and_explain(main))
