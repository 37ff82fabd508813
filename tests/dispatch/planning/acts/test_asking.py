"""Asking for a plan, and thinking better of it."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from pytest_django.fixtures import Settings

from dispatch.planning.acts import Wish, ask_for_plan, cancel
from dispatch.planning.models import Failure, PlanRun, RunState
from dispatch.planning.refusals import DayIsOver, DayTooFar, PlanAlreadyRunning, PlanNotRunning
from stations.ground.refusal import NotYours
from stations.people.models import Role
from stations.people.refusals import KeyUsedDifferently
from tests.builders.stations import DAY, at, make_account
from tests.dispatch.planning.days import EVENING_BEFORE, StationDay

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def queued(monkeypatch: pytest.MonkeyPatch) -> list[PlanRun]:
    """Runs handed to a worker."""
    handed: list[PlanRun] = []
    monkeypatch.setattr("dispatch.planning.acts.asking.hand_to_worker", handed.append)
    return handed


def ask(day: StationDay, **given: Any) -> PlanRun:
    """The operator asks for the day."""
    values: dict[str, Any] = {
        "wish": Wish(day.station, DAY),
        "by": day.operator,
        "at": EVENING_BEFORE,
        "beat_at": EVENING_BEFORE,
        "command": uuid4(),
    }
    return ask_for_plan(**values | given)


def test_a_run_is_queued_and_handed_over_once_it_is_written(
    queued: list[PlanRun], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        run = ask(StationDay())
        assert queued == []
    assert queued == [run]


def test_the_same_command_is_the_same_run() -> None:
    day, command = StationDay(), uuid4()
    assert ask(day, command=command) == ask(day, command=command)


def test_the_same_command_with_another_wish_is_refused_and_starts_nothing() -> None:
    day, command = StationDay(), uuid4()
    ask(day, command=command)
    for other in (
        Wish(day.station, DAY + timedelta(days=1)),
        Wish(day.station, DAY, seconds=9),
        Wish(day.station, DAY, seed=9),
    ):
        with pytest.raises(KeyUsedDifferently):
            ask(day, wish=other, command=command)
    assert PlanRun.objects.count() == 1


def test_one_run_of_a_station_day_lives_at_a_time() -> None:
    day = StationDay()
    first = ask(day)
    with pytest.raises(PlanAlreadyRunning) as refused:
        ask(day)
    assert refused.value.facts["plan"] == str(first.pk)
    cancel(run=first, by=day.operator, at=EVENING_BEFORE)
    assert ask(day).state == RunState.QUEUED


def test_a_run_forgotten_by_everybody_does_not_block_the_day() -> None:
    day = StationDay()
    forgotten = ask(day)
    with pytest.raises(PlanAlreadyRunning):
        ask(day, beat_at=EVENING_BEFORE + timedelta(minutes=2))
    assert ask(day, beat_at=EVENING_BEFORE + timedelta(minutes=4)).state == RunState.QUEUED
    forgotten.refresh_from_db()
    assert (forgotten.state, forgotten.failure) == (RunState.FAILED, Failure.WORKER_LOST)


def test_a_day_that_is_over_is_not_planned() -> None:
    with pytest.raises(DayIsOver):
        ask(StationDay(), at=EVENING_BEFORE + timedelta(days=2))


@pytest.mark.parametrize("over", [date.min, date(1999, 12, 31), DAY - timedelta(days=1)])
def test_a_day_that_is_over_stays_over_however_long_ago_it_was(over: date) -> None:
    day = StationDay()
    with pytest.raises(DayIsOver) as refused:
        ask(day, wish=Wish(day.station, over), at=at(0))
    assert refused.value.fields == {"day": "day_is_over"}


@pytest.mark.parametrize("distant", [DAY + timedelta(days=31), date(2099, 1, 1), date.max])
def test_a_day_for_which_nothing_can_be_ordered_yet_is_not_planned(settings: Settings, distant: date) -> None:
    settings.ORDER_DAYS_AHEAD = 30
    day = StationDay()
    with pytest.raises(DayTooFar) as refused:
        ask(day, wish=Wish(day.station, distant), at=at(9))
    assert refused.value.fields == {"day": "day_too_far"}
    assert refused.value.facts == {"days": 30}
    assert not PlanRun.objects.exists()


def test_the_last_day_that_can_be_ordered_for_can_be_planned(settings: Settings) -> None:
    settings.ORDER_DAYS_AHEAD = 30
    day = StationDay()
    last = Wish(day.station, DAY + timedelta(days=30))
    assert ask(day, wish=last, at=at(23, 59)).state == RunState.QUEUED


@pytest.mark.parametrize("role", [Role.STATION_OPERATOR, Role.CAREGIVER, Role.REGULATOR])
def test_nobody_plans_a_foreign_station(role: Role) -> None:
    with pytest.raises(NotYours):
        ask(StationDay(), by=make_account(role))


def test_cancelling_twice_is_cancelling_once_and_a_finished_run_is_past_it() -> None:
    day = StationDay()
    run = ask(day)
    for _ in range(2):
        assert cancel(run=run, by=day.operator, at=EVENING_BEFORE).state == RunState.CANCELLED
    with pytest.raises(PlanNotRunning):
        cancel(run=day.planned(), by=day.operator, at=EVENING_BEFORE)
