"""Latest starts in the kernel: no stop that is held back begins after its own in a round in time."""

from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from routing.solver.kernels.rounds.arrays import BREAK, SUMS, VISIT, Model
from routing.solver.kernels.rounds.timing import time_turn
from routing.solver.search import Search
from tests.routing.solver.stopped_searches import HORIZON, thinned_search, tight_day

MANY = settings(max_examples=600, deadline=None, suppress_health_check=list(HealthCheck))


@contextmanager
def held_back(model: Model, node: int, until: int) -> Iterator[None]:
    """A visit or break may not begin before an instant."""
    nodes, windows = model.nodes.copy(), model.windows.copy()
    if nodes[node].kind == VISIT:
        model.nodes[node].promise, model.nodes[node].tolerance = until, 0
    for window in range(nodes[node].windows_begin, nodes[node].windows_end):
        model.windows[window].opens = max(windows[window].opens, until)
        model.windows[window].closes = windows[window].closes if windows[window].closes >= until else -1
    yield
    model.nodes[:], model.windows[:] = nodes, windows


def starts_of(search: Search, turn: int, place: int) -> Iterator[int]:
    """Starts of one stop, held back longer and longer, with which its turn can be timed."""
    rounds = search.rounds
    row, length = rounds.stops[turn].copy(), int(rounds.lengths[turn])
    starts, owns, sums = rounds.starts[turn].copy(), rounds.owns[turn].copy(), np.zeros(SUMS, np.int64)
    for until in range(HORIZON + 1):
        with held_back(search.model, row[place], until):
            if time_turn(*search.arguments, turn, row, length, starts, owns, sums):
                yield int(starts[place])


@MANY
@given(st.randoms(use_true_random=False))
def test_no_stop_can_begin_later_than_its_latest_start(chance: Random) -> None:
    search = thinned_search(tight_day(chance), chance)
    for turn in range(len(search.rounds.lengths)):
        for place in range(search.rounds.lengths[turn]):
            if search.model.nodes[search.rounds.stops[turn, place]].kind in (VISIT, BREAK):
                latest = search.rounds.latest[turn, place]
                assert all(start <= latest for start in starts_of(search, turn, place))
