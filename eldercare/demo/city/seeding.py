"""Putting a city into the database, station by station."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from django.db import transaction

from dispatch.quality import follow
from eldercare.demo.city import doors, land, menus
from eldercare.demo.city.doors import Keys
from eldercare.demo.city.households import Household, make_households
from eldercare.demo.city.orders import place_orders
from eldercare.demo.city.past import Cast, script_of
from eldercare.demo.city.sizes import Size
from eldercare.demo.city.staff import Worker, at, make_team
from eldercare.demo.city.wishes import wishes_of
from eldercare.demo.city.writing import write_day
from stations.catalogue.acts import load_services
from stations.catalogue.models import Dish, ServiceItem
from stations.people.models import Account, Caregiver, Credential, Elder, Role, Shift
from stations.places.models import AdminDivision, CareStation, Kitchen

# Shifts reach a few days beyond the day, so that tomorrow can be planned today.
DAYS_AHEAD = 3
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Settled:
    """A station with all its people."""

    station: CareStation
    team: Sequence[Worker]
    households: Sequence[Household]
    cast: Cast
    elders: Sequence[Account]
    visitor: Caregiver | None


@dataclass(frozen=True, slots=True)
class Seeding:
    """What is to be made: a size, from a seed, around a day that is lived up to `until`."""

    size: Size
    seed: int
    day: date
    until: datetime

    def past(self) -> list[date]:
        """The days lived before the day itself."""
        return [self.day - timedelta(days=ago) for ago in range(self.size.days_lived, 0, -1)]

    def worked(self) -> list[date]:
        """The days with shifts."""
        return [*self.past(), *(self.day + timedelta(days=ahead) for ahead in range(DAYS_AHEAD + 1))]

    def cooked(self) -> list[date]:
        """The days with menus."""
        return [*self.past(), *(self.day + timedelta(days=ahead) for ahead in range(self.size.menu_days))]


def seed_city(seeding: Seeding, progress: Progress) -> Keys:
    """Make the city; answers what it hands out. Stations are written one by one, each whole or not at all."""
    load_services()
    divisions = _divisions(seeding.size)
    homes, keys, first = land.homes_of_stations(divisions), Keys(), None
    for position in range(seeding.size.stations):
        settled = _settle(seeding, position, homes, keys)
        first = first or settled
        progress(position + 1, seeding.size.stations)
    if first:
        _hand_out(first, divisions[0], keys)
    return keys


def _divisions(size: Size) -> list[AdminDivision]:
    """The divisions imported before, or made ones."""
    if imported := list(AdminDivision.objects.order_by("code")):
        return imported
    made = land.make_divisions(size)
    for division in made:
        division.save(force_insert=True)
    return made


@transaction.atomic
def _settle(seeding: Seeding, position: int, homes: Sequence[AdminDivision], keys: Keys) -> Settled:
    rng = Random(f"{seeding.seed}/station/{position}")
    station = land.make_station(position, homes, rng)
    station.kitchen = land.make_kitchen(station, rng)
    station.kitchen.save(force_insert=True)
    station.save(force_insert=True)
    settled = _people(seeding, station, position, keys)
    dishes = Dish.objects.bulk_create(_dishes(seeding, station.kitchen))
    for day in [*seeding.past(), seeding.day]:
        _one_day(seeding, settled, dishes, day, position)
    if seeding.size.days_lived:
        _follow(station, seeding.until)
    return settled


def _dishes(seeding: Seeding, kitchen: Kitchen) -> Iterator[Dish]:
    for day in seeding.cooked():
        yield from menus.menu_of(kitchen, day, seeding.seed)


def _people(seeding: Seeding, station: CareStation, position: int, keys: Keys) -> Settled:
    orders_a_day = seeding.size.orders_of_station(position)
    team = make_team(station, orders_a_day, seeding.day, seeding.seed)
    Caregiver.objects.bulk_create(worker.caregiver for worker in team)
    Credential.objects.bulk_create(paper for worker in team for paper in worker.credentials)
    Shift.objects.bulk_create(shift for worker in team for shift in worker.shifts(seeding.worked()))
    households = make_households(station, orders_a_day, seeding.day, seeding.seed)
    Elder.objects.bulk_create(house.elder for house in households)

    moved_in_at = at(seeding.worked()[0] - timedelta(days=30), time(9, 0))
    operator = doors.open_station(station, keys)
    visitor = team[doors.LOGIN_CARER].caregiver if position == 0 else None
    carers = doors.open_workers(team, keys, visitor=visitor)
    elders, families = doors.open_homes(households, moved_in_at, keys)
    cast = Cast(
        operator,
        accounts={worker.caregiver.number: account for worker, account in zip(team, carers, strict=True)},
        families={house.elder.number: account for house, account in zip(households, families, strict=False)},
        door_codes=keys.door_codes,
    )
    return Settled(station, team, households, cast, elders, visitor)


def _one_day(seeding: Seeding, settled: Settled, dishes: Sequence[Dish], day: date, position: int) -> None:
    """Take the day's requests the evening before, and live the part of the day that has passed."""
    wishes = wishes_of(
        settled.households,
        {service.code: service for service in ServiceItem.objects.all()},
        [dish for dish in dishes if dish.day == day],
        day=day,
        how_many=seeding.size.orders_of_station(position),
        seed=seeding.seed,
        until=seeding.until,
    )
    place_orders(station=settled.station, wishes=wishes, by=settled.cast.operator, seed=seeding.seed)
    if seeding.size.days_lived:
        # The past ends before the evening, when requests for the next day come in: the log stays in order.
        ends = min(at(day, time(19, 59)), seeding.until)
        script = script_of(
            station=settled.station,
            day=day,
            until=ends,
            team=_at_work(settled, is_past=day < seeding.day),
            cast=settled.cast,
            seed=seeding.seed,
        )
        write_day(station=settled.station, script=script, seed=seeding.seed)


def _at_work(settled: Settled, *, is_past: bool) -> list[Worker]:
    """Who moves: on the day itself not the visitor's carer, whose visits nobody but the visitor would end."""
    return [worker for worker in settled.team if is_past or worker.caregiver != settled.visitor]


def _follow(station: CareStation, until: datetime) -> None:
    """Judge what was lived, as the log's follower does in a running city."""
    while follow.follow_station(station_id=station.pk, at=until):
        continue
    follow.judge_overdue(station_id=station.pk, at=until)


def _hand_out(first: Settled, city: AdminDivision, keys: Keys) -> None:
    """Give one account of each role a password: all of them belong together, at the first station."""
    regulator, administrator = doors.open_offices(city, keys)
    carer = first.team[doors.LOGIN_CARER].caregiver.number
    family = next(iter(first.cast.families.values()))
    accounts = {
        Role.STATION_OPERATOR: first.cast.operator,
        Role.CAREGIVER: first.cast.accounts[carer],
        Role.FAMILY_MEMBER: family,
        Role.ELDER: first.elders[0],
        Role.REGULATOR: regulator,
        Role.ADMINISTRATOR: administrator,
    }
    doors.give_passwords(accounts, keys)
