"""How long an operator looks on before a visit is handed to somebody else."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from eldercare.demo.day.api import Api
from eldercare.demo.day.board import Board, Order

# A meal gets cold, and whose family urges need not be kept waiting.
RELIEVED_AFTER, MEAL_RELIEVED_AFTER = timedelta(minutes=25), timedelta(minutes=10)
URGED_RELIEVED_AFTER = timedelta(minutes=5)
# A tablet that nobody has touched all day is not counted on, so long before each of its visits.
ANSWER_NEEDED_BEFORE = timedelta(minutes=15)


@dataclass
class Patience:
    """One operator's; `visitors` are carers who move only when somebody signs in as them.

    `given_at` holds when an order was given by hand, `urged` whether an order was urged as of a version.
    """

    api: Api
    token: str
    board: Board
    visitors: frozenset[str] = frozenset()
    given_at: dict[str, datetime] = field(default_factory=dict)
    urged: dict[tuple[str, int], bool] = field(default_factory=dict)

    def is_over(self, order: Order, at: datetime) -> bool:
        """Whether the one carer of a visit not begun is too far behind with it, or will not come at all."""
        if len(order.carers) != 1:
            return False
        if order.carers[0] in self.visitors:
            return self._is_untouched(order.carers[0]) and order.starts_at - at < ANSWER_NEEDED_BEFORE
        late = at - max(order.starts_at, self.given_at.get(order.number, order.starts_at))
        if late > (MEAL_RELIEVED_AFTER if order.is_meal else RELIEVED_AFTER):
            return True
        return late > URGED_RELIEVED_AFTER and self._is_urged(order)

    def _is_untouched(self, carer: str) -> bool:
        """Whether nobody has moved anything on this carer's tablet yet."""
        return all(one.state == "DISPATCHED" for one in self.board.orders.values() if carer in one.carers)

    def _is_urged(self, order: Order) -> bool:
        """Whether somebody urged, by the order's history; read again only when the order has changed."""
        key = (order.number, order.version)
        if key not in self.urged:
            answer = self.api.get(self.token, f"work-orders/{order.number}/events")
            told = answer.body["results"] if answer.good else []
            self.urged[key] = any(event["move"] == "URGE" for event in told)
        return self.urged[key]
