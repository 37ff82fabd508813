"""Runs whose worker or message was lost."""

from datetime import timedelta

import pytest

from dispatch.planning.acts.running import (
    HEARTBEAT_PATIENCE,
    QUEUE_PATIENCE,
    beat,
    claim,
    fail,
    revive_lost,
)
from dispatch.planning.models import Failure, PlanRun, RunState
from tests.dispatch.planning.days import EVENING_BEFORE, StationDay

pytestmark = pytest.mark.django_db

NOW = EVENING_BEFORE
SILENT = NOW + HEARTBEAT_PATIENCE + timedelta(seconds=1)


def claimed() -> PlanRun:
    """A run taken by a worker."""
    run = claim(run_id=StationDay().asked().pk, at=NOW, beat_at=NOW)
    assert run is not None
    return run


def test_a_run_is_taken_once() -> None:
    run = claimed()
    assert run.state == RunState.RUNNING
    assert claim(run_id=run.pk, at=NOW, beat_at=NOW) is None


def test_a_silent_worker_is_replaced_once_and_then_the_run_has_failed() -> None:
    run = claimed()
    assert revive_lost(at=NOW, beat_at=SILENT) == [run]
    again = claim(run_id=run.pk, at=NOW, beat_at=SILENT)
    assert again is not None
    assert again.attempts == 2
    assert revive_lost(at=NOW, beat_at=SILENT + HEARTBEAT_PATIENCE * 2) == []
    run.refresh_from_db()
    assert (run.state, run.failure) == (RunState.FAILED, Failure.WORKER_LOST)


def test_a_worker_that_beats_is_left_alone() -> None:
    run = claimed()
    assert beat(run=run, beat_at=SILENT)
    assert revive_lost(at=NOW, beat_at=SILENT + timedelta(seconds=10)) == []


def test_a_worker_taken_for_dead_that_comes_back_writes_nothing() -> None:
    dead = claimed()
    revive_lost(at=NOW, beat_at=SILENT)
    claim(run_id=dead.pk, at=NOW, beat_at=SILENT)
    assert not beat(run=dead, beat_at=SILENT)
    assert not fail(run=dead, failure=Failure.SOLVER_FAILED, at=NOW)


def test_a_lost_message_is_sent_again_and_the_run_waits_on() -> None:
    run = StationDay().asked()
    assert revive_lost(at=NOW, beat_at=NOW + QUEUE_PATIENCE / 2) == []
    assert revive_lost(at=NOW, beat_at=NOW + QUEUE_PATIENCE * 2) == [run]
    run.refresh_from_db()
    assert run.state == RunState.QUEUED
