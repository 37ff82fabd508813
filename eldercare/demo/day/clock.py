"""The city's clock as its clients know it: read once, then run along."""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from eldercare.demo.day.api import Api


@dataclass(frozen=True, slots=True)
class TownClock:
    """The instant it was in the city at a moment of ours, and how fast its time runs."""

    read_at: datetime
    monotonic: float
    speed: float

    def now(self) -> datetime:
        """The instant it is in the city."""
        return self.read_at + timedelta(seconds=(time.monotonic() - self.monotonic) * self.speed)


def read_clock(api: Api, token: str) -> TownClock:
    """Ask the server what time it is; raises ValueError when the token opens nothing."""
    answer = api.get(token, "me")
    if not answer.good:
        raise ValueError(f"/me answers {answer.status} {answer.code}: the tokens are not of this city.")
    told = answer.body["clock"]
    return TownClock(datetime.fromisoformat(told["now"]), time.monotonic(), float(told["speed"]))
