"""A caregiver with a tablet: takes the round's stops one after the other, as people do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from eldercare.demo.city.land import moved
from eldercare.demo.day.api import Answer, Api
from eldercare.demo.day.board import UNDER_WAY, Board, Order
from eldercare.demo.day.moves import make_move
from eldercare.demo.day.summary import Summary

NOBODY_HOME, DELAYED, GIVEN_BACK = 0.008, 0.03, 0.01
# What makes a visit that was made count as none: no code shown, location switched off, gone too soon.
CODE_FORGOTTEN, LOCATION_OFF, CUT_SHORT = 0.005, 0.002, 0.004
GPS_NOISE_METERS = 12.0
# Ringing before a visit and taking leave after it; the planned minutes cover both.
SECONDS_AT_THE_DOOR = (10, 30)
BOTH_DOORS = timedelta(seconds=sum(SECONDS_AT_THE_DOOR))
# After a refusal that trying again will not change, the stop is left to the operator for a while.
LEFT_ALONE = timedelta(minutes=15)
SECOND_WAITED_FOR = timedelta(minutes=6)
MOST_LAG = timedelta(minutes=15)
# Whoever will be later than this says so, in steps as the tablet offers them, and not hours before.
WORTH_TELLING, TOLD_BEFORE = timedelta(minutes=8), timedelta(minutes=30)
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
    """One caregiver; `due` remembers when each order's next move is to be made, `made` when an order came to
    its state by our own hand, `told` whose elders know already that they will wait longer, `stages` in which
    state each order was last seen.

    A move is told as made when it was due, even if this program comes round to it a little later, but a step
    of the round never before the step that came before it, `walked_at`.
    """

    api: Api
    number: str
    token: str
    board: Board
    door_codes: Mapping[str, str]
    rng: Random
    summary: Summary
    due: dict[tuple[str, str], datetime] = field(default_factory=dict)
    made: dict[tuple[str, str], datetime] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)
    stages: dict[str, str] = field(default_factory=dict)
    walked_at: datetime | None = None

    def live(self, at: datetime) -> None:
        """Make whatever move is due now; while a plan is made, only go on with the visit under way."""
        orders = self.board.of_carer(self.number)
        self._look_at(orders)
        begun = next((order for order in orders if order.state in UNDER_WAY), None)
        if begun:
            self._carry_on(begun, at)
        if self.board.planning:
            return
        for order in orders:
            if order.state == "DISPATCHED" and self._is_due(
                order, at, at + timedelta(minutes=self.rng.uniform(0.5, 3))
            ):
                self._answer(order, at)
        self._think_of_the_next(orders, at, is_busy=begun is not None)

    def _look_at(self, orders: list[Order]) -> None:
        """Forget what was meant for a visit that has since been given anew, at another time perhaps."""
        for order in orders:
            if order.state == "DISPATCHED" and self.stages.get(order.number, "DISPATCHED") != "DISPATCHED":
                self.due = {key: due for key, due in self.due.items() if key[0] != order.number}
                self.made = {key: made for key, made in self.made.items() if key[0] != order.number}
                self.told.discard(order.number)
            self.stages[order.number] = order.state

    def _answer(self, order: Order, at: datetime) -> None:
        """Say yes to a visit, or once in a while give it back."""
        if self.rng.random() < GIVEN_BACK:
            self._move(order, "RETURN", at, reason_code="vehicle_broken")
        else:
            self._move(order, "ACCEPT", at)

    def _carry_on(self, begun: Order, at: datetime) -> None:
        if self._is_due(begun, at, self._done_at(begun)) and self._is_mine(begun, at):
            self._go_on(begun, at)

    def _think_of_the_next(self, orders: list[Order], at: datetime, *, is_busy: bool) -> None:
        """Tell the next elder of a delay, or set out for them when it is time and our hands are free."""
        own = (order for order in orders if order.state == "ACCEPTED" and order.carers[0] == self.number)
        following = next(own, None)
        if following is None or self._says_late(following, at) or is_busy:
            return
        if self._is_due(following, at, self._leaves_at(following, at)):
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
        """When to set out: a little early, at once when behind, and once in a while a good while late."""
        in_time = order.starts_at - timedelta(seconds=order.travel_seconds)
        # Free since the last step, not since this program came round to it.
        accepted_at = self.made.get((order.number, order.state), order.changed_at)
        ready_at = min(at, max(accepted_at, self.walked_at)) if self.walked_at else at
        if self.rng.random() < DELAYED:
            return max(in_time, ready_at) + timedelta(minutes=self.rng.uniform(5, 20))
        return max(in_time - timedelta(minutes=self.rng.uniform(0, 2)), ready_at)

    def _says_late(self, order: Order, at: datetime) -> bool:
        """Say how late the next visit will be, once, as soon as that is plain; whoever waits will see it."""
        leaves_at = max(self.due.get((order.number, order.state), at), at)
        late = leaves_at + timedelta(seconds=order.travel_seconds) - order.expected_by
        is_soon = order.expected_by - at < TOLD_BEFORE
        if late < WORTH_TELLING or not is_soon or order.number in self.told:
            return False
        self.told.add(order.number)
        minutes = next((one for one in DELAYS_OFFERED if timedelta(minutes=one) >= late), DELAYS_OFFERED[-1])
        self._tell(order, "REPORT_DELAY", at, delay_minutes=minutes)
        return True

    def _done_at(self, order: Order) -> datetime:
        """When the part of the visit that the order is in will be over."""
        since = self.made.get((order.number, order.state), order.changed_at)
        if order.state == "DEPARTED":
            way = timedelta(seconds=order.travel_seconds * self.rng.uniform(0.85, 1.12))
            return max(since + way, order.window_from)
        if order.state == "IN_SERVICE":
            share = (
                self.rng.uniform(0.4, 0.6) if self.rng.random() < CUT_SHORT else self.rng.uniform(0.92, 1.08)
            )
            whole = timedelta(minutes=order.service_minutes * share)
            return since + max(timedelta(minutes=1.5), whole - BOTH_DOORS)
        return since + timedelta(seconds=self.rng.uniform(*SECONDS_AT_THE_DOOR))

    def _go_on(self, order: Order, at: datetime) -> None:
        if order.state == "DEPARTED" and self.rng.random() < NOBODY_HOME:
            # Rang, waited, phoned the elder and the family: now the operator has to know.
            self._move(order, "RAISE_EXCEPTION", at, reason_code="nobody_home")
            # Should the elder be reached after all, the way to the door begins anew.
            self.due.pop((order.number, order.state), None)
            self.made.pop((order.number, order.state), None)
        else:
            self._move(order, NEXT_MOVE[order.state], at, **self._report(order))

    def _report(self, order: Order) -> dict[str, Any]:
        """What the tablet adds at the door: a fix, the code behind the door, what was done."""
        if order.home is None or order.state not in ("DEPARTED", "CHECKED_IN", "IN_SERVICE"):
            return {}
        report: dict[str, Any] = {}
        if self.rng.random() >= LOCATION_OFF:
            report["position"] = self._fix(order.home)
        code = self.door_codes.get(order.elder)
        if order.state == "DEPARTED" and code and self.rng.random() >= CODE_FORGOTTEN:
            report["proof"] = {"kind": "qr_code", "value": code}
        if order.state == "IN_SERVICE":
            report["items_done"] = [{"service": order.service, "done": True}]
        return report

    def _fix(self, home: tuple[float, float]) -> dict[str, Any]:
        east, north = self.rng.gauss(0, GPS_NOISE_METERS), self.rng.gauss(0, GPS_NOISE_METERS)
        latitude, longitude = moved(home, east, north)
        fix = {"lat": latitude, "lon": longitude, "datum": "WGS84", "mock": False}
        return {**fix, "accuracy_meters": round(self.rng.uniform(5, 30), 1)}

    def _move(self, order: Order, move: str, at: datetime, **more: Any) -> None:
        happened_at = max(self.due[(order.number, order.state)], at - MOST_LAG)
        is_step = order.state != "DISPATCHED"
        if is_step and self.walked_at:
            happened_at = max(happened_at, self.walked_at)
        answer = self._tell(order, move, happened_at, **more)
        if answer.good:
            self.made[(order.number, answer.body["state"])] = happened_at
            if is_step:
                self.walked_at = happened_at
        elif answer.status != 409 or "order" not in answer.body:
            self.due[(order.number, order.state)] = at + LEFT_ALONE

    def _tell(self, order: Order, move: str, happened_at: datetime, **more: Any) -> Answer:
        """Send a move, and keep the order as it is now."""
        answer = make_move(
            self.api, self.token, order.number, move, seen=order.version, happened_at=happened_at, **more
        )
        self.summary.note(move, answer)
        self.board.keep_told(answer)
        return answer
