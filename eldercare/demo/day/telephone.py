"""What comes in through the day: elders who ring the station, families who order on their phones."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from eldercare.demo.day.api import Api
from eldercare.demo.day.board import Board
from eldercare.demo.day.summary import Summary
from stations.ground.clock import LOCAL_ZONE

# On average one call a station in this time.
BETWEEN_CALLS = timedelta(minutes=35)
WANTED = ("errand", "wellbeing_visit", "health_check", "mobility_service", "wellbeing_visit", "meal_service")
LAST_CALL, LUNCH_ORDERED_UNTIL, LUNCH_FROM = time(16, 30), time(10, 20), time(11, 15)


@dataclass
class Telephone:
    """The telephone of one station, and the phones of the families it knows."""

    api: Api
    token: str
    board: Board
    families: dict[str, str]
    rng: Random
    summary: Summary
    elders: list[str] = field(default_factory=list)
    rings_at: datetime | None = None

    def live(self, at: datetime) -> None:
        """Take a call when it is time for one."""
        if self.rings_at is None:
            self.rings_at = at + self._pause()
        if at >= self.rings_at and at.astimezone(LOCAL_ZONE).time() < LAST_CALL:
            self.rings_at = at + self._pause()
            self._take_call(at)

    def _pause(self) -> timedelta:
        return BETWEEN_CALLS * self.rng.expovariate(1)

    def _take_call(self, at: datetime) -> None:
        elder = self.rng.choice(self._elders() or [""])
        if not elder:
            return
        wish = self._wish(elder, at)
        # A family orders on its own phone; the others ring the station, whose operator types it in.
        token = self.families.get(elder, self.token)
        answer = self.api.post(token, "service-requests", wish, key=f"{elder}/{at.isoformat()}")
        self.summary.note("request", answer)
        if answer.good:
            self.board.seen_until = ""

    def _elders(self) -> list[str]:
        if not self.elders:
            answer = self.api.get(self.token, "elders", station=self.board.station, page_size="1000")
            self.elders = [one["number"] for one in answer.body["results"]] if answer.good else []
        return self.elders

    def _wish(self, elder: str, at: datetime) -> dict[str, Any]:
        service = self.rng.choice(WANTED)
        if service == "meal_service":
            return {"elder": elder, "service": service, **self._next_lunch(at)}
        begins = at + timedelta(minutes=self.rng.uniform(50, 120))
        return {"elder": elder, "service": service, **_window(begins, timedelta(minutes=90))}

    def _next_lunch(self, at: datetime) -> dict[str, str]:
        local = at.astimezone(LOCAL_ZONE)
        day: date = local.date() if local.time() < LUNCH_ORDERED_UNTIL else local.date() + timedelta(days=1)
        begins = datetime.combine(day, LUNCH_FROM, tzinfo=LOCAL_ZONE)
        return _window(begins, timedelta(minutes=60))


def _window(begins: datetime, length: timedelta) -> dict[str, str]:
    return {"window_from": begins.isoformat(), "window_until": (begins + length).isoformat()}
