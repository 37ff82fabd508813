"""A stamp remembers that a step was finished with exactly these inputs: none is repeated or half done."""

import fcntl
import hashlib
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.local import paths
from deploy.local.say import DISK_FULL, Trouble, say

NEEDED_BYTES = 1_500_000_000


def digest_of(files: Iterable[Path]) -> str:
    """One digest over the names and contents of files, in a fixed order."""
    total = hashlib.sha256()
    for file in sorted(files):
        total.update(str(file).encode())
        total.update(file.read_bytes())
    return total.hexdigest()


def fresh(name: str, digest: str) -> bool:
    """Whether the step was finished with this digest."""
    stamp = paths.LOCAL / "stamps" / name
    return stamp.is_file() and stamp.read_text() == digest


def press(name: str, digest: str) -> None:
    """Remember that the step is finished; written last, so an interruption leaves it undone."""
    stamp = paths.LOCAL / "stamps" / name
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(digest)


def forget(name: str) -> None:
    """Forget a stamp before its step begins."""
    (paths.LOCAL / "stamps" / name).unlink(missing_ok=True)


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Hold the checkout's set-up lock; a second set-up waits for the first."""
    paths.LOCAL.mkdir(exist_ok=True)
    with (paths.LOCAL / "setup.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("· waiting for another set-up in this folder to finish …")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def need_room() -> None:
    """Refuse to start a set-up that the disk cannot hold."""
    if shutil.disk_usage(paths.LOCAL.parent).free < NEEDED_BYTES:
        raise Trouble(DISK_FULL)
