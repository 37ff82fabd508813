"""Handing a run to a worker."""

import pytest
from celery import current_app
from kombu.exceptions import OperationalError

from dispatch.planning.models import PlanRun
from dispatch.planning.queue import SOLVE_PLAN, hand_to_worker
from dispatch.planning.tasks import solve_plan


def test_the_task_is_known_by_the_name_it_is_sent_by() -> None:
    assert solve_plan.name == SOLVE_PLAN


def test_a_broker_that_is_down_does_not_reach_the_person(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []

    def refuse(name: str, **_: object) -> None:
        tried.append(name)
        raise OperationalError

    monkeypatch.setattr(current_app, "send_task", refuse)
    hand_to_worker(PlanRun())
    assert tried == [SOLVE_PLAN]
