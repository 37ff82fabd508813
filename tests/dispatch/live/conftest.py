"""The feed reads the database on threads of its own: its tests need rows that are really committed."""

import threading
from collections.abc import Iterator

import pytest
from django.db import connections

from dispatch.live.database import FOR_READER, FOR_SOCKETS


@pytest.fixture(autouse=True)
def closed_connections() -> Iterator[None]:
    """Close what the feed's threads keep open, or PostgreSQL would not let go of the tests' database."""
    yield
    for threads in (FOR_READER, FOR_SOCKETS):
        all_there = threading.Barrier(threads._max_workers)
        for _ in range(threads._max_workers):
            threads.submit(_close_when, all_there)


def _close_when(all_there: threading.Barrier) -> None:
    all_there.wait(timeout=5)
    connections.close_all()
