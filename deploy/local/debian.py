"""Debian packages that the tests need, installed when this may be done and named when it may not."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from deploy.local.say import Trouble, step


@dataclass(frozen=True, slots=True)
class Component:
    """Something the machine must have: how to find it and which Debian package brings it."""

    name: str
    package: str
    programs: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()

    def found(self) -> str | None:
        """The path of the first of its programs, or None."""
        for program in self.programs:
            if path := shutil.which(program, path=os.pathsep.join((os.environ["PATH"], *self._folders()))):
                return path
        return None

    def _folders(self) -> list[str]:
        # The newest version's folder first: /usr/lib/postgresql/17/bin before 15.
        return [
            str(path) for pattern in self.folders for path in sorted(Path("/").glob(pattern), reverse=True)
        ]


POSTGRESQL = Component("PostgreSQL", "postgresql", ("initdb",), ("usr/lib/postgresql/*/bin",))
REDIS = Component("Redis", "redis-server", ("redis-server",))
CHROMIUM = Component("Chromium", "chromium", ("chromium", "chromium-browser", "google-chrome"))
FONT_TOOL = Component("fontconfig", "fontconfig", ("fc-list",))
FONT_PACKAGE = "fonts-noto-cjk"


def need(*components: Component, chinese_font: bool = False) -> None:
    """Make sure every component is here: installed with apt as root on Debian, else named exactly."""
    missing = [component.package for component in components if not component.found()]
    if chinese_font and not _has_chinese_font():
        missing.append(FONT_PACKAGE)
    if not missing:
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise Trouble(
            f"The tests need {', '.join(missing)}. On Debian or Ubuntu run:\n"
            f"    sudo apt-get install {' '.join(missing)}\nthen run this again. "
            "On other systems install their equivalents."
        )
    with step(f"Debian packages {', '.join(missing)}"):
        _apt("update", "-qq")
        _apt("install", "-y", "-qq", "--no-install-recommends", *missing)


def _has_chinese_font() -> bool:
    tool = FONT_TOOL.found()
    if not tool:
        return False
    return bool(subprocess.run([tool, ":lang=zh"], capture_output=True, text=True).stdout.strip())


def _apt(*arguments: str) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(["apt-get", *arguments], capture_output=True, text=True, env=environment)
    if done.returncode:
        raise Trouble(f"apt-get {' '.join(arguments)} did not work:\n{done.stderr.strip()[-800:]}")
