"""Planning happens on the tests' own day, whatever day it is."""

import pytest

from dispatch.planning import solving
from tests.dispatch.planning.days import EVENING_BEFORE


@pytest.fixture(autouse=True)
def evening_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """The evening before the tests' day, when its windows are all ahead."""
    monkeypatch.setattr(solving, "now", lambda: EVENING_BEFORE)
