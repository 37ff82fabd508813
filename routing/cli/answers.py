"""Answers on disk: complete or not at all."""

import errno
import os
from pathlib import Path


def require_room(output: Path) -> None:
    """Raise OSError before any work is done for an answer that could not be kept at its place."""
    if output.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(output))
    if not output.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, "the folder of the answer does not exist", str(output.parent))


def keep(output: Path, text: str) -> None:
    """Write beside the place and move there, so that nobody reads half an answer."""
    part = output.with_name(output.name + ".part")
    part.write_text(text, encoding="utf-8")
    part.replace(output)
