"""The clock, read only at the edge: views, consumers, tasks and commands.

A demonstration may run its day at another hour and speed: ELDERCARE_CLOCK holds
"<simulated start, ISO 8601>|<real start, epoch seconds>|<speed>". A city refuses the variable.
"""

import os
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

LOCAL_ZONE = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class SimulatedClock:
    """A clock that stood at `began_at` at the real `real_epoch_seconds` and runs `speed` times as fast."""

    began_at: datetime
    real_epoch_seconds: float
    speed: float

    def now(self) -> datetime:
        """Read the simulated instant."""
        return self.began_at + timedelta(seconds=(time.time() - self.real_epoch_seconds) * self.speed)


@cache
def simulated() -> SimulatedClock | None:
    """Read ELDERCARE_CLOCK once; None when the clock is the real one."""
    written = os.environ.get("ELDERCARE_CLOCK")
    if not written:
        return None
    if os.environ.get("ELDERCARE_MODE") == "city":
        raise RuntimeError("ELDERCARE_CLOCK is for demonstrations; a city's figures need the real clock.")
    began, real, speed = written.split("|")
    return SimulatedClock(datetime.fromisoformat(began).astimezone(UTC), float(real), float(speed))


def now() -> datetime:
    """Read the instant, in UTC."""
    clock = simulated()
    return clock.now() if clock else datetime.now(UTC)


def speed() -> float:
    """How many seconds pass on this clock in one real second."""
    clock = simulated()
    return clock.speed if clock else 1.0


def today() -> date:
    """The day it is in the city."""
    return local_day(now())


def local_day(at: datetime) -> date:
    """The city's calendar day of an instant."""
    return at.astimezone(LOCAL_ZONE).date()


def day_bounds(day: date) -> tuple[datetime, datetime]:
    """The half-open period [midnight, next midnight) of a calendar day in the city."""
    begins = datetime(day.year, day.month, day.day, tzinfo=LOCAL_ZONE)
    following = day + timedelta(days=1)
    return begins, datetime(following.year, following.month, following.day, tzinfo=LOCAL_ZONE)
