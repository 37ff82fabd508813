"""Searches of the kernel stopped on the way, on days without a second to spare."""

from random import Random

import numpy as np
from hypothesis import reject

from routing.problem import (
    Break,
    Carer,
    ForGrade,
    Kitchen,
    Meal,
    Part,
    Place,
    Problem,
    Shift,
    TravelMatrix,
    Visit,
    Window,
)
from routing.solver.kernels.rounds.ruin import remove_job
from routing.solver.kernels.rounds.settling import begin_move, settle
from routing.solver.modelling.arrays import build_model
from routing.solver.modelling.numbering import Numbering
from routing.solver.search import Cooling, Search

HORIZON = 60


def tight_day(chance: Random) -> Problem:
    """Hours, ways and services of a few seconds each, so that a second more or less decides often.

    Sometimes with setup in the services, and services that take some carers longer.
    """
    inside = chance.random() < 0.4
    names = ("home", "a", "b")
    ways = np.array([[0 if here == there else chance.randint(0, 6) for here in names] for there in names])
    return Problem(
        places=tuple(Place(name) for name in names),
        carers=tuple(_carer(chance, rank) for rank in range(chance.randint(1, 2))),
        visits=tuple(_visit(chance, rank, inside=inside) for rank in range(chance.randint(3, 6))),
        travel=(TravelMatrix("bike", ways),),
        kitchens=(_kitchen(chance, inside=inside),),
        horizon_seconds=HORIZON,
        setup_is_service=inside,
    )


def _kitchen(chance: Random, *, inside: bool) -> Kitchen:
    loading, setup = _by_grade(chance, inside=inside), _by_grade(chance, inside=inside)
    return Kitchen("kitchen", "a", chance.randint(0, 3), _windows(chance), 0, loading, setup)


def _by_grade(chance: Random, *, inside: bool) -> tuple[ForGrade, ...]:
    return (ForGrade("learns", chance.randint(0, 9)),) if inside and chance.random() < 0.6 else ()


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
    return Carer(
        f"c{rank}",
        (shift,),
        breaks=breaks,
        box_capacity=2,
        capacity=(chance.randint(2, 4),),
        grade=chance.choice(("", "learns")),
    )


def _visit(chance: Random, rank: int, *, inside: bool) -> Visit:
    meal = Meal("kitchen", chance.randint(0, 9), 1, None) if chance.random() < 0.4 else None
    return Visit(
        f"v{rank}",
        chance.choice("ab"),
        (Part(chance.randint(0, 8), service_by_grade=_by_grade(chance, inside=inside)),),
        _windows(chance),
        setup_seconds=chance.choice((0, 0, 2)),
        setup_by_grade=_by_grade(chance, inside=inside),
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
