"""Who waits at home: families call off, urge, rate and say what came of a complaint; other elders ring up."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from eldercare.demo.day.api import Api
from eldercare.demo.day.board import Board, Order
from eldercare.demo.day.moves import make_move
from eldercare.demo.day.summary import Summary

CALLED_OFF, HURRIED, RATED, ANSWERED = 0.03, 0.5, 0.6, 0.6
CALLED_OFF_BEFORE, PATIENCE = timedelta(hours=1), timedelta(minutes=10)
# How long the telephone or the opinion waits for a quiet moment; whoever waits at the door does not.
SOON, AT_LEISURE = timedelta(minutes=5), timedelta(minutes=30)
NOT_BEGUN = frozenset({"CREATED", "DISPATCHED", "ACCEPTED"})
SOLVED = {"resolved": 0.8, "not_resolved": 0.2}
OPINIONS = {"satisfied": 0.94, "complaint_late": 0.04, "complaint_manners": 0.02}


@dataclass
class Families:
    """The families of one station: `tokens` by elder, and `desk` for whoever has none and rings up.

    `due` holds when each move is to be made, None for those never made.
    """

    api: Api
    board: Board
    tokens: Mapping[str, str]
    desk: str
    rng: Random
    summary: Summary
    due: dict[tuple[str, str], datetime | None] = field(default_factory=dict)

    def live(self, at: datetime) -> None:
        """Think of every visit that is one's own; who has no app rings up, and the operator notes it down."""
        for order in list(self.board.orders.values()):
            token = self.tokens.get(order.elder)
            if order.state in NOT_BEGUN and at - order.expected_by > PATIENCE:
                self._perhaps(order, token or self.desk, "URGE", HURRIED, at, within=SOON)
            elif token:
                self._think_of(order, token, at)

    def _think_of(self, order: Order, token: str, at: datetime) -> None:
        if order.state in NOT_BEGUN and order.starts_at - at > CALLED_OFF_BEFORE:
            self._perhaps(order, token, "CANCEL", CALLED_OFF, at, reason_code="not_needed")
        elif order.state in ("COMPLETED", "CALLED_BACK"):
            (opinion,) = self.rng.choices(list(OPINIONS), list(OPINIONS.values()))
            self._perhaps(order, token, "EVALUATE", RATED, at, reason_code=opinion)
        elif order.asks_if_solved:
            (solved,) = self.rng.choices(list(SOLVED), list(SOLVED.values()))
            self._perhaps(order, token, "REPORT_RESOLUTION", ANSWERED, at, reason_code=solved)

    def _perhaps(
        self,
        order: Order,
        token: str,
        move: str,
        chance: float,
        at: datetime,
        *,
        within: timedelta = AT_LEISURE,
        **more: Any,
    ) -> None:
        """Decide once for each visit whether to do it, and do it a while later."""
        key = (order.number, move)
        if key not in self.due:
            later = at + within * self.rng.uniform(0.1, 1)
            self.due[key] = later if self.rng.random() < chance else None
        due_at = self.due[key]
        if due_at is None or at < due_at:
            return
        self.due[key] = None
        answer = make_move(self.api, token, order.number, move, seen=order.version, happened_at=at, **more)
        self.summary.note(move, answer)
        if answer.good:
            # What a family is told leaves out what the station sees: the board reads it for itself.
            self.board.seen_until = ""
