import pytest

from dispatch.orders.models import State
from dispatch.orders.permissions import Standing
from dispatch.orders.selectors import events_after, heads, order_visible_to, orders_visible_to
from stations.ground.refusal import NotFound
from stations.people.models import Role
from tests.builders.orders import Quarter, make_order, make_request
from tests.builders.stations import (
    at,
    make_account,
    make_binding,
    make_division,
    make_elder,
    make_station,
)

pytestmark = pytest.mark.django_db
NOON = at(12)


@pytest.mark.parametrize("standing", list(Standing))
def test_everybody_of_the_quarter_sees_its_order(standing: Standing) -> None:
    quarter = Quarter()
    order = make_order(quarter, state=State.DISPATCHED)
    assert list(orders_visible_to(quarter.hands[standing], NOON)) == [order]


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_nobody_from_elsewhere_sees_it(role: Role) -> None:
    make_order(state=State.DISPATCHED)
    elsewhere = make_division(code="150627001000", name="阿勒腾席热镇")
    stranger = make_account(role, division=elsewhere if role == Role.REGULATOR else None)
    assert not orders_visible_to(stranger, NOON).exists()


def test_a_family_member_who_may_not_see_does_not_see() -> None:
    quarter = Quarter()
    make_order(quarter)
    family = make_account(Role.FAMILY_MEMBER)
    make_binding(family, quarter.elder, may_see=False)
    assert not orders_visible_to(family, NOON).exists()


def test_a_caregiver_sees_no_order_of_the_station_that_was_never_theirs() -> None:
    quarter = Quarter()
    make_request(quarter, elder=make_elder(quarter.station))
    assert not orders_visible_to(quarter.hands[Standing.ASSIGNED_CAREGIVER], NOON).exists()


def test_an_order_that_is_not_there_and_one_that_is_not_yours_are_refused_alike() -> None:
    order = make_order()
    for account, number in ((Quarter().operator, order.number), (Quarter().operator, "WO000000-0-0")):
        with pytest.raises(NotFound):
            order_visible_to(account, number, NOON)


def test_the_rows_after_a_seq_come_in_order_and_no_more_than_asked_for() -> None:
    quarter = Quarter()
    make_order(quarter, state=State.CHECKED_IN)
    make_order()
    assert [event.seq for event in events_after(quarter.station, 1, 3)] == [2, 3, 4]
    assert [event.seq for event in events_after(quarter.station.pk, 4, 10)] == [5]


def test_a_station_without_a_log_stands_at_0() -> None:
    quarter, quiet = Quarter(), make_station()
    make_order(quarter, state=State.ACCEPTED)
    assert heads([quarter.station, quiet]) == {quarter.station.pk: 3, quiet.pk: 0}
