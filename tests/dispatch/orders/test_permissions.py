import pytest

from dispatch.orders.models import Move, State
from dispatch.orders.permissions import MAY, Standing, may_request_for, reach_of
from stations.people.models import Role
from tests.builders.orders import Quarter, make_move, make_order
from tests.builders.stations import (
    at,
    make_account,
    make_binding,
    make_caregiver,
    make_division,
    make_elder,
    make_family_member,
)

pytestmark = pytest.mark.django_db
NOON = at(12)
DOOR_MOVES = (Move.ACCEPT, Move.DEPART, Move.CHECK_IN, Move.START_SERVICE, Move.CHECK_OUT)


def test_every_move_says_who_may_make_it() -> None:
    assert set(MAY) == set(Move)


@pytest.mark.parametrize("move", DOOR_MOVES)
def test_only_the_caregiver_makes_the_moves_at_the_door(move: Move) -> None:
    assert MAY[move] == {Standing.ASSIGNED_CAREGIVER}


def test_nobody_of_the_station_calls_back() -> None:
    assert not MAY[Move.CALL_BACK] & {Standing.OPERATOR, Standing.ASSIGNED_CAREGIVER}


@pytest.mark.parametrize("standing", list(Standing))
def test_an_account_of_the_quarter_stands_where_it_should(standing: Standing) -> None:
    quarter = Quarter()
    order = make_order(quarter, state=State.DISPATCHED)
    assert reach_of(quarter.hands[standing], NOON).standing(order) is standing


@pytest.mark.parametrize("role", [Role.ELDER, Role.CAREGIVER, Role.STATION_OPERATOR])
def test_an_account_of_another_quarter_has_no_hand_in_the_order(role: Role) -> None:
    order = make_order(state=State.DISPATCHED)
    reach = reach_of(make_account(role), NOON)
    assert reach.standing(order) is None
    assert reach.allowed_moves(order) == []


def test_a_regulator_of_another_district_has_no_hand_in_the_order() -> None:
    order = make_order()
    elsewhere = make_division(code="150627001000", name="阿勒腾席热镇")
    assert reach_of(make_account(Role.REGULATOR, division=elsewhere), NOON).standing(order) is None


def test_a_caregiver_whose_order_was_transferred_has_no_hand_in_it_any_more() -> None:
    quarter = Quarter()
    order = make_order(quarter, state=State.ACCEPTED)
    make_move(quarter, order, Move.TRANSFER, caregivers=(make_caregiver(quarter.station),))
    assert reach_of(quarter.hands[Standing.ASSIGNED_CAREGIVER], NOON).standing(order) is None


def test_a_family_member_who_may_only_see_has_no_moves() -> None:
    quarter = Quarter()
    order = make_order(quarter)
    watcher = make_account(Role.FAMILY_MEMBER)
    make_binding(watcher, quarter.elder, may_order=False)
    assert reach_of(watcher, NOON).allowed_moves(order) == []
    assert not may_request_for(watcher, quarter.elder, NOON)


def test_the_elders_side_cancels_before_anybody_has_set_out_and_not_after() -> None:
    quarter = Quarter()
    family = make_family_member(quarter.elder)
    order = make_order(quarter, state=State.ACCEPTED)
    assert Move.CANCEL in reach_of(family, NOON).allowed_moves(order)
    order = make_move(quarter, order, Move.DEPART)
    assert Move.CANCEL not in reach_of(family, NOON).allowed_moves(order)
    assert Move.CANCEL in reach_of(quarter.operator, NOON).allowed_moves(order)


def test_an_operator_orders_only_for_elders_of_the_own_station() -> None:
    quarter = Quarter()
    assert may_request_for(quarter.operator, quarter.elder, NOON)
    assert not may_request_for(quarter.operator, make_elder(), NOON)
