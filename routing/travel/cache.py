"""Road tables kept on disk by what was asked, so that the same day is asked once."""

import hashlib
import os
import tempfile
import time
import zipfile
import zlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from routing.problem import Place
from routing.travel.estimate import position
from routing.travel.osrm import Table

# What numpy raises for a file that is empty, cut off, damaged or something else.
UNREADABLE = (OSError, EOFError, KeyError, ValueError, zipfile.BadZipFile, zlib.error)


@dataclass(frozen=True)
class TableCache:
    """One file for each set of places and mode; broken files are as good as none, and so is a full disk."""

    folder: Path

    def load(self, key: str) -> tuple[Table, Table] | None:
        """Seconds and meters as they were stored."""
        try:
            with np.load(path := self.folder / f"{key}.npz") as stored:
                path.touch()
                return stored["seconds"], stored["meters"]
        except UNREADABLE:
            return None

    def forget(self, unused_seconds: float) -> int:
        """Take away what nobody has stored or read for so long; how many tables that were."""
        limit, forgotten = time.time() - unused_seconds, 0
        for path in self.folder.glob("*.*"):
            with suppress(FileNotFoundError):  # another process may be at it too
                if path.stat().st_mtime < limit:
                    path.unlink()
                    forgotten += 1
        return forgotten

    def store(self, key: str, seconds: Table, meters: Table) -> None:
        """Written beside and moved into place, so nobody reads half a file; lost if the disk takes none."""
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self.folder, suffix=".part")
            with os.fdopen(handle, "wb") as part:
                np.savez_compressed(part, seconds=seconds, meters=meters)
            Path(name).replace(self.folder / f"{key}.npz")


def table_key(address: str, mode: str, places: Sequence[Place]) -> str:
    """SHA-256 of where is asked, the mode and all coordinates to a tenth of a meter."""
    text = [f"{address}|{mode}"]
    text += ["{:.6f},{:.6f}".format(*position(place)) for place in places]
    return hashlib.sha256("\n".join(text).encode()).hexdigest()
