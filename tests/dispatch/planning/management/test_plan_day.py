"""manage.py plan_day."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from dispatch.orders.models import State, WorkOrder
from dispatch.planning.heartbeat import real_now
from dispatch.planning.models import PlanRun, RunState
from tests.builders.stations import DAY, make_caregiver
from tests.dispatch.planning.days import EVENING_BEFORE, StationDay

# The command works in threads with connections of their own, which see only what is committed.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def evening_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """The evening before the tests' day."""
    for module in ("management.commands.plan_day", "solving"):
        monkeypatch.setattr(f"dispatch.planning.{module}.now", lambda: EVENING_BEFORE)


def plan_day(*arguments: str, day: str = DAY.isoformat()) -> str:
    """What the command says."""
    said = StringIO()
    call_command("plan_day", "--day", day, "--seconds", "1", *arguments, stdout=said)
    return said.getvalue()


def busy_day() -> StationDay:
    """A carer and an order."""
    day = StationDay()
    day.carer()
    day.order()
    return day


def test_every_station_with_orders_is_planned_and_published() -> None:
    days = [busy_day(), busy_day()]
    StationDay()
    said = plan_day("--publish")
    assert "2 of 2 stations" in said
    for day in days:
        assert f"{day.station.code}: 1 served, 0 not" in said
    assert {order.state for order in WorkOrder.objects.all()} == {State.DISPATCHED}


def test_one_station_alone() -> None:
    first, _ = busy_day(), busy_day()
    assert "1 of 1 stations" in plan_day("--station", first.station.code)
    assert PlanRun.objects.get().state == RunState.READY


def test_a_station_being_planned_already_is_told_and_fails_the_command() -> None:
    day = busy_day()
    day.asked(beat_at=real_now())
    with pytest.raises(CommandError, match="1 stations were not planned"):
        plan_day()


def test_an_unknown_station_is_refused() -> None:
    make_caregiver()
    with pytest.raises(CommandError, match="no station NOWHERE"):
        plan_day("--station", "NOWHERE")


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2099-01-01", "at most 60 days ahead"),
        ("2000-01-01", "Choose today or a later day"),
        ("2026-13-40", "--day: '2026-13-40' is no day from 2000-01-01 to 2099-12-31"),
        ("tomorrow", "--day: 'tomorrow' is no day"),
    ],
)
def test_a_day_that_nobody_can_plan_is_refused_even_when_no_station_has_orders(day: str, said: str) -> None:
    make_caregiver()
    with pytest.raises(CommandError, match=said):
        plan_day(day=day)


@pytest.mark.parametrize("option", ["--seconds=0", "--seconds=601", "--seconds=x", "--seed=-1", "--seed=x"])
def test_an_option_that_the_api_would_refuse_is_refused_here_too(option: str) -> None:
    name, _, value = option.partition("=")
    with pytest.raises(CommandError, match=f"{name}: '{value}' is no whole number from"):
        plan_day(option)
    assert not PlanRun.objects.exists()
