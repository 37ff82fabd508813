"""The seeded city: the right size, the same from the same seed, and nothing in it that the rules forbid."""

from collections import Counter
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.db.models import QuerySet
from django.test import Client
from pytest_django.fixtures import Settings

from dispatch.orders.acts import dispatch_planned
from dispatch.orders.models import OrderEvent, State, StationFeed, WorkOrder
from dispatch.oversight.evidence import first_evidence_flaw, unsealed_evidence
from dispatch.oversight.ledger import chain_of, first_flaw
from dispatch.oversight.recount import recount
from dispatch.quality.models import Verdict
from dispatch.visits.acts import make_move
from dispatch.visits.models import Evidence
from dispatch.visits.sealing import SEALED
from eldercare.demo.city import seeding as seeding_room
from eldercare.demo.city.doors import Keys
from eldercare.demo.city.past import Done
from eldercare.demo.city.seeding import Seeding, seed_city
from eldercare.demo.city.sizes import SIZES, Size
from eldercare.demo.city.staff import at
from eldercare.demo.city.writing import write_day
from stations.people.identity import is_id_number, is_phone
from stations.people.models import Account, Elder, Role, Shift
from stations.people.selectors import qualified_caregivers
from stations.places.models import AdminDivision, CareStation
from tests.builders.http import post
from tests.builders.one_time_password import one_time_password

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 23)
SMALL = Size(
    "small",
    districts=1,
    subdistricts=2,
    communities=2,
    stations=2,
    orders_a_day=30,
    days_lived=1,
    menu_days=2,
)


def seeded(size: Size = SMALL, seed: int = 7) -> Keys:
    return seed_city(Seeding(size, seed, DAY, at(DAY, time(9, 15))), lambda _done, _whole: None)


def picture() -> tuple[object, ...]:
    """What must be the same from the same seed, primary keys and secrets left out."""
    orders = WorkOrder.objects.order_by("created_at", "elder__number", "service__code")
    told = orders.values_list("elder__number", "service__code", "window_from", "state", "price_fen")
    elders = [(elder.number, elder.name, elder.id_number, elder.address) for elder in Elder.objects.all()]
    return (
        elders,
        list(told),
        list(Shift.objects.order_by("pk").values_list("caregiver__number", "starts_at")),
    )


def test_the_small_city_is_one_district_with_four_stations_and_150_orders_a_day() -> None:
    seeded(SIZES["demo"])
    assert CareStation.objects.count() == 4
    assert AdminDivision.objects.filter(level="district").count() == 1
    counted = Counter(WorkOrder.objects.values_list("day", flat=True))
    assert len(counted) == 4
    assert set(counted.values()) == {150}
    assert list(recount()) == []
    _believable(Verdict.objects.filter(day__lt=DAY, counted=True))
    assert not Verdict.objects.filter(answers__C7__reason="at_two_doors").exists()


def _believable(judged: QuerySet[Verdict]) -> None:
    """Nearly all went well, and a regulator finds something of several kinds that did not."""
    assert judged.count() > 440
    assert 0.94 < judged.filter(accurate=True).count() / judged.count() < 0.99
    assert {"C0", "C1", "C5"} <= set(judged.values_list("first_fail", flat=True))
    assert len(set(judged.exclude(first_fail="").values_list("first_fail", flat=True))) >= 4


@pytest.mark.parametrize(
    ("name", "divisions", "stations", "orders"), [("ordos", 98, 66, 2000), ("beijing", 366, 1000, 100_000)]
)
def test_the_large_cities_have_the_numbers_of_the_real_ones(
    name: str, divisions: int, stations: int, orders: int
) -> None:
    size = SIZES[name]
    assert 1 + size.districts + size.subdistricts == divisions
    assert size.stations == stations
    assert sum(size.orders_of_station(position) for position in range(stations)) == orders


def test_the_same_seed_makes_the_same_city_and_another_one_another() -> None:
    pictures = []
    for seed in (7, 7, 8):
        with transaction.atomic():
            seeded(seed=seed)
            pictures.append(picture())
            transaction.set_rollback(True)
    assert pictures[0] == pictures[1]
    assert pictures[0] != pictures[2]


def test_every_order_could_have_been_asked_for() -> None:
    seeded()
    for order in WorkOrder.objects.select_related("elder", "service", "station", "request"):
        assert (
            qualified_caregivers(order.station, order.service, order.day).count() >= order.caregivers_needed
        )
        assert sum(share["fen"] for share in order.funder_shares) == order.price_fen
        if order.service.is_meal:
            assert order.cooked_at is not None
            assert order.request.dishes


def test_nobody_in_it_is_real_and_everybody_is_well_formed() -> None:
    seeded()
    for elder in Elder.objects.all():
        assert is_id_number(elder.id_number, DAY)
        assert elder.id_number.startswith("159999")
        assert is_phone(elder.phone)


def test_the_log_of_a_seeded_city_holds() -> None:
    seeded()
    stations = CareStation.objects.all()
    assert [first_flaw(chain_of(station)) for station in stations] == [None, None]
    assert [first_evidence_flaw(station) for station in stations] == [None, None]
    assert [unsealed_evidence(station) for station in stations] == [0, 0]
    stamps = OrderEvent.objects.order_by("station", "seq").values_list("station", "recorded_at")
    by_station: dict[int, list[object]] = {}
    for station, recorded_at in stamps:
        by_station.setdefault(station, []).append(recorded_at)
    assert all(times == sorted(times, key=str) for times in by_station.values())


def test_the_day_before_is_lived_and_judged_and_the_day_itself_waits_for_its_plan() -> None:
    seeded()
    yesterday, today = (WorkOrder.objects.filter(day=day) for day in (date(2026, 11, 22), DAY))
    assert not yesterday.filter(state__in=(State.CREATED, State.DISPATCHED)).exists()
    assert Verdict.objects.filter(day=date(2026, 11, 22)).count() == yesterday.count()
    assert today.filter(state=State.CREATED).count() > today.count() / 2


def test_a_day_written_in_bulk_is_the_same_to_the_hash_as_one_lived_through_the_acts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The hash chain covers every event; what hangs on the events is compared beside it.

    Digests of evidence hold the numbers of orders, which differ; that they fit is another test's.
    """
    traces = []
    for lived in (write_day, _through_the_acts):
        with transaction.atomic():
            monkeypatch.setattr(seeding_room, "write_day", lived)
            # Codes behind doors are drawn afresh each time; the numbers of rows are not.
            seeded()
            traces.append(_trace())
            transaction.set_rollback(True)
    assert traces[0] == traces[1]


def _trace() -> tuple[object, ...]:
    events = OrderEvent.objects.order_by("station__code", "seq")
    told_of = events.values_list(
        "station__code",
        "seq",
        "order__elder__number",
        "version",
        "move",
        "state",
        "facts",
        "recorded_at",
        "by__username",
    )
    orders = WorkOrder.objects.order_by("created_at", "elder__number", "service__code")
    states = orders.values_list(
        "state", "version", "promised_at", "changed_at", "state_before_exception", "complaint"
    )
    evidence = Evidence.objects.order_by("event__station__code", "event__seq")
    shown = evidence.values_list(
        "event__seq",
        "move",
        "caregiver__number",
        "latitude",
        "distance_meters",
        "proof_kind",
        "proof_valid",
        "items_done",
    )
    given = orders.values_list(
        "assignments__caregiver__number",
        "assignments__assigned_at",
        "assignments__ended_at",
        "assignments__round_position",
    )
    told = [[_without_digest(value) for value in event] for event in told_of]
    return told, list(states), list(shown), sorted(map(str, given))


def _without_digest(value: object) -> object:
    if isinstance(value, dict) and SEALED in value:
        return {**value, SEALED: "sealed"}
    return value


def _through_the_acts(*, station: CareStation, script: list[Done], seed: int) -> int:
    """Live a script as people do: one move after the other, each through its door."""
    versions = {done.order.pk: done.order.version for done in script}
    for position, done in enumerate(script):
        order = WorkOrder.objects.get(pk=done.order.pk)
        common: dict[str, Any] = {
            "order": order,
            "seen": versions[order.pk],
            "by": done.by,
            "at": done.at,
            "command": f"{seed:08d}-{station.pk:04d}-4000-8000-{_digits(done, position)}",
        }
        moved = (
            dispatch_planned(stops=done.stops, **common)
            if done.stops
            else make_move(
                move=done.move, happened_at=done.at, report=done.report, reason_code=done.reason, **common
            )
        )
        versions[order.pk] = moved.version
    return len(script)


def _digits(done: Done, position: int) -> str:
    return f"{done.order.day:%Y%m%d}{position:04d}"


def test_one_login_a_role_can_sign_in_and_no_two_are_the_same() -> None:
    keys = seeded()
    assert set(keys.logins) == set(Role.values)
    for login in keys.logins.values():
        assert Account.objects.get(username=login["username"]).check_password(login["password"])
    assert len({login["password"] for login in keys.logins.values()}) == len(keys.logins)


def test_a_city_hands_out_the_second_factor_with_which_its_offices_sign_in(
    client: Client, settings: Settings
) -> None:
    settings.SECOND_FACTOR_ROLES = ["regulator", "administrator"]
    keys = seeded()
    assert [role for role in keys.logins if "otpauth" in keys.logins[role]] == ["regulator", "administrator"]
    for role in settings.SECOND_FACTOR_ROLES:
        login = keys.logins[role]
        typed = {"username": login["username"], "password": login["password"]}
        assert post(client, "session", typed).json()["code"] == "otp_needed"
        opened = post(client, "session", {**typed, "otp": one_time_password(login["otpauth"])})
        assert (opened.status_code, opened.json()["role"]) == (200, role)


def test_the_visitors_caregiver_is_left_to_the_visitor() -> None:
    keys = seeded()
    visitor = Account.objects.get(username=keys.logins["caregiver"]["username"]).caregiver
    assert visitor is not None
    assert visitor.number not in keys.caregivers
    assert len(keys.caregivers) > 10
    todays = WorkOrder.objects.filter(day=DAY, assignments__caregiver=visitor)
    assert not todays.exists()


def test_the_files_are_for_their_owner_only(tmp_path: Path) -> None:
    keys = seeded()
    keys.write(tmp_path / "logins.json")
    for name in ("logins.json", "simulation.json"):
        assert (tmp_path / name).stat().st_mode & 0o077 == 0


def test_imported_divisions_are_used_as_they_are() -> None:
    city = AdminDivision.objects.create(code="150600000000", name="鄂尔多斯市", level="city")
    district = AdminDivision.objects.create(code="150602000000", name="东胜区", level="district", parent=city)
    AdminDivision.objects.create(code="150602001000", name="交通街道", level="subdistrict", parent=district)
    seeded()
    assert AdminDivision.objects.count() == 3
    assert set(CareStation.objects.values_list("division__code", flat=True)) == {"150602001000"}


def test_heads_stand_where_the_logs_end() -> None:
    seeded()
    for feed in StationFeed.objects.all():
        last = OrderEvent.objects.filter(station=feed.station_id).order_by("-seq")[0]
        assert (feed.last_seq, feed.last_hash) == (last.seq, last.hash)
