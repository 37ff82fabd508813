"""Celery's queue on files for embedded mode, made safe for a reader that looks while a writer writes.

kombu's own filesystem transport creates a message's file under its final name and fills it afterwards;
a worker that takes it in between reads nothing, fails to decode it and ends (celery/kombu issue 1551).
Here a file appears under its final name only when it is whole: it is written beside it and renamed,
which POSIX makes one step.
"""

import fcntl
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import time_ns
from typing import Any

from kombu.transport import TRANSPORT_ALIASES
from kombu.transport.filesystem import Channel, Transport, exchange_queue_t
from kombu.utils.json import dumps

SCHEME = "whole-files"
# The reader takes names that end in ".<queue>.msg" only.
HALF = ".half"


def put_whole(file: Path, content: str) -> None:
    """Make a file appear with all of its content, or not at all."""
    half = file.with_name(f"{file.name}.{uuid.uuid4().hex}{HALF}")
    half.write_text(content, encoding="utf-8")
    half.replace(file)


class WholeFileChannel(Channel):
    """kombu's filesystem channel, with files that are whole when they are seen."""

    # kombu's two base classes disagree on the second name; Celery passes it by position.
    def _put(self, queue: str, payload: Any, **_kwargs: Any) -> None:  # type: ignore[override]
        # The wall clock, unlike the monotonic one, keeps its order over a restart of the machine.
        name = f"{time_ns() // 1_000_000}_{uuid.uuid4()}.{queue}.msg"
        put_whole(Path(self.data_folder_out) / name, dumps(payload))

    def _queue_bind(self, exchange: str, routing_key: str | None, pattern: str | None, queue: str) -> None:
        wanted = exchange_queue_t(routing_key or "", pattern or "", queue or "")
        with self._alone():
            table = self.get_table(exchange)
            if wanted not in table:
                put_whole(Path(self.control_folder) / f"{exchange}.exchange", dumps([wanted, *table]))

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Let one process at a time change the table of exchanges."""
        folder = Path(self.control_folder)
        folder.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(folder / "exchanges.lock", os.O_CREAT | os.O_RDWR), "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


class WholeFileTransport(Transport):
    """The transport behind `whole-files://`."""

    Channel = WholeFileChannel


def register() -> None:
    """Let a broker URL name this transport."""
    TRANSPORT_ALIASES[SCHEME] = f"{__name__}:{WholeFileTransport.__name__}"
