"""One CP-SAT search ends when it is told to."""

import time

from routing.solver.budget import Budget
from routing.solver.compile import compile_model
from routing.solver.master.building import build
from routing.solver.master.searching import search
from tests.routing.problems import station_day


def test_a_search_that_would_go_on_for_minutes_ends_soon_after_it_is_cancelled() -> None:
    day = build(compile_model(station_day(8, 12, 4)))
    begun = time.monotonic()
    budget = Budget(iterations=1, cancelled=lambda: time.monotonic() - begun > 0.5)
    search(day.sat, effort=600.0, budget=budget, seed=0)
    assert time.monotonic() - begun < 20


def test_a_search_ends_with_what_is_left_of_the_seconds() -> None:
    day = build(compile_model(station_day(8, 12, 4)))
    begun = time.monotonic()
    search(day.sat, effort=600.0, budget=Budget(seconds=0.5), seed=0)
    assert time.monotonic() - begun < 20
