"""Evidence is sealed by the event it came with: changed, taken away or put there afterwards, it is found."""

import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from dispatch.orders.models import Move, OrderEvent, State, WorkOrder
from dispatch.oversight.anchors import anchor_heads
from dispatch.oversight.evidence import first_evidence_flaw, unsealed_evidence
from dispatch.oversight.ledger import chain_of, first_flaw
from dispatch.visits.door import DoorReport, Proof
from dispatch.visits.models import Evidence, ProofKind
from stations.people.models import Role
from tests.builders.orders import Quarter, make_order
from tests.builders.stations import at, make_account, make_elder
from tests.dispatch.visits.test_acts import at_home, move

pytestmark = pytest.mark.django_db

AT_THE_DOOR = (Move.DEPART, Move.CHECK_IN, Move.START_SERVICE, Move.CHECK_OUT)


def visited(quarter: Quarter) -> WorkOrder:
    """An order visited with positions, a proof, ticks and readings."""
    order = make_order(quarter, state=State.ACCEPTED, elder=make_elder(quarter.station))
    for name in AT_THE_DOOR:
        report = DoorReport(
            # Whole numbers and a fix in the south-west come back from the database as they went.
            position=at_home(quarter, accuracy_meters=8, longitude=-0.0),
            proof=Proof(ProofKind.QR_CODE, "1234") if name == Move.CHECK_IN else None,
            items_done=({"service": "health_check", "done": True},) if name == Move.CHECK_OUT else (),
            measurements={"systolic": 120, "food_celsius": 1e-7} if name == Move.CHECK_OUT else {},
        )
        order = move(quarter, order, name, report=report, at=at(9, 30) + timedelta(microseconds=7))
    return order


@pytest.fixture
def quarter() -> Quarter:
    """A station with two visits made."""
    quarter = Quarter()
    visited(quarter)
    visited(quarter)
    return quarter


def evidence_of(name: Move) -> Evidence:
    return Evidence.objects.select_related("event").filter(move=name).earliest("pk")


def found(quarter: Quarter) -> tuple[int, str] | None:
    """The first event whose evidence is wrong; the chain itself still holds."""
    assert first_flaw(chain_of(quarter.station)) is None
    flaw = first_evidence_flaw(quarter.station)
    return (flaw.seq, flaw.problem) if flaw else None


def test_untouched_evidence_is_what_its_events_sealed(quarter: Quarter) -> None:
    assert Evidence.objects.count() == 8
    assert found(quarter) is None
    assert unsealed_evidence(quarter.station) == 0


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("latitude", 39.8221),
        ("longitude", 110.0051),
        ("accuracy_meters", 5.0),
        ("source_datum", "GCJ02"),
        ("mock", True),
        ("distance_meters", 1.0),
        ("proof_kind", ProofKind.CARD),
        ("proof_valid", True),
        ("items_done", []),
        ("measurements", {"systolic": 119}),
        ("happened_at", at(8, 59)),
        ("received_at", at(9, 29)),
        ("move", Move.CHECK_IN),
        ("caregiver", None),
        ("salt", "0" * 64),
    ],
)
def test_whatever_is_changed_in_a_piece_of_evidence_is_found_at_its_event(
    quarter: Quarter, column: str, value: Any
) -> None:
    touched = evidence_of(Move.CHECK_OUT)
    Evidence.objects.filter(pk=touched.pk).update(**{column: value})
    assert found(quarter) == (touched.event.seq, "its evidence is not what it sealed")


def test_evidence_said_to_be_of_somebody_else_or_another_visit_is_found(quarter: Quarter) -> None:
    touched = evidence_of(Move.CHECK_IN)
    other = make_order(quarter, elder=make_elder(quarter.station))
    for change in ({"by": make_account(Role.CAREGIVER)}, {"order": other}):
        before = Evidence.objects.filter(pk=touched.pk).values(*change).get()
        Evidence.objects.filter(pk=touched.pk).update(**change)
        assert found(quarter) == (touched.event.seq, "its evidence is not what it sealed")
        Evidence.objects.filter(pk=touched.pk).update(**before)


def test_evidence_of_two_moves_changed_over_is_found_at_the_first(quarter: Quarter) -> None:
    first, second = evidence_of(Move.CHECK_IN), evidence_of(Move.CHECK_OUT)
    spare = OrderEvent.objects.filter(evidence__isnull=True).earliest("pk")
    for evidence, event in ((first, spare), (second, first.event), (first, second.event)):
        Evidence.objects.filter(pk=evidence.pk).update(event=event)
    assert found(quarter) == (first.event.seq, "its evidence is not what it sealed")


@pytest.mark.parametrize("name", AT_THE_DOOR)
def test_evidence_taken_away_is_missed_at_its_event(quarter: Quarter, name: Move) -> None:
    taken = evidence_of(name)
    Evidence.objects.filter(pk=taken.pk).delete()
    assert found(quarter) == (taken.event.seq, "its evidence is gone")


@pytest.mark.parametrize("which", ["earliest", "latest"])
def test_evidence_put_beside_an_event_that_brought_none_is_found(quarter: Quarter, which: str) -> None:
    bare = getattr(OrderEvent.objects.filter(evidence__isnull=True), which)("seq")
    forged = evidence_of(Move.CHECK_IN)
    forged.pk, forged.event, forged.order, forged.salt = None, bare, bare.order, ""
    forged.save(force_insert=True)
    assert found(quarter) == (bare.seq, "has evidence that did not come with it")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps nothing that is no instant")
@pytest.mark.parametrize("text", ["yesterday", "2026-13-45 00:00:00"])
def test_evidence_that_cannot_even_be_read_is_found_at_its_event(quarter: Quarter, text: str) -> None:
    touched = evidence_of(Move.CHECK_OUT)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE visits_evidence SET happened_at = %s WHERE id = %s", [text, touched.pk])
    assert found(quarter) == (touched.event.seq, "its evidence cannot be read")


def _seal_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Move as before events sealed their evidence."""
    monkeypatch.setattr("dispatch.visits.acts.seal", lambda evidence, command: {})


def test_evidence_from_before_events_sealed_it_is_counted_and_no_flaw(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    quarter = Quarter()
    with monkeypatch.context() as before:
        _seal_nothing(before)
        visited(quarter)
    assert (found(quarter), unsealed_evidence(quarter.station)) == (None, 4)
    visited(quarter)
    assert (found(quarter), unsealed_evidence(quarter.station)) == (None, 4)


def test_once_a_station_seals_its_evidence_none_goes_unsealed(monkeypatch: pytest.MonkeyPatch) -> None:
    quarter = Quarter()
    visited(quarter)
    _seal_nothing(monkeypatch)
    visited(quarter)
    first_unsealed = Evidence.objects.filter(salt="").earliest("pk").event
    assert found(quarter) == (first_unsealed.seq, "has evidence that did not come with it")


def test_the_command_names_the_first_bad_seq_and_how_much_is_not_covered(
    quarter: Quarter, monkeypatch: pytest.MonkeyPatch
) -> None:
    anchor_heads(at=at(20))
    said = io.StringIO()
    call_command("verify_ledger", stdout=said)
    assert said.getvalue() == "The logs of 1 stations hold.\n"
    older = Quarter()
    with monkeypatch.context() as before:
        _seal_nothing(before)
        visited(older)
    call_command("verify_ledger", stdout=said)
    assert "4 pieces of evidence are older than the sealing of evidence" in said.getvalue()
    touched = evidence_of(Move.CHECK_IN)
    Evidence.objects.filter(pk=touched.pk).update(distance_meters=1.0)
    with pytest.raises(CommandError, match="at 1 of 2 stations"):
        call_command("verify_ledger", stdout=said)
    assert (
        f"{quarter.station.code} seq {touched.event.seq}: its evidence is not what it sealed"
        in said.getvalue()
    )


def test_what_an_event_seals_says_nothing_of_where_anybody_was(quarter: Quarter) -> None:
    digests = [event.facts["evidence"] for event in OrderEvent.objects.filter(evidence__isnull=False)]
    assert all(len(digest) == 64 for digest in digests)
    # Two carers at one door at one instant: equal reports, yet nobody can tell.
    assert len(set(digests)) == len(digests)
