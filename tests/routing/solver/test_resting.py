"""Breaks between two stops: taken where the next stop begins soonest, by plain Python and kernels alike."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from routing.check import check
from routing.plan import Plan, Round, Stop, StopKind
from routing.problem import Break, Carer, Part, Place, Problem, Shift, TravelMatrix, Visit, Window
from routing.solver.assemble import assemble
from routing.solver.compile import compile_model
from routing.solver.draft import Draft
from routing.solver.kernels.rounds.room import empty_rounds
from routing.solver.modelling.arrays import build_model
from routing.solver.modelling.numbering import Numbering
from routing.solver.modelling.plans import PlanWriter, rows_of
from routing.solver.search import Cooling, Search

MANY = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
HORIZON = 100


def drawn_breaks(chance: Random) -> tuple[Break, ...]:
    """One to three breaks of one to three windows, all in the first forty seconds of the day."""
    found = []
    for rank in range(chance.randint(1, 3)):
        bounds = sorted(chance.randint(0, 40) for _ in range(2 * chance.randint(1, 3)))
        windows = tuple(Window(*each) for each in zip(bounds[::2], bounds[1::2], strict=True))
        found.append(Break(f"b{rank}", windows, chance.randint(0, 6)))
    return tuple(found)


def day_of(breaks: tuple[Break, ...], way: int) -> Problem:
    """One visit, a way from home."""
    return Problem(
        places=(Place("home"), Place("door")),
        carers=(Carer("lin", (Shift(0, HORIZON, "home", "home"),), breaks=breaks),),
        visits=(Visit("v", "door", (Part(5),)),),
        travel=(TravelMatrix("bike", np.array([[0, way], [way, 0]])),),
        horizon_seconds=HORIZON,
    )


def in_order(breaks: tuple[Break, ...], before: int) -> Plan:
    """The plan with so many of the breaks before the visit; nothing but its order means anything."""
    pauses = [Stop(StopKind.BREAK, each.id, "home", 0, 0, 0) for each in breaks]
    stops = (*pauses[:before], Stop(StopKind.VISIT, "v", "door", 0, 0, 0), *pauses[before:])
    return Plan((Round("lin", 0, 0, 0, stops),), ())


def home_at(breaks: tuple[Break, ...], before: int, way: int) -> int | None:
    """When the carer is home at the earliest, with every break at either end of a way."""
    ends = [
        over
        for arrival in arrivals(breaks[:before], way, 0, there=False)
        for over in arrivals(breaks[before:], way, arrival + 5, there=False)
    ]
    return min((each for each in ends if each <= HORIZON), default=None)


def arrivals(breaks: tuple[Break, ...], way: int, clock: int, *, there: bool) -> Iterator[int]:
    """When the next stop can begin, for every choice of the end of the way and of the window."""
    if not there:
        yield from arrivals(breaks, way, clock + way, there=True)
    if not breaks:
        yield from [clock] if there else []
        return
    for window in breaks[0].windows:
        start = max(clock, window.from_)
        if start <= window.until:
            yield from arrivals(breaks[1:], way, start + breaks[0].seconds, there=there)


def by_python(problem: Problem, plan: Plan) -> Plan | None:
    draft = Draft(compile_model(problem))
    sequence = numbers_of(draft, plan)
    return assemble(draft) if draft.rebuild([sequence]) else None


def numbers_of(draft: Draft, plan: Plan) -> list[int]:
    """The numbers of the plan's stops."""
    model = draft.model
    pauses = {model.problem.carers[0].breaks[model.nodes[each].part].id: each for each in model.breaks_of[0]}
    return [pauses.get(stop.about, model.tasks_of[0][0]) for stop in plan.rounds[0].stops]


def by_kernels(problem: Problem, plan: Plan) -> Plan | None:
    numbering = Numbering(problem)
    search = Search(build_model(problem, numbering), seed=0, cooling=Cooling())
    rows = rows_of(plan, numbering, empty_rounds(search.model).stops.shape)
    return PlanWriter(numbering, search.model, search.rounds).plan() if search.adopt(rows) else None


@MANY
@given(st.randoms(use_true_random=False))
def test_breaks_in_a_row_let_the_next_stop_begin_as_soon_as_can_be(chance: Random) -> None:
    breaks, way = drawn_breaks(chance), chance.choice([0, 3, 8, 15])
    before = chance.randint(0, len(breaks))
    problem, plan = day_of(breaks, way), in_order(breaks, before)
    for timed in (by_python(problem, plan), by_kernels(problem, plan)):
        assert (timed.rounds[0].home_at if timed else None) == home_at(breaks, before, way)
        assert timed is None or check(problem, timed).broken == ()


def there_at(breaks: tuple[Break, ...], left: int, clock: int) -> int:
    """When the way is over at the earliest, with breaks that part it, tried at every second."""
    if not breaks:
        return clock + left
    return min(
        (
            there_at(breaks[1:], left - min(left, start - clock), start + breaks[0].seconds)
            for start in range(clock, breaks[0].closes + 1)
            if any(window.holds(start) for window in breaks[0].windows)
        ),
        default=HORIZON + 1,
    )


@MANY
@given(st.randoms(use_true_random=False))
def test_breaks_on_the_way_delay_the_next_stop_no_more_than_they_must(chance: Random) -> None:
    breaks = tuple(replace(each, on_the_way=True) for each in drawn_breaks(chance))
    way, before = chance.choice([0, 3, 8, 15]), chance.randint(0, len(breaks))
    problem, plan = day_of(breaks, way), in_order(breaks, before)
    home = there_at(breaks[before:], way, there_at(breaks[:before], way, 0) + 5)
    for timed in (by_python(problem, plan), by_kernels(problem, plan)):
        assert (timed.rounds[0].home_at if timed else None) == (home if home <= HORIZON else None)
        assert timed is None or check(problem, timed).broken == ()
