"""The city's offices: the regulator rings up and decides complaints, the administrator puts days away."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from eldercare.demo.day.api import Api
from eldercare.demo.day.families import SOLVED
from eldercare.demo.day.moves import make_move
from eldercare.demo.day.summary import Summary

BETWEEN_LOOKS = timedelta(minutes=15)
CALLED_BACK, MOST_CALLS, MOST_SETTLED = 0.15, 3, 10
VERIFIED = ["COMPLETED", "CALLED_BACK", "EVALUATED"]
SETTLED_AFTER_DAYS, ARCHIVED_AFTER_DAYS = 1, 2


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What the regulator may do about each complaint in a list, once it `waited` since it was made."""

    move: str
    listed: Mapping[str, str]
    waited: timedelta
    chance: float
    answers: Mapping[str, float]


FOLLOW_UPS = (
    # Not all: some wait for whoever visits the demonstration.
    FollowUp(
        "DECIDE_COMPLAINT",
        {"complaint": "OPEN"},
        timedelta(hours=1),
        0.75,
        {"complaint_upheld": 0.7, "complaint_dismissed": 0.3},
    ),
    # The family had some time to answer by itself; who did not is rung up once, and may not pick up.
    FollowUp("REPORT_RESOLUTION", {"answered": "false"}, timedelta(hours=3), 0.6, SOLVED),
)


@dataclass
class Office:
    """Both desks, each with its own account: who calls back never settles, and neither is the provider."""

    api: Api
    regulator: str
    administrator: str
    day: date
    rng: Random
    summary: Summary
    looked_at: datetime | None = None
    thought_of: set[str] = field(default_factory=set)
    complaints_thought_of: set[tuple[str, str]] = field(default_factory=set)

    def live(self, at: datetime) -> None:
        """Look at the lists every quarter of an hour."""
        if self.looked_at and at - self.looked_at < BETWEEN_LOOKS:
            return
        self.looked_at = at
        self._call_back(at)
        for follow_up in FOLLOW_UPS:
            self._follow_up(follow_up, at)
        for ago in (ARCHIVED_AFTER_DAYS, SETTLED_AFTER_DAYS):
            self._put_away("SETTLE", VERIFIED, self.day - timedelta(days=ago), at)
        self._put_away("ARCHIVE", ["SETTLED"], self.day - timedelta(days=ARCHIVED_AFTER_DAYS), at)

    def _call_back(self, at: datetime) -> None:
        told = self._orders(self.regulator, self.day, ["COMPLETED"])
        new = [order for order in told if order["number"] not in self.thought_of]
        self.thought_of |= {order["number"] for order in new}
        for order in [order for order in new if self.rng.random() < CALLED_BACK][:MOST_CALLS]:
            self._move(self.regulator, order, "CALL_BACK", at)

    def _follow_up(self, what: FollowUp, at: datetime) -> None:
        """Think once of each complaint that has waited, and perhaps do what it waits for."""
        told = self.api.get(self.regulator, "oversight/complaints", page_size="200", **what.listed)
        for complaint in told.body["results"] if told.good else ():
            key = (complaint["order"], what.move)
            waited = at - datetime.fromisoformat(complaint["made_at"])
            if waited < what.waited or key in self.complaints_thought_of:
                continue
            self.complaints_thought_of.add(key)
            (answer,) = self.rng.choices(list(what.answers), list(what.answers.values()))
            order = self.api.get(self.regulator, f"work-orders/{complaint['order']}")
            if order.good and self.rng.random() < what.chance:
                self._move(self.regulator, order.body, what.move, at, reason_code=answer)

    def _put_away(self, move: str, states: list[str], day: date, at: datetime) -> None:
        orders = self._orders(self.administrator, day, states)
        # What somebody complains of waits until the regulator has decided.
        undisputed = [order for order in orders if order["complaint"] != "OPEN"]
        for order in undisputed[:MOST_SETTLED]:
            self._move(self.administrator, order, move, at)

    def _orders(self, token: str, day: date, states: list[str]) -> list[dict[str, Any]]:
        answer = self.api.get(token, "work-orders", day=day.isoformat(), state=states, page_size="200")
        return list(answer.body["results"]) if answer.good else []

    def _move(self, token: str, order: dict[str, Any], move: str, at: datetime, **more: str) -> None:
        number, seen = order["number"], order["version"]
        answer = make_move(self.api, token, number, move, seen=seen, happened_at=at, **more)
        self.summary.note(move, answer)
