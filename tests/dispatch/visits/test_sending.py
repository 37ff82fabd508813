"""Sending somebody by hand while somebody else withdraws them."""

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from uuid import uuid4

import pytest
from django.db import connection

from dispatch.orders.acts import withdraw_caregiver
from dispatch.orders.models import Assignment, Move, State, Withdrawal, WorkOrder
from dispatch.visits import acts
from dispatch.visits.checks import require_fit
from stations.people.models import Caregiver
from tests.builders.orders import Quarter, make_request
from tests.builders.stations import DAY, at

LONG_ENOUGH_SECONDS = 0.5


@pytest.mark.django_db(transaction=True)
def test_no_visit_stays_with_somebody_withdrawn_while_they_were_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    quarter = Quarter()
    order = make_request(quarter)
    withdrawals: list[Future[Withdrawal]] = []

    def withdraw() -> Withdrawal:
        try:
            return withdraw_caregiver(
                caregiver=quarter.caregiver,
                reason="发烧",
                day=DAY,
                by=quarter.operator,
                at=at(8),
                command=uuid4(),
            )
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as another_desk:

        def look_and_be_overtaken(order: WorkOrder, caregivers: Sequence[Caregiver]) -> None:
            require_fit(order, caregivers)
            withdrawals.append(another_desk.submit(withdraw))
            wait(withdrawals, timeout=LONG_ENOUGH_SECONDS)

        monkeypatch.setattr(acts, "require_fit", look_and_be_overtaken)
        acts.make_move(
            order=order,
            seen=1,
            move=Move.DISPATCH,
            by=quarter.operator,
            at=at(8),
            happened_at=at(8),
            command=uuid4(),
            caregivers=[quarter.caregiver],
        )
        assert withdrawals[0].result().returned == [order.number]
    order.refresh_from_db()
    assert order.state == State.CREATED
    assert not Assignment.objects.filter(ended_at__isnull=True).exists()
