"""Forgetting."""

from datetime import timedelta

import pytest

from stations.ground.clock import now
from stations.people.models import KeptAnswer, Role
from stations.people.tasks import KEPT_FOR, forget_old_answers
from tests.builders.stations import make_account


@pytest.mark.django_db
def test_answers_are_kept_for_two_days_and_then_forgotten() -> None:
    account = make_account(Role.ADMINISTRATOR)
    for key, age in [("old", KEPT_FOR + timedelta(hours=1)), ("young", KEPT_FOR - timedelta(hours=1))]:
        kept = KeptAnswer.objects.create(account=account, key=key, path="/", status=201, answer="{}")
        KeptAnswer.objects.filter(pk=kept.pk).update(created_at=now() - age)
    forget_old_answers()
    assert [kept.key for kept in KeptAnswer.objects.all()] == ["young"]
