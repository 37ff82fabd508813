"""A caregiver with a tablet: takes the round's stops one after the other, as people do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import uuid4

from eldercare.demo.city.land import moved
from eldercare.demo.day.api import Answer, Api
from eldercare.demo.day.board import UNDER_WAY, Board, Order
from eldercare.demo.day.summary import Summary

NOBODY_HOME, DELAYED, GIVEN_BACK = 0.012, 0.06, 0.01
GPS_NOISE_METERS = 12.0
# After a refusal that trying again will not change, the stop is left to the operator for a while.
LEFT_ALONE = timedelta(minutes=15)
SECOND_WAITED_FOR = timedelta(minutes=6)
MOST_LAG = timedelta(minutes=15)
# Whoever will be later than this says so, in steps as the tablet offers them.
WORTH_TELLING = timedelta(minutes=8)
DELAYS_OFFERED = (10, 20, 30, 60)
NEXT_MOVE = {
    "DISPATCHED": "ACCEPT",
    "ACCEPTED": "DEPART",
    "DEPARTED": "CHECK_IN",
    "CHECKED_IN": "START_SERVICE",
    "IN_SERVICE": "CHECK_OUT",
    "CHECKED_OUT": "COMPLETE",
}


@dataclass
class Carer:
    """One caregiver; `due` remembers when each order's next move is to be made, `made` when the last one was,
    `told` whose elders know already that they will wait longer.

    A move is told as made when it was due, even if this program comes round to it a little later.
    """

    api: Api
    number: str
    token: str
    board: Board
    door_codes: Mapping[str, str]
    rng: Random
    summary: Summary
    due: dict[tuple[str, str], datetime] = field(default_factory=dict)
    made: dict[str, datetime] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)

    def live(self, at: datetime) -> None:
        """Make whatever move is due now."""
        if self.board.planning:
            return
        orders = self.board.of_carer(self.number)
        for order in orders:
            if order.state == "DISPATCHED" and self._is_due(
                order, at, at + timedelta(minutes=self.rng.uniform(0.5, 3))
            ):
                self._answer(order, at)
        self._walk(orders, at)

    def _answer(self, order: Order, at: datetime) -> None:
        """Say yes to a visit, or once in a while give it back."""
        if self.rng.random() < GIVEN_BACK:
            self._move(order, "RETURN", at, reason_code="vehicle_broken")
        else:
            self._move(order, "ACCEPT", at)

    def _walk(self, orders: list[Order], at: datetime) -> None:
        """Go on with the stop under way, or set out for the next one."""
        begun = next((order for order in orders if order.state in UNDER_WAY), None)
        following = next(
            (order for order in orders if order.state == "ACCEPTED" and order.carers[0] == self.number), None
        )
        if following and self._says_late(following, at):
            return
        if begun:
            if self._is_due(begun, at, self._done_at(begun)) and self._is_mine(begun, at):
                self._go_on(begun, at)
            return
        if following and self._is_due(following, at, self._leaves_at(following, at)):
            self._move(following, "DEPART", at)

    def _is_mine(self, order: Order, at: datetime) -> bool:
        """Of two carers the first moves the order, but the second starts the service: both are seen there.

        The second is not waited for longer than a while.
        """
        waited = at - self.due[(order.number, order.state)]
        second = order.state == "CHECKED_IN" and waited < SECOND_WAITED_FOR
        return self.number == (order.carers[-1] if second else order.carers[0])

    def _is_due(self, order: Order, at: datetime, due_at: datetime) -> bool:
        """Whether the order's next move is to be made; what the first look says counts."""
        return at >= self.due.setdefault((order.number, order.state), due_at)

    def _leaves_at(self, order: Order, at: datetime) -> datetime:
        """When to set out: in time, and sometimes a good while later."""
        in_time = order.starts_at - timedelta(seconds=order.travel_seconds)
        late = self.rng.uniform(8, 30) if self.rng.random() < DELAYED else self.rng.uniform(0, 1.5)
        return max(in_time, at) + timedelta(minutes=late)

    def _says_late(self, order: Order, at: datetime) -> bool:
        """Say how late the next visit will be, once, as soon as that is plain; whoever waits will see it."""
        leaves_at = max(self.due.get((order.number, order.state), at), at)
        late = leaves_at + timedelta(seconds=order.travel_seconds) - order.starts_at
        if late < WORTH_TELLING or order.number in self.told:
            return False
        self.told.add(order.number)
        minutes = next((one for one in DELAYS_OFFERED if timedelta(minutes=one) >= late), DELAYS_OFFERED[-1])
        self._tell(order, "REPORT_DELAY", at, delay_minutes=minutes)
        return True

    def _done_at(self, order: Order) -> datetime:
        """When the part of the visit that the order is in will be over."""
        since = self.made.get(order.number, order.changed_at)
        if order.state == "DEPARTED":
            way = timedelta(seconds=order.travel_seconds * self.rng.uniform(0.9, 1.25))
            return max(since + way, order.window_from)
        if order.state == "IN_SERVICE":
            minutes = order.service_minutes * self.rng.uniform(0.9, 1.12)
            return since + timedelta(minutes=max(1.5, minutes))
        return since + timedelta(seconds=self.rng.uniform(15, 40))

    def _go_on(self, order: Order, at: datetime) -> None:
        if order.state == "DEPARTED" and self.rng.random() < NOBODY_HOME:
            # Rang, waited, phoned the elder and the family: now the operator has to know.
            self._move(order, "RAISE_EXCEPTION", at, reason_code="nobody_home")
            # Should the elder be reached after all, the way to the door begins anew.
            self.due.pop((order.number, order.state), None)
            self.made.pop(order.number, None)
        else:
            self._move(order, NEXT_MOVE[order.state], at, **self._report(order))

    def _report(self, order: Order) -> dict[str, Any]:
        """What the tablet adds at the door: a fix, the code behind the door, what was done."""
        if order.home is None or order.state not in ("DEPARTED", "CHECKED_IN", "IN_SERVICE"):
            return {}
        east, north = self.rng.gauss(0, GPS_NOISE_METERS), self.rng.gauss(0, GPS_NOISE_METERS)
        latitude, longitude = moved(order.home, east, north)
        fix = {"lat": latitude, "lon": longitude, "datum": "WGS84", "mock": False}
        report: dict[str, Any] = {"position": {**fix, "accuracy_meters": round(self.rng.uniform(5, 30), 1)}}
        if order.state == "DEPARTED" and (code := self.door_codes.get(order.elder)):
            report["proof"] = {"kind": "qr_code", "value": code}
        if order.state == "IN_SERVICE":
            report["items_done"] = [{"service": order.service, "done": True}]
        return report

    def _move(self, order: Order, move: str, at: datetime, **more: Any) -> None:
        happened_at = max(self.due[(order.number, order.state)], at - MOST_LAG)
        answer = self._tell(order, move, happened_at, **more)
        if answer.good:
            self.made[order.number] = happened_at
        elif answer.status != 409 or "order" not in answer.body:
            self.due[(order.number, order.state)] = at + LEFT_ALONE

    def _tell(self, order: Order, move: str, happened_at: datetime, **more: Any) -> Answer:
        """Send a move, and keep the order as it is now."""
        body = {
            "command": str(uuid4()),
            "move": move,
            "seen": order.version,
            "happened_at": happened_at.isoformat(),
            **more,
        }
        answer = self.api.post(self.token, f"work-orders/{order.number}/moves", body)
        self.summary.note(move, answer)
        if answer.good:
            self.board.keep(answer.body)
        elif answer.status == 409 and "order" in answer.body:
            self.board.keep(answer.body["order"])
        return answer
