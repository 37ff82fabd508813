"""Who makes the visits: caregivers, their papers and their shifts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from eldercare.demo.city import words
from stations.ground.clock import LOCAL_ZONE
from stations.people.models import Caregiver, Credential, CredentialKind, Occupation, Sex, Shift, TravelMode
from stations.places.models import CareStation

# Orders a day that one team of the numbers below takes care of.
ORDERS_A_TEAM = 37


@dataclass(frozen=True, slots=True)
class Hours:
    """A period of work with a break of so many minutes somewhere inside a window; no break when 0."""

    begins: time
    ends: time
    break_minutes: int = 0
    break_from: time = time(12, 0)
    break_until: time = time(14, 0)


@dataclass(frozen=True, slots=True)
class Post:
    """A kind of job at a station: how many a team, which papers, how they travel, when they work."""

    occupation: Occupation
    a_team: float
    papers: tuple[CredentialKind, ...]
    mode: TravelMode
    box_capacity: int
    hours: tuple[Hours, ...]


EARLY = (Hours(time(7, 30), time(16, 30), 60, time(12, 30), time(14, 30)),)
LATE = (Hours(time(10, 30), time(19, 30), 45, time(14, 0), time(16, 30)),)
OFFICE = (Hours(time(8, 0), time(17, 0), 60, time(12, 0), time(13, 45)),)
MEALS = (Hours(time(10, 15), time(13, 30)), Hours(time(16, 15), time(19, 30)))
HEALTH, CARE = CredentialKind.HEALTH_CERTIFICATE, CredentialKind.CARE_CERTIFICATE
POSTS = (
    Post(Occupation.MEAL_COURIER, 2, (HEALTH,), TravelMode.BIKE, 14, MEALS),
    Post(Occupation.CAREGIVER, 2.5, (HEALTH, CARE), TravelMode.BIKE, 6, EARLY),
    Post(Occupation.CAREGIVER, 1, (HEALTH, CARE), TravelMode.BIKE, 6, LATE),
    Post(Occupation.NURSE, 1, (HEALTH, CARE, CredentialKind.NURSE_LICENCE), TravelMode.BIKE, 0, OFFICE),
    Post(
        Occupation.THERAPIST, 0.6, (HEALTH, CredentialKind.THERAPIST_LICENCE), TravelMode.WALKING, 0, OFFICE
    ),
)


@dataclass(frozen=True, slots=True)
class Worker:
    """A caregiver with papers and the hours of a working day."""

    caregiver: Caregiver
    credentials: Sequence[Credential]
    hours: tuple[Hours, ...]

    def shifts(self, days: Sequence[date]) -> Iterator[Shift]:
        """The shifts of these days."""
        for day in days:
            for hours in self.hours:
                yield _shift(self.caregiver, day, hours)


def make_team(station: CareStation, orders_a_day: int, day: date, seed: int) -> list[Worker]:
    """The people of a station, enough for its orders; one courier's paper ran out the day before `day`."""
    rng = Random(f"{seed}/staff/{station.code}")
    teams = orders_a_day / ORDERS_A_TEAM
    workers: list[Worker] = []
    for post in POSTS:
        for _ in range(max(1, round(post.a_team * teams))):
            workers.append(_worker(station, post, len(workers) + 1, day, rng))
    late = _worker(station, POSTS[0], len(workers) + 1, day, rng)
    late.credentials[0].valid_until = day - timedelta(days=1)
    return [*workers, late]


def _worker(station: CareStation, post: Post, position: int, day: date, rng: Random) -> Worker:
    # Two of three are women, as are most of the elders who ask for a bath.
    sex = Sex.FEMALE if post.occupation == Occupation.NURSE or position % 3 else Sex.MALE
    caregiver = Caregiver(
        number=f"C{station.code.removeprefix('ST')}{position:02d}",
        name=words.worker_name(rng, sex),
        sex=sex,
        phone=words.phone(rng),
        station=station,
        occupation=post.occupation,
        travel_mode=post.mode,
        box_capacity=post.box_capacity,
        languages=["普通话", *(["蒙古语"] if rng.random() < 0.2 else [])],
    )
    credentials = [
        Credential(
            caregiver=caregiver,
            kind=kind,
            number=f"{rng.randrange(10**10):010d}",
            valid_from=day - timedelta(days=rng.randint(200, 700)),
            valid_until=day + timedelta(days=rng.randint(60, 900)),
        )
        for kind in post.papers
    ]
    return Worker(caregiver, credentials, post.hours)


def _shift(caregiver: Caregiver, day: date, hours: Hours) -> Shift:
    has_break = hours.break_minutes > 0
    return Shift(
        caregiver=caregiver,
        day=day,
        starts_at=at(day, hours.begins),
        ends_at=at(day, hours.ends),
        break_minutes=hours.break_minutes,
        break_from=at(day, hours.break_from) if has_break else None,
        break_until=at(day, hours.break_until) if has_break else None,
    )


def at(day: date, hour: time) -> datetime:
    """That hour of that day in the city."""
    return datetime.combine(day, hour, tzinfo=LOCAL_ZONE)
