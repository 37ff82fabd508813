"""An operator of the simulated day has a plan made, publishes it, and tries again when that fails."""

from datetime import timedelta

import pytest

from eldercare.demo.day import plans
from eldercare.demo.day.plans import Plans
from eldercare.demo.day.summary import Summary
from tests.eldercare.demo.day.town import Town


@pytest.mark.parametrize(("speed", "seconds"), [(1, 4), (6, 4), (60, 2), (600, 1)])
def test_where_the_clock_runs_fast_a_plan_is_searched_for_less(speed: float, seconds: int) -> None:
    assert plans.search_seconds(speed) == seconds


def plans_of(town: Town) -> Plans:
    made = Plans(town.api, "token", town.board(), Summary())
    made.ask(town.now)
    return made


def asked(town: Town) -> list[str]:
    return [path.removeprefix("/api/v1/") for path, _, _ in town.asked]


def test_everybody_waits_for_a_plan_until_it_is_published() -> None:
    town = Town()
    made = plans_of(town)
    assert made.board.planning
    town.plan_state = "running"
    made.watch(town.now)
    assert asked(town) == ["plans"]
    town.plan_state = "ready"
    made.watch(town.now)
    assert asked(town) == ["plans", "plans/P1/publish"]
    assert (made.run, made.board.planning, made.board.seen_until) == ("", False, "")


def test_a_plan_that_fails_is_asked_for_again_and_not_for_ever() -> None:
    town = Town()
    made = plans_of(town)
    town.plan_state = "failed"
    for _ in range(10):
        made.watch(town.now)
    assert asked(town) == ["plans"] * plans.TRIES
    assert not made.board.planning


@pytest.mark.parametrize(("real_seconds", "city_minutes"), [(plans.PATIENCE_SECONDS, 0), (0.0, 31)])
def test_a_plan_that_does_not_come_is_cancelled_and_nobody_waits_for_another(
    real_seconds: float, city_minutes: int
) -> None:
    town = Town()
    made = plans_of(town)
    town.plan_state = "running"
    made.asked_at -= real_seconds
    made.watch(town.now + timedelta(minutes=city_minutes))
    assert asked(town) == ["plans", "plans/P1/cancel"]
    assert (made.run, made.board.planning) == ("", False)
