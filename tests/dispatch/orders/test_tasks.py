"""Why somebody could not come is forgotten; that they could not, is not."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.conf import settings as in_force
from pytest_django.fixtures import Settings

from dispatch.orders.acts import withdraw_caregiver
from dispatch.orders.models import State, Withdrawal
from dispatch.orders.tasks import forget_absence_reasons
from stations.people.models import Shift
from tests.builders.orders import Quarter, make_order
from tests.builders.stations import DAY, at

pytestmark = pytest.mark.django_db


@pytest.fixture
def ill() -> Quarter:
    """A caregiver who fell ill on the tests' day, with a visit to make."""
    quarter = Quarter()
    make_order(quarter, state=State.ACCEPTED)
    withdraw_caregiver(
        caregiver=quarter.caregiver, reason="发烧", day=DAY, by=quarter.operator, at=at(9), command=uuid4()
    )
    return quarter


def forget_on(day: date, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dispatch.orders.tasks.today", lambda: day)
    forget_absence_reasons()


@pytest.mark.usefixtures("ill")
def test_the_reason_is_kept_as_long_as_the_city_says_and_not_a_day_longer(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.ABSENCE_REASON_DAYS = 30
    forget_on(DAY + timedelta(days=30), monkeypatch)
    assert (Shift.objects.get().withdrawn_reason, Withdrawal.objects.get().reason) == ("发烧", "发烧")
    forget_on(DAY + timedelta(days=31), monkeypatch)
    assert (Shift.objects.get().withdrawn_reason, Withdrawal.objects.get().reason) == ("", "")


@pytest.mark.usefixtures("ill")
def test_who_was_away_from_when_and_what_became_of_the_visits_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    before = Withdrawal.objects.values().get()
    forget_on(DAY + timedelta(days=400), monkeypatch)
    assert Withdrawal.objects.values().get() == {**before, "reason": ""}
    assert Shift.objects.get().stands_until == at(9)


def test_a_city_keeps_reasons_for_thirty_days_unless_it_says_otherwise_and_forgets_by_itself() -> None:
    assert in_force.ABSENCE_REASON_DAYS == 30
    assert "dispatch.orders.tasks.forget_absence_reasons" in in_force.CELERY_BEAT_SCHEDULE
