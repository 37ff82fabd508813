"""Elders and their habits: who has lunch brought every day, whose blood pressure is taken on Tuesdays."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from random import Random

from eldercare.demo.city import words
from eldercare.demo.city.land import moved
from stations.people.identity import check_character
from stations.people.models import DisabilityLevel, Elder, Sex
from stations.places.models import CareStation

# Elders a station has on its books for each order a day.
ELDERS_AN_ORDER = 1.8
DIETS = ("低盐", "低糖", "少油", "软食", "无骨无刺", "清真")
ALLERGENS = ("花生", "鸡蛋", "鱼", "大豆", "麸质")
GROUPS = ("独居", "空巢", "高龄", "低保", "失能", "计生特殊家庭")
# Any region code but a real one: no identity card begins with 159999.
NOBODYS_REGION = "159999"


@dataclass(frozen=True, slots=True)
class Custom:
    """How common a service is, on how many days a week, and in which windows people want it."""

    service: str
    share: float
    days_a_week: int
    begins: tuple[time, ...]
    window_minutes: int


CUSTOMS = (
    Custom("meal_service", 0.38, 6, (time(11, 0), time(11, 15), time(11, 30)), 60),
    Custom("meal_service", 0.12, 5, (time(17, 0), time(17, 15)), 60),
    Custom("health_check", 0.70, 1, (time(8, 30), time(9, 30), time(14, 0)), 120),
    Custom("wellbeing_visit", 0.35, 1, (time(9, 0), time(15, 0)), 150),
    Custom("cleaning_service", 0.25, 1, (time(8, 30), time(10, 30), time(13, 30)), 150),
    Custom("bath_service", 0.20, 1, (time(9, 0), time(14, 0)), 120),
    Custom("rehab_care", 0.08, 2, (time(9, 0), time(14, 0)), 120),
    Custom("nursing_visit", 0.15, 1, (time(8, 30), time(14, 0)), 120),
    Custom("errand", 0.20, 1, (time(9, 0), time(15, 0)), 120),
    Custom("mobility_service", 0.15, 1, (time(10, 0), time(15, 0), time(16, 30)), 120),
    Custom("medical_escort", 0.06, 1, (time(8, 0),), 60),
    # After the nurse has gone home: a wish the station takes down and cannot fulfil.
    Custom("nursing_visit", 0.01, 2, (time(18, 30),), 30),
)


@dataclass(frozen=True, slots=True)
class Habit:
    """A service wanted on some weekdays (0 is Monday), to begin within a window from `begins`."""

    service: str
    weekdays: frozenset[int]
    begins: time
    window_minutes: int


@dataclass(frozen=True, slots=True)
class Household:
    """An elder and what they are used to."""

    elder: Elder
    habits: Sequence[Habit]

    def wanted_on(self, day: date, *, due: bool = True) -> Iterator[Habit]:
        """The habits that are due on a day, or those that are not."""
        return (habit for habit in self.habits if (day.weekday() in habit.weekdays) is due)


def make_households(station: CareStation, orders_a_day: int, day: date, seed: int) -> list[Household]:
    """The elders of a station."""
    rng = Random(f"{seed}/households/{station.code}")
    how_many = max(1, round(orders_a_day * ELDERS_AN_ORDER))
    return [_household(station, number, day, rng) for number in range(1, how_many + 1)]


def _household(station: CareStation, number: int, day: date, rng: Random) -> Household:
    habits = [_habit(custom, rng) for custom in CUSTOMS if rng.random() < custom.share]
    return Household(_elder(station, number, day, rng), habits)


def _habit(custom: Custom, rng: Random) -> Habit:
    weekdays = frozenset(rng.sample(range(7), custom.days_a_week))
    return Habit(custom.service, weekdays, rng.choice(custom.begins), custom.window_minutes)


def _elder(station: CareStation, number: int, day: date, rng: Random) -> Elder:
    sex = rng.choices((Sex.FEMALE, Sex.MALE), (0.58, 0.42))[0]
    born = day - timedelta(days=round(365.25 * rng.triangular(61, 98, 79)))
    home = _home(station, rng)
    level = rng.choices(DisabilityLevel.values, (0.45, 0.25, 0.15, 0.1, 0.05))[0]
    return Elder(
        number=f"E{station.code.removeprefix('ST')}{number:04d}",
        name=words.elder_name(rng, sex),
        sex=sex,
        birth_date=born,
        id_number=_id_number(born, sex, rng),
        phone=words.phone(rng),
        address=words.address(rng),
        division=station.division,
        latitude=home[0],
        longitude=home[1],
        station=station,
        disability_level=level,
        assessed_on=day - timedelta(days=rng.randint(20, 500)),
        special_groups=_groups(born, day, rng),
        diet_tags=[tag for tag in DIETS if rng.random() < 0.15],
        allergens=[one for one in ALLERGENS if rng.random() < 0.04],
        emergency_name=words.worker_name(rng, rng.choice(tuple(Sex))),
        emergency_phone=words.phone(rng),
    )


def _home(station: CareStation, rng: Random) -> tuple[float, float]:
    """Somewhere in the station's circle, most of them near it."""
    reach = station.service_radius_meters
    east, north = (max(-0.65, min(0.65, rng.gauss(0, 0.35))) * reach for _ in range(2))
    return moved((station.latitude, station.longitude), east, north)


def _groups(born: date, day: date, rng: Random) -> list[str]:
    very_old = (day - born).days > 365.25 * 80
    others = [group for group in GROUPS if group != "高龄" and rng.random() < 0.12]
    return ["高龄", *others] if very_old else others


def _id_number(born: date, sex: Sex, rng: Random) -> str:
    """A number with a right check character and a region that does not exist."""
    order = rng.randrange(1, 500) * 2 - (1 if sex == Sex.MALE else 0)
    seventeen = f"{NOBODYS_REGION}{born:%Y%m%d}{order:03d}"
    return seventeen + check_character(seventeen)
