"""A city's own numbers."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django.fixtures import Settings

from dispatch.quality.limits import Limits, limits
from eldercare.environment import WrongEnvironment, numbers


def test_only_the_numbers_named_differ_from_the_defaults(settings: Settings) -> None:
    settings.ACCURACY_LIMITS = {"window_tolerance_minutes": 20.0}
    assert limits() == Limits(window_tolerance_minutes=20)
    assert limits().largest_accuracy_meters == 100


def test_they_are_read_as_name_and_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ELDERCARE_ACCURACY_LIMITS", "window_tolerance_minutes=20, overdue_hours = 1.5")
    assert numbers("ELDERCARE_ACCURACY_LIMITS") == {"window_tolerance_minutes": 20.0, "overdue_hours": 1.5}


def test_a_name_that_is_no_limit_is_said(settings: Settings) -> None:
    settings.ACCURACY_LIMITS = {"window_tolerence_minutes": 20.0}
    with pytest.raises(ImproperlyConfigured, match="window_tolerence_minutes"):
        limits()


@pytest.mark.parametrize("wrong", ["window_tolerance_minutes", "overdue_hours=soon"])
def test_what_is_no_number_is_said_by_name(monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    monkeypatch.setenv("ELDERCARE_ACCURACY_LIMITS", wrong)
    with pytest.raises(WrongEnvironment, match="ELDERCARE_ACCURACY_LIMITS"):
        numbers("ELDERCARE_ACCURACY_LIMITS")
