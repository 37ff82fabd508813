"""An operator's plans: asked for, waited for, published."""

import time
from dataclasses import dataclass
from uuid import uuid4

from eldercare.demo.day.api import Api
from eldercare.demo.day.board import Board
from eldercare.demo.day.summary import Summary

LONGEST_SEARCH_SECONDS = 4
# A day does not stand still for a better plan: where its clock runs fast, less is searched.
SEARCH_CITY_SECONDS = 120
TRIES = 4
# A plan that says nothing for so many real seconds is given up, and the people go on without it.
PATIENCE_SECONDS = 240.0


def search_seconds(speed: float) -> int:
    """How long a plan is searched, in real seconds, where the city's clock runs at this speed."""
    return max(1, min(LONGEST_SEARCH_SECONDS, round(SEARCH_CITY_SECONDS / speed)))


@dataclass
class Plans:
    """The plans of one station's day; `run` is the one being waited for, since the real moment `asked_at`."""

    api: Api
    token: str
    board: Board
    summary: Summary
    seconds: int = LONGEST_SEARCH_SECONDS
    run: str = ""
    asked_at: float = 0.0
    tried: int = 0

    def ask(self) -> None:
        """Ask for a plan; should it come to nothing, for a few more."""
        self.tried = 0
        self._ask()

    def watch(self) -> None:
        """Publish the plan as soon as it is ready; when the orders changed meanwhile, ask for another."""
        answer = self.api.get(self.token, f"plans/{self.run}")
        state = answer.body["state"] if answer.good else "failed"
        if state in ("queued", "running") and time.monotonic() - self.asked_at < PATIENCE_SECONDS:
            return
        run, self.run, self.board.planning = self.run, "", False
        done = state == "ready" and self._publish(run)
        if not done and self.tried < TRIES:
            self._ask()

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
        return next((run["id"] for run in runs if run["state"] in ("queued", "running")), "")

    def _publish(self, run: str) -> bool:
        published = self.api.post(self.token, f"plans/{run}/publish", {})
        self.summary.note("publish", published)
        # Every order may have changed: read all of them again.
        self.board.seen_until = ""
        return published.good
