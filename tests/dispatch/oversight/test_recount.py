"""Recounting finds what somebody changed behind the counts' back, and nothing else."""

import io
from datetime import timedelta

import pytest
from cryptography.fernet import Fernet
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.db.models import Model
from pytest_django.fixtures import Settings

from dispatch.orders.models import Complaint, Move, OrderEvent, Resolution, State, WorkOrder
from dispatch.orders.permissions import Standing
from dispatch.oversight.recount import recount
from dispatch.quality import follow
from dispatch.quality.models import DayCount, Verdict
from stations.people.models import Caregiver
from stations.people.sealed import NoKeyOpens
from tests.builders.orders import Quarter, make_move, make_order
from tests.builders.stations import DAY, at, make_elder, make_family_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def judged() -> Quarter:
    """A station with one missed and one completed order, both judged."""
    quarter = Quarter()
    for state in (State.MISSED, State.COMPLETED):
        make_order(quarter, state=state, elder=make_elder(quarter.station))
    follow.follow_station(station_id=quarter.station.pk, at=at(12))
    return quarter


@pytest.mark.usefixtures("judged")
def test_untouched_counts_agree() -> None:
    assert list(recount()) == []


@pytest.mark.usefixtures("judged")
def test_a_count_made_better_is_found() -> None:
    DayCount.objects.update(accurate=2)
    assert [found.where.split()[-1] for found in recount()] == ["accurate"]


@pytest.mark.usefixtures("judged")
def test_a_verdict_made_better_is_found_in_itself() -> None:
    Verdict.objects.filter(first_fail="C0").update(first_fail="", accurate=True)
    assert any("first_fail" in found.where for found in recount())


@pytest.mark.usefixtures("judged")
def test_a_verdict_taken_away_is_found() -> None:
    Verdict.objects.filter(first_fail="C0").delete()
    assert any(found.kept == "none" for found in recount())


@pytest.mark.usefixtures("judged")
def test_only_the_days_asked_for_are_recounted() -> None:
    DayCount.objects.update(accurate=2)
    after = DAY + timedelta(days=1)
    assert list(recount(from_day=after)) == []
    assert list(recount(until_day=DAY)) == []
    assert list(recount(from_day=DAY, until_day=after)) != []


@pytest.mark.usefixtures("judged")
def test_the_command_shows_the_differences_and_ends_with_an_error() -> None:
    call_command("recount", stdout=io.StringIO())
    DayCount.objects.update(population=7)
    out = io.StringIO()
    with pytest.raises(CommandError, match="1 differences"):
        call_command("recount", stdout=out)
    assert "population: kept 7, recounted 2" in out.getvalue()


ONLY_SQLITE = pytest.mark.skipif(connection.vendor != "sqlite", reason="other databases refuse such a value")


@ONLY_SQLITE
@pytest.mark.parametrize(
    ("model", "column", "value"),
    [
        (OrderEvent, "happened_at", "yesterday"),
        (WorkOrder, "day", "soon"),
        (Verdict, "answers", "{"),
        (DayCount, "day", "soon"),
    ],
)
def test_a_row_that_cannot_be_read_is_named_and_the_recount_ends_with_an_error(
    judged: Quarter, model: type[Model], column: str, value: str
) -> None:
    of_move = {"move": Move.CHECK_IN} if model is OrderEvent else {}
    row = model._default_manager.filter(**of_move).latest("pk")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA ignore_check_constraints = ON")
        cursor.execute(f"UPDATE {model._meta.db_table} SET {column} = %s WHERE id = %s", [value, row.pk])
        cursor.execute("PRAGMA ignore_check_constraints = OFF")
    said = io.StringIO()
    with pytest.raises(CommandError, match="1 rows cannot be read"):
        call_command("recount", stdout=said)
    assert f"{model._meta.label} {row.pk} cannot be read" in said.getvalue()


@pytest.mark.usefixtures("judged")
def test_no_missing_key_of_personal_data_stands_in_the_way_of_a_recount(settings: Settings) -> None:
    settings.FIELD_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(NoKeyOpens):
        Caregiver.objects.get()
    assert list(recount()) == []


@pytest.mark.usefixtures("judged")
def test_a_fault_that_no_row_explains_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dispatch.oversight.recount.verdict_of", lambda *_given: int("no number"))
    with pytest.raises(ValueError, match="no number"):
        call_command("recount", stdout=io.StringIO())


@pytest.mark.usefixtures("judged")
@pytest.mark.parametrize("change", [{"state": State.SETTLED}, {"version": 40}])
def test_an_order_moved_past_the_log_is_found(change: dict[str, object]) -> None:
    order = WorkOrder.objects.filter(state=State.COMPLETED).get()
    WorkOrder.objects.filter(pk=order.pk).update(**change)
    (found,) = [found for found in recount() if found.where == f"order {order.number}"]
    assert found.recounted == f"COMPLETED, version {order.version}"


def complained_of(quarter: Quarter) -> WorkOrder:
    """A visit somebody complained of, decided, and not solved in their eyes."""
    order = make_order(quarter, state=State.COMPLETED, elder=make_elder(quarter.station))
    for hour, (move, reason) in enumerate(
        (
            (Move.EVALUATE, "complaint_late"),
            (Move.DECIDE_COMPLAINT, "complaint_upheld"),
            (Move.REPORT_RESOLUTION, "not_resolved"),
        ),
        start=11,
    ):
        by = make_family_member(order.elder) if move is Move.EVALUATE else quarter.hands[Standing.REGULATOR]
        order = make_move(quarter, order, move, at=at(hour), facts={"reason": reason}, by=by)
    follow.follow_station(station_id=quarter.station.pk, at=at(14))
    return order


def test_a_complaint_and_its_answer_come_to_the_same_from_the_log(judged: Quarter) -> None:
    complained_of(judged)
    assert list(recount()) == []


@pytest.mark.parametrize(
    "change",
    [
        {"resolution": Resolution.RESOLVED},
        {"resolution": ""},
        {"complaint": Complaint.DISMISSED},
        {"complaint": "", "resolution": ""},
    ],
)
def test_a_complaint_made_better_than_its_log_is_found(judged: Quarter, change: dict[str, str]) -> None:
    order = complained_of(judged)
    WorkOrder.objects.filter(pk=order.pk).update(**change)
    (found,) = recount()
    assert found.where == f"complaint of {order.number}"
    assert found.recounted == "UPHELD, NOT_RESOLVED"


def test_a_complaint_nobody_made_is_found(judged: Quarter) -> None:
    order = make_order(judged, state=State.COMPLETED, elder=make_elder(judged.station))
    follow.follow_station(station_id=judged.station.pk, at=at(14))
    WorkOrder.objects.filter(pk=order.pk).update(complaint=Complaint.OPEN)
    assert [(found.kept, found.recounted) for found in recount()] == [("OPEN, none", "none, none")]


def test_an_order_whose_events_are_gone_is_found(judged: Quarter) -> None:
    order = make_order(judged, elder=make_elder(judged.station))
    OrderEvent.objects.filter(order=order).delete()
    assert [found.where for found in recount()] == [f"order {order.number}"]


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (["--from", "2026-11-25", "--until", "2026-11-25"], "no day"),
        (["--from", "25.11."], "2026-11-23"),
    ],
)
def test_a_period_without_a_day_is_refused(options: list[str], complaint: str) -> None:
    with pytest.raises(CommandError, match=complaint):
        call_command("recount", *options)
