"""An operator's plans: asked for, waited for, published."""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from eldercare.demo.day.api import Api
from eldercare.demo.day.board import Board
from eldercare.demo.day.summary import Summary

LONGEST_SEARCH_SECONDS = 4
# A day does not stand still for a better plan: where its clock runs fast, less is searched.
SEARCH_CITY_SECONDS = 120
TRIES = 4
UNDER_WAY = frozenset({"queued", "running"})
# A plan that is not there after so many real seconds, or so long by the city's clock, is given up: visits
# are given out by hand before they come late.
PATIENCE_SECONDS, PATIENCE = 240.0, timedelta(minutes=30)


def search_seconds(speed: float) -> int:
    """How long a plan is searched, in real seconds, where the city's clock runs at this speed."""
    return max(1, min(LONGEST_SEARCH_SECONDS, round(SEARCH_CITY_SECONDS / speed)))


@dataclass
class Plans:
    """The plans of one station's day; `run` is the one being waited for, since the real moment `asked_at`.

    `wanted_at` is when the first of them was asked for, by the city's clock.
    """

    api: Api
    token: str
    board: Board
    summary: Summary
    seconds: int = LONGEST_SEARCH_SECONDS
    run: str = ""
    asked_at: float = 0.0
    wanted_at: datetime | None = None
    tried: int = 0

    def ask(self, at: datetime) -> None:
        """Ask for a plan; should it come to nothing, for a few more."""
        self.tried, self.wanted_at = 0, at
        self._ask()

    def watch(self, at: datetime) -> None:
        """Publish the plan as soon as it is ready; when the orders changed meanwhile, ask for another."""
        answer = self.api.get(self.token, f"plans/{self.run}")
        state = answer.body["state"] if answer.good else "failed"
        if state in UNDER_WAY:
            if not self._is_given_up(at):
                return
            self.summary.note("cancel plan", self.api.post(self.token, f"plans/{self.run}/cancel", {}))
        run, self.run, self.board.planning = self.run, "", False
        done = state == "ready" and self._publish(run)
        if not done and self.tried < TRIES and not self._is_given_up(at):
            self._ask()

    def _is_given_up(self, at: datetime) -> bool:
        too_long = self.wanted_at is not None and at - self.wanted_at > PATIENCE
        return too_long or time.monotonic() - self.asked_at > PATIENCE_SECONDS

    def _ask(self) -> None:
        self.tried += 1
        body = {"station": self.board.station, "day": self.board.day.isoformat(), "seconds": self.seconds}
        answer = self.api.post(self.token, "plans", body, key=str(uuid4()))
        self.summary.note("plan", answer)
        run = answer.body["id"] if answer.good else self._running()
        if run:
            self.run, self.asked_at, self.board.planning = run, time.monotonic(), True

    def _running(self) -> str:
        """A plan that somebody else asked for, or we before we lost patience."""
        query = {"station": self.board.station, "day": self.board.day.isoformat()}
        answer = self.api.get(self.token, "plans", **query)
        runs = answer.body["results"] if answer.good else []
        return next((run["id"] for run in runs if run["state"] in UNDER_WAY), "")

    def _publish(self, run: str) -> bool:
        published = self.api.post(self.token, f"plans/{run}/publish", {})
        self.summary.note("publish", published)
        # Every order may have changed: read all of them again.
        self.board.seen_until = ""
        return published.good
