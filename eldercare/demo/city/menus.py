"""What the kitchens cook."""

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import NamedTuple

from stations.catalogue.models import Dish, MealTime
from stations.places.models import Kitchen


class Recipe(NamedTuple):
    """A dish a kitchen knows."""

    code: str
    name_zh: str
    name_en: str
    price_fen: int
    diet_tags: tuple[str, ...]
    allergens: tuple[str, ...]
    picture: str


RECIPES = (
    Recipe("beef-noodles", "牛肉面", "Beef noodles", 1600, ("清真",), ("麸质",), "noodles"),
    Recipe("tomato-egg", "番茄炒蛋盖饭", "Tomato and egg on rice", 1300, ("软食",), ("鸡蛋",), "rice"),
    Recipe("steamed-fish", "清蒸鱼片饭", "Steamed fish on rice", 1900, ("低盐", "少油"), ("鱼",), "fish"),
    Recipe("mutton-stew", "羊肉烩菜", "Mutton stew", 2000, ("清真", "低糖"), (), "stew"),
    Recipe(
        "tofu-greens", "豆腐青菜套餐", "Tofu and greens", 1200, ("低盐", "少油", "低糖"), ("大豆",), "tofu"
    ),
    Recipe("chicken-congee", "鸡丝粥", "Chicken congee", 1100, ("软食", "无骨无刺"), (), "congee"),
    Recipe("pork-ribs", "红烧排骨饭", "Braised ribs on rice", 2100, (), ("大豆",), "rice"),
    Recipe("dumplings", "韭菜鸡蛋水饺", "Leek and egg dumplings", 1400, (), ("鸡蛋", "麸质"), "dumplings"),
    Recipe("peanut-chicken", "宫保鸡丁饭", "Chicken with peanuts", 1700, (), ("花生",), "rice"),
    Recipe("pumpkin-millet", "南瓜小米粥", "Pumpkin millet congee", 900, ("软食", "流食"), (), "congee"),
    Recipe("lotus-soup", "莲藕排骨汤", "Lotus root soup", 1500, ("少油",), (), "soup"),
    Recipe("oat-noodles", "莜面窝窝", "Oat rolls", 1300, ("清真", "低糖"), ("麸质",), "noodles"),
    Recipe("steamed-egg", "肉末蒸蛋饭", "Steamed egg on rice", 1300, ("软食", "无骨无刺"), ("鸡蛋",), "rice"),
    Recipe(
        "vegetable-buns",
        "素包子配豆浆",
        "Vegetable buns, soy milk",
        1000,
        ("少油",),
        ("大豆", "麸质"),
        "buns",
    ),
)
LUNCHES, SUPPERS = 8, 5
# Tolerated by everybody, so that each elder finds a meal every day.
ALWAYS = {MealTime.LUNCH: "mutton-stew", MealTime.SUPPER: "pumpkin-millet"}


def menu_of(kitchen: Kitchen, day: date, seed: int) -> Iterator[Dish]:
    """The dishes of a kitchen on a day, the same whenever asked."""
    rng = Random(f"{seed}/menu/{kitchen.code}/{day}")
    for meal_time, how_many in ((MealTime.LUNCH, LUNCHES), (MealTime.SUPPER, SUPPERS)):
        always = next(recipe for recipe in RECIPES if recipe.code == ALWAYS[meal_time])
        others = rng.sample([recipe for recipe in RECIPES if recipe is not always], how_many - 1)
        for recipe in (always, *others):
            yield _dish(kitchen, day, meal_time, recipe)


def _dish(kitchen: Kitchen, day: date, meal_time: MealTime, recipe: Recipe) -> Dish:
    return Dish(
        kitchen=kitchen,
        day=day,
        meal_time=meal_time,
        code=recipe.code,
        name_zh=recipe.name_zh,
        name_en=recipe.name_en,
        price_fen=recipe.price_fen,
        diet_tags=list(recipe.diet_tags),
        allergens=list(recipe.allergens),
        picture=recipe.picture,
    )
