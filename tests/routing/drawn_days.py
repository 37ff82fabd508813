"""Days drawn for the searches that know few rules: orders of visits by pairs, and deliveries."""

from dataclasses import replace
from random import Random

import numpy as np

from routing.problem import (
    Break,
    Carer,
    Objective,
    Part,
    Place,
    Problem,
    Shift,
    Starts,
    TravelMatrix,
    Visit,
    Window,
)

HORIZON = 200_000


def scattered(random: Random, places: int) -> TravelMatrix:
    """Ways between places anywhere in a square."""
    spots = np.array([(random.uniform(0, 900), random.uniform(0, 900)) for _ in range(places)])
    ways = np.ceil(np.hypot(*(spots[:, None] - spots[None]).transpose(2, 0, 1))).astype(np.int64)
    return TravelMatrix("bike", ways)


def pairs_and_singles(seed: int, count: int, carers: int) -> Problem:
    """Visits of one and two carers, together or in order, late starts allowed, two skills."""
    random = Random(seed)
    travel = scattered(random, count + 1)
    skills = [("a",), ("b",), ("a", "b")]
    visits = []
    for rank in range(1, count + 1):
        opens = random.randrange(0, 6000)
        needs = [random.choice("ab") for _ in range(random.choice((1, 1, 2)))]
        gap = random.randrange(0, 900)
        visits.append(
            Visit(
                str(rank),
                str(rank),
                tuple(Part(random.randrange(60, 900), skills=(need,)) for need in needs),
                random.choice(((), (Window(opens, HORIZON),))),
                due=(Window(opens + random.randrange(0, 600), opens + random.randrange(600, 1500)),),
                starts=random.choice((Starts.TOGETHER, Starts.ORDERED)),
                gap_minimum_seconds=gap,
                gap_maximum_seconds=random.choice((None, gap + random.randrange(0, 900))),
            )
        )
    shift = Shift(0, HORIZON, "0", "0")
    return Problem(
        places=tuple(Place(str(rank)) for rank in range(count + 1)),
        carers=tuple(
            Carer(str(rank), (shift,), skills=skills[2 if rank < 2 else rank % 3]) for rank in range(carers)
        ),
        visits=tuple(visits),
        travel=(travel,),
        objective=Objective(largest_lateness=30, fairness=0),
        horizon_seconds=HORIZON,
    )


def days_that_cost(seed: int, count: int, carers: int) -> Problem:
    """Beyond that: homes, ends of shifts and breaks that only cost, favourite carers, visits to leave out."""
    random, plain = Random(seed), pairs_and_singles(seed, count, carers)
    lunch = Break(
        "lunch", (Window(random.randrange(0, 3000), 4000),), 900, required=False, at_next_visit=True
    )
    team_of_carers = []
    for carer in plain.carers:
        home = str(random.randrange(0, count + 1))
        shift = Shift(random.randrange(0, 900), random.randrange(4000, 9000), home, home, None)
        breaks = random.choice(((), (lunch,)))
        team_of_carers.append(
            replace(carer, shifts=(shift,), breaks=breaks, overtime_cost=random.randrange(3))
        )
    visits = tuple(
        replace(
            visit,
            due=(*visit.due, *random.choice(((), (Window(visit.due[0].until + 300, 9000),)))),
            due_at_end=seed % 2 == 0,
            starts=visit.starts if random.random() < 0.7 else Starts.FREE,
            preferred_carers=random.choice(((), ("0",), ("0", "1"))),
            drop_cost=random.choice((1, 10_000)),
        )
        for visit in plain.visits
    )
    weights = Objective(
        unserved=random.choice((2000, 20_000)),
        lateness=7,
        largest_lateness=random.choice((0, 30)),
        continuity=300,
        travel=2,
        waiting=random.choice((0, 3)),
        largest_idle=random.choice((0, 5)),
        missed_breaks=2000,
        overtime=random.choice((0, 4)),
        fairness=0,
    )
    return replace(plain, carers=tuple(team_of_carers), visits=visits, objective=weights)


def measured(problem: Problem) -> Problem:
    """The same day with ways of as many meters as they take seconds."""
    return replace(problem, travel=tuple(replace(each, meters=each.seconds) for each in problem.travel))


def deliveries(seed: int, customers: int, vehicles: int) -> Problem:
    """Equal vehicles, windows, loads, nothing else."""
    random = Random(seed)
    travel = scattered(random, customers + 1)
    shift = Shift(0, 9000, "0", "0")
    visits = []
    for rank in range(1, customers + 1):
        opens = random.randrange(0, 6000)
        window = Window(opens, opens + random.randrange(200, 2000))
        visits.append(
            Visit(str(rank), str(rank), (Part(90),), (window,), delivered=(random.randrange(1, 5),))
        )
    return Problem(
        places=tuple(Place(str(rank)) for rank in range(customers + 1)),
        carers=tuple(Carer(f"v{rank}", (shift,), capacity=(20,)) for rank in range(vehicles)),
        visits=tuple(visits),
        travel=(travel,),
        objective=Objective(fairness=0),
    )
