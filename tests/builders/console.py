"""Running this project's commands as a person at the console does."""

import os
import subprocess

from deploy.local.paths import PYTHON, ROOT


def manage(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run manage.py with nothing of the surrounding product environment."""
    outside = {name: value for name, value in os.environ.items() if not name.startswith("ELDERCARE_")}
    return subprocess.run(
        [str(PYTHON), "manage.py", *arguments],
        cwd=ROOT,
        env={**outside, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
