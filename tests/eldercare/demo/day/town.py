"""A town behind a fake server: it answers as the API does, and remembers what it was asked."""

import json
from datetime import datetime, timedelta
from random import Random
from typing import Any, Protocol

import httpx

from eldercare.demo.day.api import Api
from eldercare.demo.day.board import Board
from eldercare.demo.day.carer import Carer
from eldercare.demo.day.summary import Summary
from tests.builders.stations import DAY, at

AFTER = {
    "ACCEPT": "ACCEPTED",
    "DEPART": "DEPARTED",
    "CHECK_IN": "CHECKED_IN",
    "START_SERVICE": "IN_SERVICE",
    "CHECK_OUT": "CHECKED_OUT",
    "COMPLETE": "COMPLETED",
    "RAISE_EXCEPTION": "EXCEPTION",
    "MISS": "MISSED",
    "DISPATCH": "DISPATCHED",
    "TRANSFER": "DISPATCHED",
    "RETURN": "CREATED",
    "CANCEL": "CANCELLED",
    "CALL_BACK": "CALLED_BACK",
    "EVALUATE": "EVALUATED",
    "SETTLE": "SETTLED",
    "ARCHIVE": "ARCHIVED",
}
# What becomes of a complaint by the reason of a move.
SAYS: dict[Any, dict[str, str]] = {
    "complaint_late": {"complaint": "OPEN"},
    "complaint_manners": {"complaint": "OPEN"},
    "complaint_upheld": {"complaint": "UPHELD"},
    "complaint_dismissed": {"complaint": "DISMISSED"},
    "resolved": {"resolution": "RESOLVED"},
    "not_resolved": {"resolution": "NOT_RESOLVED"},
}


class Person(Protocol):
    """Whoever does something when it is time."""

    def live(self, at: datetime) -> None:
        """Do what is due."""


class Town:
    """The server's side: `refuse` maps a move to the answer it gets instead."""

    def __init__(self) -> None:
        self.orders: dict[str, dict[str, Any]] = {}
        self.moves: list[tuple[str, str, dict[str, Any]]] = []
        # By whose token each move was made.
        self.moved_with: list[str] = []
        # What was asked for besides moves: address, body and key.
        self.asked: list[tuple[str, dict[str, Any], str]] = []
        self.shifts: list[dict[str, Any]] = []
        self.team: list[dict[str, Any]] = []
        self.refuse: dict[str, httpx.Response] = {}
        # What the plan that was asked for has come to.
        self.plan_state = "queued"
        self.broken_for = 0
        self.now = at(9)
        self.api = Api("http://town")
        self.api.http = httpx.Client(
            base_url="http://town/api/v1/", transport=httpx.MockTransport(self.answer)
        )

    def add(
        self, number: str, *, begins: datetime, carers: tuple[str, ...], state: str = "DISPATCHED"
    ) -> None:
        """Put an order on the board."""
        given = [
            {"number": one, "planned_start_at": begins.isoformat(), "travel_seconds": 300} for one in carers
        ]
        self.orders[number] = {
            "number": number,
            "state": state,
            "version": 2,
            "service": {"code": "health_check", "is_meal": False},
            "elder": {"number": "E1"},
            "caregivers": given,
            "window_from": begins.isoformat(),
            "window_until": (begins + timedelta(hours=1)).isoformat(),
            "service_minutes": 25,
            "caregivers_needed": len(carers),
            "changed_at": self.now.isoformat(),
            "position": {"latitude": 39.8, "longitude": 110.0},
            "complaint": None,
            "resolution": None,
        }

    def answer(self, request: httpx.Request) -> httpx.Response:
        """Answer as the API does."""
        if self.broken_for:
            self.broken_for -= 1
            return httpx.Response(503)
        if request.method == "GET" and "/plans/" in request.url.path:
            return httpx.Response(200, json={"state": self.plan_state})
        if request.method == "GET" and (one := self.orders.get(request.url.path.split("/")[-1])):
            return httpx.Response(200, json=one)
        if request.method == "GET":
            return httpx.Response(200, json={"results": self._listed(request.url)})
        number, body = request.url.path.split("/")[-2], json.loads(request.content)
        if "move" not in body:
            self.asked.append((request.url.path, body, request.headers.get("Idempotency-Key", "")))
            return httpx.Response(200, json={"id": "P1"})
        self.moves.append((number, body["move"], body))
        self.moved_with.append(request.headers["Authorization"])
        if refusal := self.refuse.get(body["move"]):
            return refusal
        order = self.orders[number]
        moved = {
            "state": AFTER.get(body["move"], order["state"]),
            "version": order["version"] + 1,
            "changed_at": self.now.isoformat(),
        }
        self.orders[number] = order | moved | SAYS.get(body.get("reason_code"), {})
        return httpx.Response(200, json=self.orders[number])

    def _listed(self, url: httpx.URL) -> list[dict[str, Any]]:
        if url.path.endswith("/shifts"):
            return self.shifts
        if url.path.endswith("/caregivers"):
            return self.team
        if url.path.endswith("/oversight/complaints"):
            return self._complaints(url.params)
        if url.path.endswith("/events"):
            return [{"move": move} for order, move, _ in self.moves if f"/{order}/" in url.path]
        states = url.params.get_list("state") or list({order["state"] for order in self.orders.values()})
        # An order without a day of its own is there on whichever is asked for.
        day = url.params.get("day")
        found = [order for order in self.orders.values() if order.get("day", day) == day]
        return [order for order in found if order["state"] in states]

    def _complaints(self, asked: httpx.QueryParams) -> list[dict[str, Any]]:
        """The open ones, or the decided ones that nobody has answered for."""
        wanted = {"OPEN"} if asked.get("complaint") == "OPEN" else {"UPHELD", "DISMISSED"}
        found = [
            order
            for order in self.orders.values()
            if order["complaint"] in wanted and not order["resolution"]
        ]
        return [{"order": order["number"], "made_at": order["changed_at"]} for order in found]

    def complain(self, number: str, *, complaint: str = "OPEN") -> None:
        """Somebody complained of a visit, just now."""
        self.orders[number] |= {"complaint": complaint, "changed_at": self.now.isoformat()}

    def put_on_duty(self, carer: str) -> None:
        """Give somebody a shift until the evening."""
        self.shifts.append(
            {"caregiver": {"number": carer}, "ends_at": at(18).isoformat(), "withdrawn_from": None}
        )

    def give_anew(self, number: str, *, begins: datetime) -> None:
        """Plan an order again: the same carers, at another time."""
        order = self.orders[number]
        given = [one | {"planned_start_at": begins.isoformat()} for one in order["caregivers"]]
        self.orders[number] = order | {
            "state": "DISPATCHED",
            "version": order["version"] + 1,
            "caregivers": given,
        }

    def board(self) -> Board:
        """A fresh board of all orders."""
        board = Board(self.api, "ST1", "token", DAY)
        board.refresh(self.now)
        return board

    def carer(self, board: Board, number: str = "C1", seed: int = 1) -> Carer:
        """Somebody with a tablet."""
        return Carer(self.api, number, "token", board, {"E1": "code"}, Random(seed), Summary())

    def live(self, *people: Person, hours: float, step_seconds: float = 30) -> None:
        """Let time run, half a minute at a step unless told otherwise."""
        until = self.now + timedelta(hours=hours)
        while self.now < until:
            self.now += timedelta(seconds=step_seconds)
            for one in people:
                one.live(self.now)
