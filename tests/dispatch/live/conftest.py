"""The feed reads the database on threads of its own: its tests need rows that are really committed."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait

import pytest
from asgiref.sync import SyncToAsync
from django.db import connections

from dispatch.live.database import FOR_READER, FOR_SOCKETS


@pytest.fixture(autouse=True)
def closed_connections() -> Iterator[None]:
    """Close what other threads keep open, or PostgreSQL would not let go of the tests' database."""
    yield
    for threads in (FOR_READER, FOR_SOCKETS, SyncToAsync.single_thread_executor):
        _close_all(threads)


def _close_all(threads: ThreadPoolExecutor) -> None:
    all_there = threading.Barrier(threads._max_workers)

    def close() -> None:
        all_there.wait(timeout=10)
        connections.close_all()

    wait([threads.submit(close) for _ in range(threads._max_workers)])
