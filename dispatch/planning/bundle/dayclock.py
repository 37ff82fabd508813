"""Instants of a day as the whole seconds that routing counts in."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from stations.ground.clock import day_bounds


@dataclass(frozen=True, slots=True)
class DayClock:
    """Seconds from the local midnight at which `day` begins, and back."""

    day: date

    @property
    def horizon_seconds(self) -> int:
        """Length of the day."""
        begins, ends = day_bounds(self.day)
        return int((ends - begins).total_seconds())

    def seconds(self, instant: datetime) -> int:
        """Whole seconds of an instant, held inside the day."""
        begins, _ = day_bounds(self.day)
        return min(max(int((instant - begins).total_seconds()), 0), self.horizon_seconds)

    def instant(self, seconds: int) -> datetime:
        """The instant so many seconds into the day."""
        begins, _ = day_bounds(self.day)
        return begins + timedelta(seconds=seconds)

    def has_begun(self, at: datetime) -> bool:
        """Whether the day has begun at an instant."""
        return at > day_bounds(self.day)[0]
