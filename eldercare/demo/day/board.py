"""What a station's people know of its day: the orders as the API last told them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from eldercare.demo.day.api import Answer, Api
from stations.ground.clock import local_day

# Looking back a little, nothing is missed that was written while we looked.
OVERLAP = timedelta(minutes=2)
FINISHED = frozenset({"COMPLETED", "CALLED_BACK", "EVALUATED", "SETTLED", "ARCHIVED", "CANCELLED", "MISSED"})
DECIDED = frozenset({"UPHELD", "DISMISSED"})
UNDER_WAY = frozenset({"DEPARTED", "CHECKED_IN", "IN_SERVICE", "CHECKED_OUT"})


@dataclass(frozen=True, slots=True)
class Order:
    """A work order as the API shows it to staff.

    It is expected at the start that a plan promised, or else by the end of its window.
    """

    number: str
    state: str
    version: int
    service: str
    is_meal: bool
    elder: str
    carers: tuple[str, ...]
    starts_at: datetime
    expected_by: datetime
    travel_seconds: int
    window_from: datetime
    window_until: datetime
    service_minutes: int
    carers_needed: int
    changed_at: datetime
    home: tuple[float, float] | None
    # Its complaint is decided, and nobody has said yet whether it is solved.
    asks_if_solved: bool

    @property
    def finished(self) -> bool:
        """Whether nothing more will happen today."""
        return self.state in FINISHED


def read_order(told: Mapping[str, Any]) -> Order:
    """Read an order from its JSON."""
    carers = told["caregivers"]
    starts = [one["planned_start_at"] for one in carers if one["planned_start_at"]]
    window_from = datetime.fromisoformat(told["window_from"])
    window_until = datetime.fromisoformat(told["window_until"])
    home = told["position"]
    starts_at = max(map(datetime.fromisoformat, starts)) if starts else window_from
    return Order(
        number=told["number"],
        state=told["state"],
        version=told["version"],
        service=told["service"]["code"],
        is_meal=told["service"]["is_meal"],
        elder=told["elder"]["number"],
        carers=tuple(one["number"] for one in carers),
        starts_at=starts_at,
        expected_by=starts_at if starts else window_until,
        travel_seconds=max((one["travel_seconds"] or 0 for one in carers), default=0) or 300,
        window_from=window_from,
        window_until=window_until,
        service_minutes=told["service_minutes"],
        carers_needed=told["caregivers_needed"],
        changed_at=datetime.fromisoformat(told["changed_at"]),
        home=(home["latitude"], home["longitude"]) if home else None,
        asks_if_solved=told["complaint"] in DECIDED and told["resolution"] is None,
    )


@dataclass
class Board:
    """One station's orders of a day, kept fresh by asking what changed; `planning` while a plan is made."""

    api: Api
    station: str
    token: str
    day: date
    orders: dict[str, Order] = field(default_factory=dict)
    planning: bool = False
    seen_until: str = ""

    def refresh(self, at: datetime) -> None:
        """Read what changed since the last look; a little overlap loses nothing."""
        query = {"station": self.station, "day": self.day.isoformat(), "page_size": "1000"}
        if self.seen_until:
            query["changed_since"] = self.seen_until
        answer = self.api.get(self.token, "work-orders", **query)
        if not answer.good:
            return
        for told in answer.body["results"]:
            self.keep(told)
        self.seen_until = (at - OVERLAP).isoformat()

    def keep(self, told: Mapping[str, Any]) -> None:
        """Keep an order as told, unless a newer one is known."""
        order = read_order(told)
        known = self.orders.get(order.number)
        if local_day(order.window_from) == self.day and (known is None or known.version <= order.version):
            self.orders[order.number] = order

    def keep_told(self, answer: Answer) -> None:
        """Keep the order that the answer to a move tells, done or refused."""
        if answer.good:
            self.keep(answer.body)
        elif answer.status == 409 and "order" in answer.body:
            self.keep(answer.body["order"])

    def of_carer(self, number: str) -> list[Order]:
        """A carer's orders that are not finished, in the order of their round."""
        own = [order for order in self.orders.values() if number in order.carers and not order.finished]
        return sorted(own, key=lambda order: (order.starts_at, order.number))
