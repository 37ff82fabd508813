"""What a station's elders ask for on a day: their habits, cut to the number of orders the city has."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from eldercare.demo.city.households import Habit, Household
from eldercare.demo.city.staff import at
from stations.catalogue.models import Dish, MealTime, ServiceItem
from stations.people.models import Elder

SUPPER_BEGINS = time(15, 0)


@dataclass(frozen=True, slots=True)
class Wish:
    """One request: who wants which service when, with which dishes, asked at `asked_at`."""

    elder: Elder
    service: ServiceItem
    window_from: datetime
    window_until: datetime
    dishes: Sequence[Dish]
    asked_at: datetime


def wishes_of(
    households: Sequence[Household],
    services: Mapping[str, ServiceItem],
    menu: Sequence[Dish],
    *,
    day: date,
    how_many: int,
    seed: int,
    until: datetime,
) -> list[Wish]:
    """The requests of one station for one day, oldest first, none asked after `until`."""
    if not households:
        return []
    rng = Random(f"{seed}/wishes/{households[0].elder.station.code}/{day}")
    chosen = _chosen(households, day, how_many, rng)
    evening_before = at(day - timedelta(days=1), time(20, 0))
    wishes = [
        _wish(house, habit, services, menu, day, min(until, evening_before + _moment(rng)), rng)
        for house, habit in chosen
    ]
    return sorted(wishes, key=lambda wish: wish.asked_at)


def _moment(rng: Random) -> timedelta:
    """Some moment of the hour and a half in which the evening's calls come in."""
    return timedelta(seconds=rng.uniform(0, 5400))


def _chosen(
    households: Sequence[Household], day: date, how_many: int, rng: Random
) -> list[tuple[Household, Habit]]:
    """So many habits that are due; on a quiet day some that are not are moved to it."""
    due = [(house, habit) for house in households for habit in house.wanted_on(day)]
    if len(due) >= how_many:
        return rng.sample(due, how_many)
    others = [(house, habit) for house in households for habit in house.wanted_on(day, due=False)]
    return due + rng.sample(others, min(len(others), how_many - len(due)))


def _wish(
    house: Household,
    habit: Habit,
    services: Mapping[str, ServiceItem],
    menu: Sequence[Dish],
    day: date,
    asked_at: datetime,
    rng: Random,
) -> Wish:
    window_from = at(day, habit.begins)
    service = services[habit.service]
    return Wish(
        elder=house.elder,
        service=service,
        window_from=window_from,
        window_until=window_from + timedelta(minutes=habit.window_minutes),
        dishes=_dishes(house.elder, habit, menu, rng) if service.is_meal else (),
        asked_at=asked_at,
    )


def _dishes(elder: Elder, habit: Habit, menu: Sequence[Dish], rng: Random) -> Sequence[Dish]:
    """A dish the elder can eat: never one with an allergen, rather one with their diet."""
    meal_time = MealTime.SUPPER if habit.begins >= SUPPER_BEGINS else MealTime.LUNCH
    safe = [
        dish
        for dish in menu
        if dish.meal_time == meal_time and not set(dish.allergens) & set(elder.allergens)
    ]
    fitting = [dish for dish in safe if set(elder.diet_tags) <= set(dish.diet_tags)]
    return [rng.choice(fitting or safe)] if safe else ()
