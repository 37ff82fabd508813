"""A quarter with orders waiting, people who can sign in, and a web process that answers for it."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from uuid import uuid4

from deploy.local.processes import Running
from deploy.local.services import free_port, wait_for_port
from dispatch.orders.acts import request_service
from dispatch.orders.models import Move, Source, WorkOrder
from dispatch.orders.permissions import Standing
from stations.ground.clock import LOCAL_ZONE, now
from stations.people.models import Account, MachineToken
from stations.people.tokens import digest_of, fresh_token
from tests.builders.orders import Quarter, make_move
from tests.builders.stations import make_elder, make_shift, service


@dataclass
class Stage:
    """One station with its orders of tomorrow; `operator` and `carer` are bearer tokens."""

    quarter: Quarter
    orders: list[WorkOrder]
    operator: str
    carer: str

    @property
    def station(self) -> str:
        """The station's code."""
        return self.quarter.station.code


def set_stage(orders: int) -> Stage:
    """Make a quarter and ask for so many visits, each for an elder of their own."""
    quarter = Quarter()
    tomorrow = now().astimezone(LOCAL_ZONE).date() + timedelta(days=1)
    make_shift(quarter.caregiver, day=tomorrow)
    return Stage(
        quarter,
        [_ask(quarter, datetime.combine(tomorrow, time(9), LOCAL_ZONE)) for _ in range(orders)],
        token_of(quarter.operator),
        token_of(quarter.hands[Standing.ASSIGNED_CAREGIVER]),
    )


def dispatch_all(stage: Stage) -> None:
    """Give every waiting order to the caregiver, one move after the other."""
    for order in stage.orders:
        make_move(stage.quarter, order, Move.DISPATCH)


def token_of(account: Account) -> str:
    """A new bearer token of the account."""
    token = fresh_token()
    MachineToken.objects.create(account=account, digest=digest_of(token), label="bench")
    return token


def _ask(quarter: Quarter, window_from: datetime) -> WorkOrder:
    return request_service(
        elder=make_elder(quarter.station),
        service=service(),
        window_from=window_from,
        window_until=window_from + timedelta(hours=8),
        source=Source.PHONE,
        by=quarter.operator,
        at=now(),
        command=uuid4(),
    )


@contextmanager
def web(application: str = "eldercare.asgi:application") -> Iterator[int]:
    """Run one daphne; the value is its port."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="eldercare-bench-log-") as logs:
        running = Running(dict(os.environ), Path(logs))
        try:
            running.start("web", "-m", "daphne", "-b", "127.0.0.1", "-p", str(port), application)
            wait_for_port(port, what=f"daphne with {application}", seconds=60)
            yield port
        finally:
            running.stop()
