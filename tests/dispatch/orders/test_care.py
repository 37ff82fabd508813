"""Whom a caregiver visits today."""

from datetime import timedelta

import pytest

from dispatch.orders.care import elders_in_care_of
from dispatch.orders.models import Move, State
from stations.ground.refusal import NotYours
from stations.people.acts import reveal
from stations.people.models import Role
from stations.people.selectors import elders_visible_to
from tests.builders.orders import Quarter, make_move, make_order
from tests.builders.stations import DAY, at, make_account, make_caregiver

pytestmark = pytest.mark.django_db


def test_a_caregiver_sees_the_elders_of_the_day_and_may_ask_for_the_door() -> None:
    quarter = Quarter()
    make_order(quarter, state=State.DISPATCHED)
    account = make_account(Role.CAREGIVER, caregiver=make_caregiver(quarter.station))
    visitor = quarter.caregiver.account
    assert list(elders_visible_to(visitor, at(9))) == [quarter.elder]
    assert not elders_visible_to(account, at(9))
    assert not elders_in_care_of(quarter.caregiver, DAY + timedelta(days=1))
    seen = reveal(elder=quarter.elder, fields=["address"], reason="上门", by=visitor, at=at(9))
    assert seen == {"address": quarter.elder.address}
    with pytest.raises(NotYours):
        reveal(elder=quarter.elder, fields=["address"], reason="上门", by=account, at=at(9))


@pytest.mark.parametrize("move", [Move.CANCEL, Move.RETURN])
def test_when_the_visit_is_taken_away_so_is_the_sight_of_the_elder(move: Move) -> None:
    quarter = Quarter()
    order = make_order(quarter, state=State.DISPATCHED)
    make_move(quarter, order, move)
    assert not elders_in_care_of(quarter.caregiver, DAY)
