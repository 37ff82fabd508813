"""How much of a budget is used, told of the whole whatever part of it is being spent."""

import pytest

from routing.problem import Problem
from routing.solver import Progress, reports, solve
from routing.solver.budget import Budget
from tests.routing.drawn_days import pairs_and_singles
from tests.routing.problems import station_day


def test_what_two_parts_spend_is_spent_of_the_whole() -> None:
    whole = Budget(iterations=200)
    first, second = whole.split(0.85)
    first.part(0.5).spend(100)
    second.spend(20)
    assert (first.fraction, second.fraction, whole.fraction) == (100 / 170, 20 / 30, 0.6)


@pytest.mark.parametrize("day", [station_day(4, 30, 6), pairs_and_singles(8, 25, 4)], ids=["rules", "team"])
def test_a_search_by_iterations_tells_how_far_it_is(day: Problem, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reports, "BETWEEN_SECONDS", 0)
    told: list[Progress] = []
    solve(day, iterations=2000, on_progress=told.append, bounded=False)
    fractions = [each.fraction for each in told]
    assert fractions == sorted(fractions)
    assert len({each for each in fractions if 0.1 < each < 0.8}) > 5
    assert fractions[-1] == 1.0
