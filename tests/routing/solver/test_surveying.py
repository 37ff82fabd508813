"""Bounds of places in the kernel: no place that is in time and has room is passed over."""

from random import Random

import numpy as np
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from routing.problem import (
    Break,
    Carer,
    Kitchen,
    Meal,
    Part,
    Place,
    Problem,
    ProblemError,
    Shift,
    TravelMatrix,
    Visit,
    Window,
)
from routing.solver.kernels.chance import seeded
from routing.solver.kernels.rounds.arrays import HOPELESS, PROSPECTS
from routing.solver.kernels.rounds.choosing import try_place
from routing.solver.kernels.rounds.outlook import look_out
from routing.solver.kernels.rounds.ruin import remove_job
from routing.solver.kernels.rounds.settling import begin_move, settle
from routing.solver.kernels.rounds.surveying import may_come, survey
from routing.solver.modelling.arrays import build_model
from routing.solver.modelling.numbering import Numbering
from routing.solver.search import Cooling, Search
from tests.routing.whole_problems import Maker

MANY = settings(max_examples=600, deadline=None, suppress_health_check=list(HealthCheck))
HORIZON = 60
Spot = tuple[int, int, int, int]  # turn, place, kitchen node or -1, place of the new pickup or -1


def tight_day(chance: Random) -> Problem:
    """Hours, ways and services of a few seconds each, so that a second more or less decides often."""
    names = ("home", "a", "b")
    ways = np.array([[0 if here == there else chance.randint(0, 6) for here in names] for there in names])
    return Problem(
        places=tuple(Place(name) for name in names),
        carers=tuple(_carer(chance, rank) for rank in range(chance.randint(1, 2))),
        visits=tuple(_visit(chance, rank) for rank in range(chance.randint(3, 6))),
        travel=(TravelMatrix("bike", ways),),
        kitchens=(Kitchen("kitchen", "a", chance.randint(0, 3), _windows(chance)),),
        horizon_seconds=HORIZON,
    )


def _windows(chance: Random) -> tuple[Window, ...]:
    bounds = sorted(chance.randint(0, HORIZON) for _ in range(2 * chance.choice((0, 1, 1, 2))))
    return tuple(Window(*pair) for pair in zip(bounds[::2], bounds[1::2], strict=True))


def _carer(chance: Random, rank: int) -> Carer:
    breaks = tuple(
        Break(f"b{each}", windows, chance.randint(0, 9), at_next_visit=chance.random() < 0.3)
        for each in range(chance.choice((0, 1, 1, 2)))
        if (windows := _windows(chance))
    )
    shift = Shift(0, chance.randint(30, HORIZON), "home", "home")
    return Carer(f"c{rank}", (shift,), breaks=breaks, box_capacity=2, capacity=(chance.randint(2, 4),))


def _visit(chance: Random, rank: int) -> Visit:
    meal = Meal("kitchen", chance.randint(0, 9), 1, None) if chance.random() < 0.4 else None
    return Visit(
        f"v{rank}",
        chance.choice("ab"),
        (Part(chance.randint(0, 8)),),
        _windows(chance),
        setup_seconds=chance.choice((0, 0, 2)),
        meal=meal,
        delivered=(chance.randint(0, 2),),
        collected=(chance.randint(0, 2),),
    )


def thinned_search(problem: Problem, chance: Random) -> Search:
    """A search after some moves, with some of its jobs taken out; examples that cannot be are rejected."""
    numbering = Numbering(problem)
    if not numbering.turns or not numbering.jobs:
        reject()
    search = Search(build_model(problem, numbering), seed=chance.randrange(1000), cooling=Cooling())
    search.run(chance.randrange(1, 20), 0.5)
    begin_move(*search.arguments[1:])
    for job in range(numbering.jobs):
        if chance.random() < 0.4:
            remove_job(*search.arguments, job)
    if not settle(*search.arguments):
        reject()
    return search


def possible_places(search: Search, node: int) -> set[Spot]:
    """Every place for a node that can be timed, with its meal loaded before or right there."""
    model, rounds = search.model, search.rounds
    kitchen = int(model.nodes[node].kitchen)
    pickups = [-1] if kitchen < 0 else [-1, len(model.nodes) - int(model.rules.kitchens) + kitchen]
    first, last = model.nodes[node].allowed_begin, model.nodes[node].allowed_end
    found = set()
    for turn in model.allowed[first:last]:
        if not may_come(*search.arguments[:2], node, turn):
            continue
        for place in range(rounds.lengths[turn] + 1):
            for pickup in pickups:
                at = place if pickup >= 0 else -1
                if try_place(*search.arguments, turn, place, node, pickup, at) < HOPELESS:
                    found.add((int(turn), place, pickup, at))
    return found


def surveyed_places(search: Search, node: int) -> set[Spot]:
    look_out(*search.arguments)
    survey(*search.arguments, node, HOPELESS, seeded(0))
    rows = search.desk.prospects[: search.desk.counts[PROSPECTS], 1:5]
    return {(int(turn), int(place), int(pickup), int(at)) for turn, place, pickup, at in rows}


def assert_none_is_passed_over(search: Search) -> None:
    for job in search.rounds.absent[: search.rounds.counts[0]]:
        if search.model.jobs[job].parts == 1:
            node = int(search.model.jobs[job].first)
            assert possible_places(search, node) <= surveyed_places(search, node)


@MANY
@given(st.randoms(use_true_random=False))
def test_no_place_in_time_is_passed_over_on_days_without_a_second_to_spare(chance: Random) -> None:
    assert_none_is_passed_over(thinned_search(tight_day(chance), chance))


@MANY
@given(st.randoms(use_true_random=False))
def test_no_possible_place_is_passed_over_whatever_the_rules(chance: Random) -> None:
    try:
        problem = Maker(chance).problem()
    except ProblemError:
        reject()
    assert_none_is_passed_over(thinned_search(problem, chance))
