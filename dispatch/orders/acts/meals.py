"""What a meal adds to a request: dishes of that day's menu, allergens, and the time it leaves the stove."""

from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta
from typing import TypedDict

from dispatch.orders.refusals import DishHasAllergen
from stations.catalogue.models import Dish, MealTime, ServiceItem
from stations.catalogue.pricing import PricedDish
from stations.catalogue.selectors import menu
from stations.ground.clock import LOCAL_ZONE, local_day
from stations.ground.messages import CHINESE, listed, spoken
from stations.ground.refusal import WrongInput
from stations.people.models import Elder

# A window that begins before this is for lunch, after it for supper.
SUPPER_FROM = time(15, 0)


class DishChosen(TypedDict):
    """A dish by its code on the day's menu, and how many of it."""

    code: str
    count: int


class DishOrdered(PricedDish):
    """A dish as an order keeps it: `price_fen` each and `count`, as they were when ordered."""

    code: str
    name_zh: str
    name_en: str


def check_meal(
    elder: Elder,
    service: ServiceItem,
    dishes: Sequence[DishChosen],
    window_from: datetime,
    window_until: datetime,
) -> None:
    """Refuse dishes with another service, dishes not on the menu, allergens, and a meal that would be cold.

    Raises WrongInput naming the field, or DishHasAllergen.
    """
    if dishes and not service.is_meal:
        raise WrongInput(fields={"dishes": "dishes_without_meal"})
    if len({chosen["code"] for chosen in dishes}) < len(dishes):
        raise WrongInput(fields={"dishes": "dish_twice"})
    for dish in _on_menu(elder, dishes, window_from):
        _check_allergens(elder, dish)
    leaves_stove_at = cooked_at(elder, service, window_from)
    if leaves_stove_at and not _hot_within(service, leaves_stove_at, window_from, window_until):
        raise WrongInput(fields={"window_from": "meal_not_hot_then"})


def dishes_as_priced(elder: Elder, dishes: Sequence[DishChosen], window_from: datetime) -> list[DishOrdered]:
    """The dishes with their names and prices of that day, as the order keeps them."""
    counts = {chosen["code"]: chosen["count"] for chosen in dishes}
    return [
        DishOrdered(
            code=dish.code,
            name_zh=dish.name_zh,
            name_en=dish.name_en,
            price_fen=dish.price_fen,
            count=counts[dish.code],
        )
        for dish in _on_menu(elder, dishes, window_from)
    ]


def cooked_at(elder: Elder, service: ServiceItem, window_from: datetime) -> datetime | None:
    """When the meal of this window leaves the stove; None for what is not cooked by a known kitchen."""
    kitchen = elder.station.kitchen
    if kitchen is None or not service.is_meal:
        return None
    local = window_from.astimezone(LOCAL_ZONE)
    supper = _meal_time(window_from) is MealTime.SUPPER
    leaves_stove = kitchen.supper_cooked_at if supper else kitchen.lunch_cooked_at
    return datetime.combine(local.date(), leaves_stove, tzinfo=LOCAL_ZONE)


def _hot_within(
    service: ServiceItem, leaves_stove_at: datetime, window_from: datetime, window_until: datetime
) -> bool:
    """Whether some instant of the window lies between the stove and the hot limit."""
    if service.hot_limit_minutes is None:
        return True
    cold_at = leaves_stove_at + timedelta(minutes=service.hot_limit_minutes)
    return leaves_stove_at < window_until and window_from < cold_at


def _on_menu(elder: Elder, dishes: Sequence[DishChosen], window_from: datetime) -> Iterable[Dish]:
    if not dishes:
        return []
    kitchen = elder.station.kitchen
    offered = (
        menu(kitchen, local_day(window_from)).filter(meal_time=_meal_time(window_from)) if kitchen else ()
    )
    by_code = {dish.code: dish for dish in offered}
    for chosen in dishes:
        if chosen["code"] not in by_code:
            raise WrongInput(fields={"dishes": "dish_not_on_menu"}, dish=chosen["code"])
    return [by_code[chosen["code"]] for chosen in dishes]


def _check_allergens(elder: Elder, dish: Dish) -> None:
    if found := sorted(set(dish.allergens) & set(elder.allergens)):
        raise DishHasAllergen(
            fields={"dishes": DishHasAllergen.code},
            dish=dish.code,
            name=dish.name_zh if spoken() == CHINESE else dish.name_en,
            allergens=listed("food", found),
        )


def _meal_time(window_from: datetime) -> MealTime:
    local = window_from.astimezone(LOCAL_ZONE).time()
    return MealTime.SUPPER if local >= SUPPER_FROM else MealTime.LUNCH
