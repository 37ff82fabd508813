"""A station's operator: plans the day, gives out what comes in, answers for what goes wrong."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import uuid4

from eldercare.demo.day.api import Answer, Api
from eldercare.demo.day.board import Board, Order
from eldercare.demo.day.hands import is_free
from eldercare.demo.day.moves import make_move
from eldercare.demo.day.patience import Patience
from eldercare.demo.day.plans import LONGEST_SEARCH_SECONDS, Plans
from eldercare.demo.day.summary import Summary

EXCEPTION_CLOSED_AFTER = timedelta(minutes=9)
# How long after its window a visit is given up: sooner when nobody was found for it.
GIVEN_UP_AFTER = {
    "CREATED": timedelta(minutes=25),
    "DISPATCHED": timedelta(minutes=90),
    "ACCEPTED": timedelta(minutes=90),
    "DEPARTED": timedelta(minutes=90),
}
# A visit begun and never ended is looked into so long after it should have been over.
LEFT_OPEN_AFTER = timedelta(hours=2)
NEVER_CHECKED_OUT = "一直没有签退"
REACHED_AFTER_ALL = "已电话联系上老人，请上门"
# When so little of the window is left, a single carer is sent even if others will have to wait.
LAST_CHANCE = timedelta(minutes=20)
FOUND_AFTER_ALL = 0.3
CARERS_TRIED = 6
# What stands in the way of one visit only: another hour, another elder, and the carer may go.
OF_THIS_VISIT = frozenset({"no_shift", "sex_wish"})
ILL = 0.03


@dataclass
class Operator:
    """One operator; `on_tablets` are the carers who move in this day."""

    api: Api
    token: str
    board: Board
    rng: Random
    summary: Summary
    search_seconds: int = LONGEST_SEARCH_SECONDS
    on_tablets: frozenset[str] = frozenset()
    carers: list[str] = field(default_factory=list)
    seen_at: dict[str, datetime] = field(default_factory=dict)
    given_up: set[str] = field(default_factory=set)
    left_open: set[str] = field(default_factory=set)
    relieved: set[str] = field(default_factory=set)
    # A service or one order, and carers that were refused for it: not to be tried again.
    unfit: set[tuple[str, ...]] = field(default_factory=set)
    sick_call_at: datetime | None = None
    patience: Patience = field(init=False)
    plans: Plans = field(init=False)

    def __post_init__(self) -> None:
        """Begin with all the patience in the world, and no plan."""
        self.patience = Patience(self.api, self.token, self.board)
        self.plans = Plans(self.api, self.token, self.board, self.summary, self.search_seconds)

    def open(self, at: datetime) -> None:
        """Begin the day: know the people, ask for a plan, and fear the telephone."""
        answer = self.api.get(self.token, "caregivers", station=self.board.station, page_size="1000")
        everybody = [one["number"] for one in answer.body["results"]] if answer.good else []
        # A visitor's carer keeps what the plan gives them, and is sent nowhere else meanwhile.
        self.carers = [number for number in everybody if number in self.on_tablets]
        self.patience.visitors = frozenset(everybody) - self.on_tablets
        if self.rng.random() < ILL * len(self.carers):
            self.sick_call_at = at + timedelta(minutes=self.rng.uniform(40, 240))
        if any(order.state == "CREATED" for order in self.board.orders.values()):
            self.plans.ask(at)

    def live(self, at: datetime) -> None:
        """Look at the board and do the most pressing thing of each kind."""
        if self.plans.run:
            self.plans.watch(at)
            return
        self._close_exceptions(at)
        self._give_up_the_hopeless(at)
        self._look_into_what_never_ends(at)
        self._relieve_the_late(at)
        self._give_out(at)
        if self.sick_call_at and at >= self.sick_call_at:
            self.sick_call_at = None
            self._somebody_is_ill(at)

    def _waiting(self, order: Order, at: datetime) -> timedelta:
        """For how long the operator has seen the order in its state."""
        return at - self.seen_at.setdefault(f"{order.number} {order.state}", at)

    def _close_exceptions(self, at: datetime) -> None:
        for order in self._in_state("EXCEPTION"):
            if self._waiting(order, at) <= EXCEPTION_CLOSED_AFTER:
                continue
            if order.number in self.left_open:
                self._move(order, "MISS", at, reason=NEVER_CHECKED_OUT)
            elif self.rng.random() < FOUND_AFTER_ALL:
                self._move(order, "RESOLVE_EXCEPTION", at, reason=REACHED_AFTER_ALL)
            else:
                self._move(order, "MISS", at, reason_code="nobody_home")

    def _give_up_the_hopeless(self, at: datetime) -> None:
        for state, patience in GIVEN_UP_AFTER.items():
            for order in self._in_state(state):
                if at - order.window_until > patience:
                    self._move(order, "MISS", at, reason_code="no_caregiver_free")

    def _look_into_what_never_ends(self, at: datetime) -> None:
        for order in (*self._in_state("CHECKED_IN"), *self._in_state("IN_SERVICE")):
            if self._waiting(order, at) > timedelta(minutes=order.service_minutes) + LEFT_OPEN_AFTER:
                self.left_open.add(order.number)
                self._move(order, "RAISE_EXCEPTION", at, reason=NEVER_CHECKED_OUT)

    def _relieve_the_late(self, at: datetime) -> None:
        """Hand to who is free what somebody is far behind with, or will not be there for."""
        for order in (*self._in_state("DISPATCHED"), *self._in_state("ACCEPTED")):
            if order.number in self.relieved or not self.patience.is_over(order, at):
                continue
            # Somebody late is on the way all the same; a tablet nobody touches is not.
            is_abandoned = order.carers[0] in self.patience.visitors
            fit = self._free(order, at) or (self._at_the_last_minute(order, at) if is_abandoned else [])
            others = [some for some in fit if some != list(order.carers)]
            if others and self._give(order, "TRANSFER", others, at):
                # Whoever helps out comes late too, and is not relieved in turn.
                self.relieved.add(order.number)
                return

    def _give_out(self, at: datetime) -> None:
        """Give a new order to who is free, may do it and has least to do."""
        for order in self._in_state("CREATED"):
            if order.number in self.given_up or order.window_until < at:
                continue
            if self._waiting(order, at) > timedelta(minutes=2):
                candidates = self._free(order, at) or self._at_the_last_minute(order, at)
                if candidates and self._give(order, "DISPATCH", candidates, at):
                    return

    def _give(self, order: Order, move: str, candidates: list[list[str]], at: datetime) -> bool:
        """Try one after the other; who is refused is not asked again."""
        for together in candidates[:CARERS_TRIED]:
            answer = self._move(order, move, at, caregivers=together)
            if answer.good:
                self.patience.given_at[order.number] = at
            if answer.good or answer.status == 409:
                return True
            why = {reason["code"] for reason in answer.body.get("reasons", [])}
            self.unfit.add((order.number if why <= OF_THIS_VISIT else order.service, *together))
        if len(candidates) <= CARERS_TRIED and order.window_until - at < LAST_CHANCE:
            self.given_up.add(order.number)
        return False

    def _free(self, order: Order, at: datetime) -> list[list[str]]:
        board = list(self.board.orders.values())
        return self._together(order, [one for one in self.carers if is_free(one, order, board, at)])

    def _at_the_last_minute(self, order: Order, at: datetime) -> list[list[str]]:
        alone = order.carers_needed == 1 and order.window_until - at < LAST_CHANCE
        return self._together(order, self.carers) if alone else []

    def _together(self, order: Order, who: list[str]) -> list[list[str]]:
        """As many as are needed, the least busy first, without those already refused."""
        load = Counter(
            number for one in self.board.orders.values() if not one.finished for number in one.carers
        )
        idle_first = sorted(who, key=lambda number: (load[number], self.rng.random()))
        firsts = range(len(idle_first) - order.carers_needed + 1)
        together = [idle_first[first : first + order.carers_needed] for first in firsts]
        refused = [list(carers) for what, *carers in self.unfit if what in (order.service, order.number)]
        return [some for some in together if some not in refused]

    def _somebody_is_ill(self, at: datetime) -> None:
        """A carer calls in sick: the shift is withdrawn, the orders come back and are planned again."""
        query = {"station": self.board.station, "day": self.board.day.isoformat(), "page_size": "1000"}
        answer = self.api.get(self.token, "shifts", **query)
        shifts = [one for one in answer.body["results"] if not one["withdrawn_from"]] if answer.good else []
        at_work = [
            one["caregiver"]["number"] for one in shifts if datetime.fromisoformat(one["ends_at"]) > at
        ]
        if not (well := [number for number in at_work if number not in self.patience.visitors]):
            return
        sick = self.rng.choice(well)
        body = {"day": self.board.day.isoformat(), "reason": "发烧"}
        answer = self.api.post(self.token, f"caregivers/{sick}/withdrawal", body, key=str(uuid4()))
        self.summary.note("withdraw", answer)
        # Their visits came back without our moves: read the whole board again.
        self.board.seen_until = ""
        self.plans.ask(at)

    def _in_state(self, state: str) -> list[Order]:
        return [order for order in self.board.orders.values() if order.state == state]

    def _move(self, order: Order, move: str, at: datetime, **more: Any) -> Answer:
        answer = make_move(
            self.api, self.token, order.number, move, seen=order.version, happened_at=at, **more
        )
        self.summary.note(move, answer)
        self.board.keep_told(answer)
        return answer
