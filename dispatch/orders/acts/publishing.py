"""Giving an order out as a published plan says."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from dispatch.orders.acts.advancing import advance
from dispatch.orders.acts.assigning import Stop
from dispatch.orders.models import Move, State, WorkOrder
from stations.people.models import Account


def dispatch_planned(
    *, order: WorkOrder, seen: int, stops: Sequence[Stop], by: Account, at: datetime, command: UUID
) -> WorkOrder:
    """Dispatch an order to the stops of a plan, or transfer it there when somebody has it already.

    One `Stop` a caregiver: two who go together have each their own place in their own round.
    Raises what `advance` raises.
    """
    move = Move.DISPATCH if order.state == State.CREATED else Move.TRANSFER
    return advance(order=order, seen=seen, move=move, by=by, at=at, command=command, planned=stops)
