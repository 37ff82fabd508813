"""Moves at the door and the evidence they leave."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from dispatch.orders.models import Move, OrderEvent, State, WorkOrder
from dispatch.orders.permissions import Standing
from dispatch.orders.refusals import MovedOn, WrongHeadCount
from dispatch.visits.acts import issue_door_proof, make_move
from dispatch.visits.door import DoorReport, Position, Proof
from dispatch.visits.models import DoorProof, Evidence, ProofKind
from dispatch.visits.refusals import UnbelievableMove, UnfitForOrder
from stations.ground.refusal import NotYours
from stations.people.models import Caregiver, Role, Sex
from stations.places.coordinates import from_wgs84
from stations.places.models import Datum
from tests.builders.orders import Quarter, make_order
from tests.builders.stations import DAY, at, make_account, make_caregiver, make_shift

pytestmark = pytest.mark.django_db


def at_home(quarter: Quarter, **changed: Any) -> Position:
    """A fix at the elder's door."""
    given = {
        "latitude": quarter.elder.latitude,
        "longitude": quarter.elder.longitude,
        "accuracy_meters": 8.0,
        "mock": False,
    }
    return Position(**given | changed)


def move(quarter: Quarter, order: WorkOrder, name: Move, **given: Any) -> WorkOrder:
    """One move by who may make it, at 09:00."""
    values: dict[str, Any] = {
        "seen": order.version,
        "by": quarter.who_may(name),
        "at": at(9),
        "happened_at": at(9),
        "command": uuid4(),
    }
    return make_move(order=order, move=name, **values | given)


def test_a_check_in_keeps_its_position_and_how_far_it_was_from_home() -> None:
    quarter = Quarter()
    order = make_order(quarter, state=State.DEPARTED)
    north = at_home(quarter, latitude=quarter.elder.latitude + 0.001)
    moved = move(quarter, order, Move.CHECK_IN, report=DoorReport(position=north))
    evidence = Evidence.objects.get(order=order)
    assert moved.state == State.CHECKED_IN
    assert evidence.distance_meters == pytest.approx(111.2, abs=0.2)
    assert evidence.caregiver == quarter.caregiver
    assert (evidence.accuracy_meters, evidence.mock, evidence.source_datum) == (8.0, False, Datum.WGS84)


@pytest.mark.parametrize("datum", [Datum.GCJ02, Datum.BD09])
def test_a_fix_in_another_datum_is_kept_in_wgs84(datum: Datum) -> None:
    quarter = Quarter()
    order = make_order(quarter, state=State.DEPARTED)
    latitude, longitude = from_wgs84(quarter.elder.latitude, quarter.elder.longitude, datum)
    fix = at_home(quarter, latitude=latitude, longitude=longitude, datum=datum)
    move(quarter, order, Move.CHECK_IN, report=DoorReport(position=fix))
    evidence = Evidence.objects.get(order=order)
    assert evidence.distance_meters is not None
    assert evidence.distance_meters < 0.5
    assert evidence.source_datum == datum


def test_location_switched_off_is_recorded_and_not_refused() -> None:
    quarter = Quarter()
    order = make_order(quarter, state=State.DEPARTED)
    move(quarter, order, Move.CHECK_IN)
    evidence = Evidence.objects.get(order=order)
    assert evidence.latitude is None
    assert evidence.distance_meters is None


def test_the_same_command_again_leaves_one_move_and_one_piece_of_evidence() -> None:
    quarter = Quarter()
    order = make_order(quarter, state=State.DEPARTED)
    command, seen = uuid4(), order.version
    first = move(quarter, order, Move.CHECK_IN, command=command, seen=seen)
    again = move(quarter, order, Move.CHECK_IN, command=command, seen=seen, at=at(9) + timedelta(days=9))
    assert (first.version, first.state) == (again.version, again.state)
    assert Evidence.objects.filter(order=order).count() == 1


def test_a_refused_move_leaves_no_evidence() -> None:
    quarter = Quarter()
    order = make_order(quarter, state=State.ACCEPTED)
    with pytest.raises(MovedOn):
        move(quarter, order, Move.CHECK_IN, report=DoorReport(position=at_home(quarter)))
    assert not Evidence.objects.exists()


def test_an_operator_cannot_make_evidence() -> None:
    quarter = Quarter()
    order = make_order(quarter, state=State.DEPARTED)
    with pytest.raises(NotYours):
        move(quarter, order, Move.CHECK_IN, by=quarter.operator)


def test_a_door_that_stays_shut_leaves_evidence_of_having_been_there() -> None:
    quarter = Quarter()
    order = make_order(quarter, state=State.DEPARTED)
    carer = quarter.hands[Standing.ASSIGNED_CAREGIVER]
    report = DoorReport(position=at_home(quarter))
    move(quarter, order, Move.RAISE_EXCEPTION, by=carer, report=report, reason="nobody_home")
    assert Evidence.objects.get(order=order).distance_meters == 0


@pytest.mark.parametrize(
    ("state", "name"), [(State.CHECKED_OUT, Move.COMPLETE), (State.DEPARTED, Move.RAISE_EXCEPTION)]
)
def test_an_operator_brings_no_position(state: State, name: Move) -> None:
    quarter = Quarter()
    order = make_order(quarter, state=state)
    report = DoorReport(position=at_home(quarter))
    with pytest.raises(UnbelievableMove):
        move(quarter, order, name, by=quarter.operator, report=report)
    move(quarter, order, name, by=quarter.operator)
    assert not Evidence.objects.filter(order=order).exists()


@pytest.mark.parametrize(
    ("happened_at", "code"),
    [
        (at(9, 3), "happened_in_future"),
        (at(9, day=DAY - timedelta(days=4)), "happened_too_long_ago"),
        (at(7), "happened_before_order"),
    ],
)
def test_a_time_that_cannot_be_is_refused(happened_at: Any, code: str) -> None:
    quarter = Quarter()
    order = make_order(quarter, state=State.DEPARTED)
    with pytest.raises(UnbelievableMove) as refused:
        move(quarter, order, Move.CHECK_IN, happened_at=happened_at)
    assert refused.value.fields == {"happened_at": code}


def test_a_position_does_not_come_with_a_dispatch() -> None:
    quarter = Quarter()
    order = make_order(quarter)
    report = DoorReport(position=at_home(quarter))
    with pytest.raises(UnbelievableMove) as refused:
        move(quarter, order, Move.DISPATCH, caregivers=[quarter.caregiver], report=report)
    assert refused.value.fields == {"position": "not_with_this_move"}


def test_caregivers_do_not_come_with_a_check_in() -> None:
    quarter = Quarter()
    order = make_order(quarter, state=State.DEPARTED)
    with pytest.raises(UnbelievableMove) as refused:
        move(quarter, order, Move.CHECK_IN, caregivers=[quarter.caregiver])
    assert refused.value.fields == {"caregivers": "not_with_this_move"}


def test_a_tick_for_an_unknown_service_is_refused() -> None:
    quarter = Quarter()
    order = make_order(quarter, state=State.IN_SERVICE)
    report = DoorReport(items_done=[{"service": "palmistry", "done": True}])
    with pytest.raises(UnbelievableMove) as refused:
        move(quarter, order, Move.CHECK_OUT, report=report)
    assert refused.value.fields == {"items_done": "unknown_service"}


class TestProofs:
    def test_the_pin_that_was_issued_holds(self) -> None:
        assert self.checked_in_with(ProofKind.PIN, wrong=False).proof_valid is True

    def test_another_pin_is_recorded_as_not_holding(self) -> None:
        assert self.checked_in_with(ProofKind.PIN, wrong=True).proof_valid is False

    def test_a_proof_that_nothing_was_issued_for_stays_open(self) -> None:
        quarter = Quarter()
        order = make_order(quarter, state=State.DEPARTED)
        proof = Proof(ProofKind.FAMILY_CONFIRMATION)
        move(quarter, order, Move.CHECK_IN, report=DoorReport(proof=proof))
        assert Evidence.objects.get(order=order).proof_valid is None

    def test_a_new_proof_ends_the_one_before(self) -> None:
        quarter = Quarter()
        old, new = self.issue(quarter, ProofKind.QR_CODE), self.issue(quarter, ProofKind.QR_CODE)
        assert old != new
        order = make_order(quarter, state=State.DEPARTED)
        move(quarter, order, Move.CHECK_IN, report=DoorReport(proof=Proof(ProofKind.QR_CODE, old)))
        assert Evidence.objects.get(order=order).proof_valid is False

    def test_the_value_itself_is_not_kept(self) -> None:
        quarter = Quarter()
        value = self.issue(quarter, ProofKind.PIN)
        assert value.isdigit()
        assert value not in DoorProof.objects.get(elder=quarter.elder).digest

    def test_a_card_issued_twice_is_one_card(self) -> None:
        quarter = Quarter()
        for _ in range(2):
            self.issue(quarter, ProofKind.CARD, value="6217 0001")
        assert DoorProof.objects.filter(elder=quarter.elder, revoked_at__isnull=True).count() == 1

    def test_a_caregiver_issues_none(self) -> None:
        quarter = Quarter()
        with pytest.raises(NotYours):
            self.issue(quarter, ProofKind.PIN, by=quarter.hands[Standing.ASSIGNED_CAREGIVER])

    def test_another_station_issues_none(self) -> None:
        with pytest.raises(NotYours):
            self.issue(Quarter(), ProofKind.PIN, by=make_account(Role.STATION_OPERATOR))

    def issue(self, quarter: Quarter, kind: ProofKind, **given: Any) -> str:
        values: dict[str, Any] = {"by": quarter.operator, "at": at(8)}
        return issue_door_proof(elder=quarter.elder, kind=kind, **values | given)

    def checked_in_with(self, kind: ProofKind, *, wrong: bool) -> Evidence:
        quarter = Quarter()
        value = self.issue(quarter, kind)
        order = make_order(quarter, state=State.DEPARTED)
        shown = f"{(int(value) + 1) % 10**6:06d}" if wrong else value
        move(quarter, order, Move.CHECK_IN, report=DoorReport(proof=Proof(kind, shown)))
        return Evidence.objects.get(order=order)


class TestDispatchByHand:
    def test_a_fitting_caregiver_goes_out(self) -> None:
        quarter = Quarter()
        order = move(quarter, make_order(quarter), Move.DISPATCH, caregivers=[quarter.caregiver])
        assert order.state == State.DISPATCHED

    def test_everything_in_the_way_is_named(self) -> None:
        quarter = Quarter()
        order = make_order(quarter)
        idle = make_caregiver(quarter.station)
        expired = make_caregiver(quarter.station, valid_until=DAY - timedelta(days=1))
        assert self.reasons(quarter, order, idle) == {(idle.number, "no_shift")}
        assert {code for _, code in self.reasons(quarter, order, expired)} == {"credential_expired"}
        assert OrderEvent.objects.filter(order=order).count() == 1

    def test_a_shift_that_was_withdrawn_counts_no_more(self) -> None:
        quarter = Quarter()
        order = make_order(quarter)
        quarter.caregiver.shifts.update(withdrawn_from=at(8, 30), withdrawn_reason="ill")
        assert self.reasons(quarter, order, quarter.caregiver) == {(quarter.caregiver.number, "no_shift")}

    def test_a_wish_for_ones_own_sex_holds_while_it_can_be_met(self) -> None:
        quarter, order = self.bath(Sex.MALE)
        men = [self.on_shift(quarter, Sex.MALE) for _ in range(2)]
        women = [self.on_shift(quarter, Sex.FEMALE), quarter.caregiver]
        codes = {code for _, code in self.reasons(quarter, order, *women)}
        assert codes == {"sex_wish"}
        assert move(quarter, order, Move.DISPATCH, caregivers=men).state == State.DISPATCHED

    def test_a_wish_that_nobody_can_meet_binds_nobody(self) -> None:
        quarter, order = self.bath(Sex.MALE)
        women = [self.on_shift(quarter, Sex.FEMALE), quarter.caregiver]
        assert move(quarter, order, Move.DISPATCH, caregivers=women).state == State.DISPATCHED

    def test_a_bath_needs_two(self) -> None:
        quarter, order = self.bath(Sex.FEMALE)
        with pytest.raises(WrongHeadCount):
            move(quarter, order, Move.DISPATCH, caregivers=[quarter.caregiver])

    def bath(self, sex: Sex) -> tuple[Quarter, WorkOrder]:
        quarter = Quarter()
        quarter.elder.sex = sex
        quarter.elder.save()
        make_caregiver(quarter.station)  # two must be qualified before a bath can be asked for
        return quarter, make_order(quarter, service_code="bath_service", window_until=at(11))

    def on_shift(self, quarter: Quarter, sex: Sex) -> Caregiver:
        caregiver = make_caregiver(quarter.station, sex=sex)
        make_shift(caregiver)
        return caregiver

    def reasons(self, quarter: Quarter, order: WorkOrder, *caregivers: Caregiver) -> set[tuple[str, str]]:
        with pytest.raises(UnfitForOrder) as refused:
            move(quarter, order, Move.DISPATCH, caregivers=caregivers)
        found: list[dict[str, str]] = refused.value.facts["reasons"]  # type: ignore[assignment]  # facts are objects
        return {(reason["caregiver"], reason["code"]) for reason in found}
