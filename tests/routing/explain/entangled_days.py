"""Station-days in which visits hang together in every way, and quick plans that leave some of them out."""

from dataclasses import replace
from random import Random

from hypothesis import reject

from routing.plan import Plan
from routing.problem import Pin, Precedence, Problem, ProblemError, Visit, against_coming
from routing.solver import solve
from tests.routing.graded_days import graded
from tests.routing.problems import HOUR, station_day


def entangled(problem: Problem, seed: int) -> Problem:
    """The day with visits in sequence, pinned carers and starts, and an order made by hand."""
    random = Random(seed)
    visits = {visit.id: visit for visit in problem.visits}
    names = random.sample(sorted(visits), len(visits))
    most = random.choice([None, HOUR, 4 * HOUR])
    pairs = (names[0], names[1]), (names[2], names[3])
    links = tuple(Precedence(one, other, random.choice([0, 900]), most) for one, other in pairs)
    for name in random.sample(names, 2):
        visits[name] = pinned(visits[name], random, problem)
    first = replace(problem.carers[0], ordered_visits=tuple(random.sample(names, 3)))
    carers = (first, *problem.carers[1:])
    try:
        return replace(problem, precedences=links, carers=carers, visits=tuple(visits.values()))
    except ProblemError:  # the order made by hand contradicts the rest
        reject()


def pinned(visit: Visit, random: Random, problem: Problem) -> Visit:
    """With a carer, a start, or both fixed for it."""
    free = [
        carer.id
        for carer in problem.carers
        if not any(
            against_coming(visit, part, carer, problem.day, problem.horizon_seconds)
            for part in range(len(visit.parts))
        )
    ]
    who = tuple(random.sample(free, len(visit.parts))) if len(free) >= len(visit.parts) else None
    opens = visit.windows[0].from_ if visit.windows else 10 * HOUR
    when = opens + random.choice([0, 1800, HOUR])
    pin = random.choice([Pin(who, None), Pin(None, when), Pin(who, when)])
    return replace(visit, pin=pin)


def graded_or_rejected(problem: Problem, seed: int) -> Problem:
    try:
        return graded(problem, seed)
    except ProblemError:  # somebody pinned would take too long
        reject()


def plan_with_unserved(seed: int, visits: int) -> tuple[Problem, Plan]:
    """A quick plan, from which one more visit is taken away so that `missed` occurs too."""
    problem = entangled(station_day(seed, visits, 2 + seed % 2), seed)
    if seed % 4 == 1:
        problem = graded_or_rejected(problem, seed)
    rounds = solve(problem, iterations=0)
    served = [visit.id for visit in problem.visits if visit.id not in rounds.unserved]
    if seed % 3 == 0 and served and len(problem.visit_by_id[served[0]].parts) == 1:
        gone = served[0]
        kept = tuple(
            replace(
                each,
                stops=tuple(
                    replace(stop, meals=tuple(meal for meal in stop.meals if meal != gone))
                    for stop in each.stops
                    if stop.about != gone
                ),
            )
            for each in rounds.rounds
        )
        rounds = replace(rounds, rounds=kept, unserved=(*rounds.unserved, gone))
    return problem, rounds
