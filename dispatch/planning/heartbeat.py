"""The clock that heartbeats go by."""

from datetime import UTC, datetime


def real_now() -> datetime:
    """The real instant: heartbeats are about processes, which no simulated day makes faster."""
    return datetime.now(UTC)
