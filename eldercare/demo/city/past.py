"""The days before: what everybody did, order by order, as people would have lived it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum, auto
from random import Random

from dispatch.orders.acts import Stop
from dispatch.orders.models import Move, WorkOrder
from dispatch.orders.reasons import MoveReason
from dispatch.visits.door import DoorReport, Position, Proof
from dispatch.visits.models import ProofKind
from eldercare.demo.city.land import moved
from eldercare.demo.city.rounds import Round, put_off, rounds_of
from eldercare.demo.city.staff import Worker, at
from stations.people.models import Account, Elder
from stations.places.models import CareStation

NOTHING_REPORTED = DoorReport()


class Fate(Enum):
    """How a visit went; most go well."""

    WELL = auto()
    LATE = auto()
    CUT_SHORT = auto()
    LOCATION_OFF = auto()
    MOCK_POSITION = auto()
    NO_PROOF = auto()
    NOBODY_HOME = auto()
    CALLED_OFF = auto()


CHANCES = {
    Fate.WELL: 0.958,
    Fate.LATE: 0.006,
    Fate.CUT_SHORT: 0.006,
    Fate.LOCATION_OFF: 0.004,
    Fate.MOCK_POSITION: 0.001,
    Fate.NO_PROOF: 0.005,
    Fate.NOBODY_HOME: 0.005,
    Fate.CALLED_OFF: 0.015,
}
# What families complain of, and how often; and how often they praise what went well.
COMPLAINED = {
    Fate.LATE: (MoveReason.COMPLAINT_LATE, 0.6),
    Fate.CUT_SHORT: (MoveReason.COMPLAINT_POOR, 0.4),
}
RARELY, PRAISED = 0.04, 0.15
OFFICE_OPENS = time(7, 5)
GPS_NOISE_METERS = 14


@dataclass(frozen=True, slots=True)
class Done:
    """One move somebody made at an instant, and what the tablet reported with it."""

    at: datetime
    order: WorkOrder
    move: Move
    by: Account
    report: DoorReport = NOTHING_REPORTED
    reason: MoveReason | None = None
    stops: Sequence[Stop] = ()


@dataclass(frozen=True, slots=True)
class Cast:
    """Who is there: the operator, accounts of caregivers and of families, the codes behind the doors."""

    operator: Account
    accounts: Mapping[str, Account]
    families: Mapping[str, Account]
    door_codes: Mapping[str, str]

    def account_of(self, worker: Worker) -> Account:
        """The account of a caregiver's tablet."""
        return self.accounts[worker.caregiver.number]


def script_of(
    *, station: CareStation, day: date, until: datetime, team: Sequence[Worker], cast: Cast, seed: int
) -> list[Done]:
    """All that happened at a station on a day up to an instant, first to last.

    Only orders whose window begins before `until` are touched.
    """
    rng = Random(f"{seed}/past/{station.code}/{day}")
    rows = WorkOrder.objects.filter(station=station, day=day, window_from__lt=until)
    orders = list(rows.select_related("elder", "service", "station").order_by("number"))
    visits, left_over = rounds_of(orders, team)
    # Whoever has not set out yet is left to the plan of the day.
    visits = [visit for visit in visits if visit.departs_at < until]
    script = [
        done
        for position, visit in enumerate(visits, 1)
        for done in _script(visit, position, visits, cast, rng)
    ]
    script += [_missed(order, cast) for order in left_over]
    return sorted((done for done in script if done.at <= until), key=lambda done: done.at)


def _missed(order: WorkOrder, cast: Cast) -> Done:
    at_last = order.window_until + timedelta(minutes=30)
    return Done(at_last, order, Move.MISS, cast.operator, reason=MoveReason.NO_CAREGIVER_FREE)


def _script(visit: Round, position: int, visits: Sequence[Round], cast: Cast, rng: Random) -> Iterator[Done]:
    """All that happened to one order, first to last."""
    fate = rng.choices(list(CHANCES), list(CHANCES.values()))[0]
    order, carer = visit.order, cast.account_of(visit.workers[0])
    opened = at(order.day, OFFICE_OPENS) + timedelta(seconds=4 * position)
    stops = [
        Stop(caregiver=worker.caregiver, planned_start_at=visit.begins_at, round_position=position)
        for worker in visit.workers
    ]
    yield Done(opened, order, Move.DISPATCH, cast.operator, stops=stops)
    family = cast.families.get(order.elder.number)
    if fate == Fate.CALLED_OFF and family:
        yield Done(opened + timedelta(minutes=8), order, Move.CANCEL, family, reason=MoveReason.NOT_NEEDED)
        return
    yield Done(opened + timedelta(minutes=rng.uniform(2, 15)), order, Move.ACCEPT, carer)
    delay = timedelta(minutes=rng.uniform(95, 140) if fate == Fate.LATE else rng.uniform(0, 2))
    if fate == Fate.LATE:
        visit, delay = put_off(visit, delay, visits), timedelta()
    yield Done(visit.departs_at + delay, order, Move.DEPART, carer)
    if fate == Fate.NOBODY_HOME:
        yield from _nobody_home(visit, carer, cast, rng)
    else:
        yield from _at_the_door(visit, visit.begins_at + delay, fate, carer, cast, rng)


def _nobody_home(visit: Round, carer: Account, cast: Cast, rng: Random) -> Iterator[Done]:
    """Rang, phoned elder and family, told the operator, who closed it."""
    told = visit.begins_at + timedelta(minutes=rng.uniform(10, 14))
    yield Done(told, visit.order, Move.RAISE_EXCEPTION, carer, reason=MoveReason.NOBODY_HOME)
    yield Done(
        told + timedelta(minutes=9), visit.order, Move.MISS, cast.operator, reason=MoveReason.NOBODY_HOME
    )


def _at_the_door(
    visit: Round, began: datetime, fate: Fate, carer: Account, cast: Cast, rng: Random
) -> Iterator[Done]:
    order = visit.order
    share = rng.uniform(0.4, 0.6) if fate == Fate.CUT_SHORT else rng.uniform(0.9, 1.15)
    ended = began + timedelta(minutes=max(2.0, order.service_minutes * share))
    # Whoever has the next way to go leaves in time for it.
    ended = min(ended, visit.free_at)
    code = "" if fate == Fate.NO_PROOF else cast.door_codes[order.elder.number]
    ticked = [{"service": order.service.code, "done": True}]
    arrival = door_report(order.elder, rng, code=code, located=fate != Fate.LOCATION_OFF)
    leaving = door_report(
        order.elder, rng, items=ticked, mock=fate == Fate.MOCK_POSITION, located=fate != Fate.LOCATION_OFF
    )
    yield Done(began, order, Move.CHECK_IN, carer, arrival)
    # Of two carers the second starts the service: that is how both are seen at the door.
    second, there = cast.account_of(visit.workers[-1]), door_report(order.elder, rng)
    yield Done(began + timedelta(seconds=25), order, Move.START_SERVICE, second, there)
    yield Done(ended, order, Move.CHECK_OUT, carer, leaving)
    yield Done(ended + timedelta(seconds=20), order, Move.COMPLETE, carer)
    if (family := cast.families.get(order.elder.number)) and (said := _rating(fate, rng)):
        rated = ended + timedelta(minutes=rng.uniform(15, 90))
        yield Done(rated, order, Move.EVALUATE, family, reason=said)


def _rating(fate: Fate, rng: Random) -> MoveReason | None:
    """What a family says of a visit, if anything: most say nothing."""
    complaint, chance = COMPLAINED.get(fate, (MoveReason.COMPLAINT_MANNERS, RARELY))
    if rng.random() < chance:
        return complaint
    return MoveReason.SATISFIED if rng.random() < PRAISED and fate not in COMPLAINED else None


def door_report(
    elder: Elder,
    rng: Random,
    *,
    code: str = "",
    items: Sequence[Mapping[str, object]] = (),
    mock: bool = False,
    located: bool = True,
) -> DoorReport:
    """What a tablet at the door reports: a fix some meters off, perhaps the code behind the door."""
    latitude, longitude = moved(
        (elder.latitude, elder.longitude), rng.gauss(0, GPS_NOISE_METERS), rng.gauss(0, GPS_NOISE_METERS)
    )
    position = Position(latitude, longitude, accuracy_meters=round(rng.uniform(6, 30), 1), mock=mock)
    proof = Proof(ProofKind.QR_CODE, code) if code else None
    return DoorReport(position=position if located else None, proof=proof, items_done=items)
