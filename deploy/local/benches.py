"""`make bench`: every benchmark in tests/benches, each against a baseline or a peer of the same run."""

import os
import subprocess
import sys

from deploy.local import debian, node_side, python_side, services, stamps
from deploy.local.paths import LOCAL, PYTHON, ROOT
from deploy.local.say import Trouble, run_and_explain, say


def main() -> None:
    """Run the benches named on the command line, or all of them: an hour and a half on two cores."""
    names = asked_for(sys.argv[1:])
    with stamps.one_at_a_time():
        python_side.prepare(development=True)
        node_side.build()
        python_side.compile_kernels()
        debian.need(debian.POSTGRESQL, debian.REDIS, debian.CHROMIUM)
    with services.city_services() as city:
        environment = {
            **os.environ,
            **city,
            "ELDERCARE_DATA_DIR": str(LOCAL / "bench"),
            "ELDERCARE_LOG_LEVEL": "WARNING",
        }
        failed = [name for name in names if not _runs(name, environment)]
    if failed:
        raise Trouble(f"These benches did not finish: {', '.join(failed)}.")


def asked_for(names: list[str]) -> list[str]:
    """The benches of these names, all of them without any; Trouble where one is unknown."""
    known = sorted(path.stem for path in (ROOT / "tests" / "benches").glob("[a-z]*.py"))
    unknown = [name for name in names if name not in known]
    if unknown:
        raise Trouble(f"No such bench: {', '.join(unknown)}. There are {', '.join(known)}.")
    return names or known


def _runs(name: str, environment: dict[str, str]) -> bool:
    say(f"\n=== {name} ===")
    return (
        subprocess.run([str(PYTHON), "-m", f"tests.benches.{name}"], cwd=ROOT, env=environment).returncode
        == 0
    )


if __name__ == "__main__":
    sys.exit(run_and_explain(main))
