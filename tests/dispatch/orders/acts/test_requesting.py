from datetime import time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils.translation import override

from dispatch.orders.models import Move, OrderEvent, ServiceRequest, State, WorkOrder
from dispatch.orders.refusals import (
    CommandTaken,
    DishHasAllergen,
    DuplicateRequest,
    ElderNotActive,
    NobodyQualified,
)
from stations.ground.refusal import NotYours, Refused, WrongInput
from stations.people.models import ElderState
from stations.places.models import Kitchen
from tests.builders.orders import Quarter, make_move, make_order, make_request
from tests.builders.stations import at, make_caregiver, make_dish, make_elder, make_kitchen, make_station

pytestmark = pytest.mark.django_db
LUNCH: dict[str, Any] = {"service_code": "meal_service", "window_from": at(11), "window_until": at(12, 30)}


def refused(kind: type[Refused], quarter: Quarter, **wanted: Any) -> Refused:
    """Ask for what cannot be had, and see that nothing was written."""
    before = ServiceRequest.objects.count(), WorkOrder.objects.count(), OrderEvent.objects.count()
    with pytest.raises(kind) as caught:
        make_request(quarter, **wanted)
    assert (ServiceRequest.objects.count(), WorkOrder.objects.count(), OrderEvent.objects.count()) == before
    return caught.value


def kitchen_quarter() -> tuple[Quarter, Kitchen]:
    """A quarter whose station has a kitchen, with the kitchen."""
    kitchen = make_kitchen(lunch_cooked_at=time(10, 40))
    return Quarter(make_station(kitchen=kitchen)), kitchen


def test_a_request_becomes_a_work_order_with_its_first_event() -> None:
    quarter = Quarter()
    order = make_request(quarter, note="门铃坏了，请敲门")
    event = order.events.get()
    assert (order.state, order.version, order.elder, order.day) == (
        State.CREATED,
        1,
        quarter.elder,
        at(9).date(),
    )
    assert (event.move, event.state, event.version) == (Move.CREATE, State.CREATED, 1)
    assert order.request.note == "门铃坏了，请敲门"
    assert sum(share["fen"] for share in order.funder_shares) == order.price_fen


def test_numbers_begin_with_the_day_and_do_not_repeat() -> None:
    quarter = Quarter()
    first = make_request(quarter)
    second = make_request(quarter, window_from=at(13), window_until=at(14))
    assert first.number.startswith("WO261123-")
    assert first.number != second.number


@pytest.mark.parametrize(
    ("window", "field", "code"),
    [
        ((at(6), at(7, 20)), "window_from", "window_in_past"),
        ((at(10), at(10)), "window_until", "window_empty"),
        ((at(10), at(9)), "window_until", "window_empty"),
        ((at(19), at(20, 30)), "window_until", "outside_opening_hours"),
        ((at(9), at(9) + timedelta(days=1)), "window_until", "outside_opening_hours"),
        ((at(6) + timedelta(days=1), at(8) + timedelta(days=1)), "window_from", "outside_opening_hours"),
        ((at(9) + timedelta(days=90), at(10) + timedelta(days=90)), "window_from", "window_too_far"),
    ],
)
def test_a_window_that_cannot_be_is_refused_by_field(window: tuple[Any, Any], field: str, code: str) -> None:
    refusal = refused(WrongInput, Quarter(), window_from=window[0], window_until=window[1])
    assert refusal.fields == {field: code}


def test_an_emergency_has_no_opening_hours() -> None:
    order = make_request(
        service_code="emergency_service", window_from=at(22), window_until=at(22, 30), at=at(22, 1)
    )
    assert order.state == State.CREATED


@pytest.mark.parametrize("state", [ElderState.HOSPITALISED, ElderState.MOVED_AWAY, ElderState.DECEASED])
def test_nothing_is_ordered_for_an_elder_who_is_not_there(state: ElderState) -> None:
    quarter = Quarter()
    quarter.elder.state = state
    quarter.elder.save()
    refused(ElderNotActive, quarter)


def test_the_same_service_at_the_same_time_is_a_duplicate_until_cancelled() -> None:
    quarter = Quarter()
    order = make_order(quarter)
    refusal = refused(DuplicateRequest, quarter, window_from=at(9, 30), window_until=at(10, 30))
    assert refusal.facts["number"] == order.number
    make_move(quarter, order, Move.CANCEL)
    assert make_request(quarter, window_from=at(9, 30), window_until=at(10, 30)).state == State.CREATED


def test_what_nobody_at_the_station_may_do_is_refused() -> None:
    refused(NobodyQualified, Quarter(), service_code="nursing_visit")


def test_a_bath_needs_two_who_may_give_it() -> None:
    quarter = Quarter()
    refused(NobodyQualified, quarter, service_code="bath_service")
    make_caregiver(quarter.station)
    assert make_request(quarter, service_code="bath_service").caregivers_needed == 2


def test_an_operator_cannot_order_for_an_elder_of_another_station() -> None:
    refused(NotYours, Quarter(), elder=make_elder())


def test_the_same_command_again_gives_the_same_order_and_makes_no_second() -> None:
    quarter = Quarter()
    command = uuid4()
    first = make_request(quarter, command=command)
    assert make_request(quarter, command=command).pk == first.pk
    assert WorkOrder.objects.count() == 1


def test_a_command_that_stands_for_another_request_is_refused() -> None:
    quarter = Quarter()
    command = uuid4()
    make_request(quarter, command=command)
    refused(CommandTaken, quarter, command=command, window_from=at(13), window_until=at(14))


def test_a_command_does_not_stand_for_other_dishes_or_another_note() -> None:
    quarter, kitchen = kitchen_quarter()
    soup = {"code": make_dish(kitchen).code, "count": 1}
    command = uuid4()
    first = make_request(quarter, **LUNCH, dishes=[soup], command=command)
    assert make_request(quarter, **LUNCH, dishes=[soup], command=command).pk == first.pk
    refused(CommandTaken, quarter, **LUNCH, dishes=[{**soup, "count": 2}], command=command)
    refused(CommandTaken, quarter, **LUNCH, dishes=[soup], command=command, note="少放盐")


def test_a_meal_costs_what_its_dishes_cost_and_knows_when_it_leaves_the_stove() -> None:
    quarter, kitchen = kitchen_quarter()
    dish = make_dish(kitchen, price_fen=1800)
    order = make_request(quarter, **LUNCH, dishes=[{"code": dish.code, "count": 2}])
    assert order.price_fen == order.service.price_fen + 3600
    assert order.cooked_at == at(10, 40)
    assert order.request.dishes[0]["name_zh"] == dish.name_zh


def test_a_dish_with_the_elders_allergen_is_a_hard_stop() -> None:
    quarter, kitchen = kitchen_quarter()
    quarter.elder.allergens = ["花生", "折耳根"]
    quarter.elder.save()
    dish = make_dish(kitchen, allergens=["花生", "鸡蛋", "折耳根"])
    dishes = [{"code": dish.code, "count": 1}]
    refusal = refused(DishHasAllergen, quarter, **LUNCH, dishes=dishes)
    assert refusal.facts == {"dish": dish.code, "name": dish.name_zh, "allergens": "折耳根、花生"}
    with override("en"):
        refusal = refused(DishHasAllergen, quarter, **LUNCH, dishes=dishes)
    assert refusal.facts == {"dish": dish.code, "name": dish.name_en, "allergens": "折耳根, peanut"}


def test_a_dish_of_another_day_is_not_on_the_menu() -> None:
    quarter, kitchen = kitchen_quarter()
    dish = make_dish(kitchen, day=at(9).date() + timedelta(days=1))
    refusal = refused(WrongInput, quarter, **LUNCH, dishes=[{"code": dish.code, "count": 1}])
    assert refusal.fields == {"dishes": "dish_not_on_menu"}


def test_a_dish_is_named_once() -> None:
    quarter, kitchen = kitchen_quarter()
    dish = make_dish(kitchen)
    twice = [{"code": dish.code, "count": 1}, {"code": dish.code, "count": 3}]
    assert refused(WrongInput, quarter, **LUNCH, dishes=twice).fields == {"dishes": "dish_twice"}


def test_only_a_meal_has_dishes() -> None:
    refusal = refused(WrongInput, Quarter(), dishes=[{"code": "D1", "count": 1}])
    assert refusal.fields == {"dishes": "dishes_without_meal"}


@pytest.mark.parametrize("window", [(at(8), at(9)), (at(13), at(14))])
def test_a_meal_at_an_hour_when_it_would_be_cold_is_refused(window: tuple[Any, Any]) -> None:
    refusal = refused(
        WrongInput,
        kitchen_quarter()[0],
        service_code="meal_service",
        window_from=window[0],
        window_until=window[1],
    )
    assert refusal.fields == {"window_from": "meal_not_hot_then"}
