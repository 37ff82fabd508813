"""Days so small that every plan on a grid of time can be looked at: rules and weights by chance."""

from dataclasses import replace
from random import Random

import numpy as np

from routing.problem import (
    Break,
    Carer,
    ForGrade,
    Kitchen,
    Meal,
    Objective,
    Part,
    Pin,
    Place,
    Precedence,
    Problem,
    Promise,
    Shift,
    Starts,
    TravelMatrix,
    Visit,
    Window,
    Wish,
)
from routing.solver.modelling.endings import may_end_last
from tests.routing.parted_ways import with_parted_ways

STEP, STEPS = 600, 8  # every number of such a day is a multiple of STEP, so some best plan is one too
HORIZON = STEP * STEPS


def tiny_day(seed: int) -> Problem:
    """Two carers and two or three visits."""
    random = Random(seed)
    kind = random.choice(["plain", "breaks", "meals", "waits"])
    names = ["office", "a", "b", "c"]
    seconds = np.array(
        [[0 if i == j else STEP * random.choice([0, 0, 1, 1, 2]) for j in range(4)] for i in range(4)]
    )
    count = random.choice([2, 3])
    visits = tuple(_visit(random, names[rank + 1], kind) for rank in range(count))
    drawn = Problem(
        places=tuple(Place(name) for name in names),
        carers=tuple(_carer(random, rank, kind, [each.id for each in visits]) for rank in range(2)),
        visits=visits,
        travel=(TravelMatrix("bike", seconds, meters=seconds.T + 1),),
        kitchens=(Kitchen("kitchen", "office", STEP, (Window(0, 4 * STEP),)),) if kind == "meals" else (),
        precedences=_precedences(random, visits),
        same_carer=_same_carer(random, visits),
        objective=_objective(random, kind),
        horizon_seconds=HORIZON,
        maximum_broken_promises=random.choice([None, None, None, 1]),
        leave_at_shift_start=random.random() < 0.2,
    )
    drawn = with_parted_ways(drawn) if Random(f"ways of {seed}").random() < 0.5 else drawn
    return _with_grades(Random(f"grades of {seed}"), _with_setups(Random(f"setups of {seed}"), drawn))


def _with_setups(random: Random, problem: Problem) -> Problem:
    """Sometimes two visits at one place, a kitchen with setup, setup as the beginning of the service."""
    visits = list(problem.visits)
    if random.random() < 0.4:
        visits[1] = replace(visits[1], place=visits[0].place, setup_seconds=STEP)
    kitchens = [replace(each, setup_seconds=random.choice([0, STEP])) for each in problem.kitchens]
    problem = replace(problem, visits=tuple(visits), kitchens=tuple(kitchens))
    if problem.precedences or random.random() < 0.5:
        return problem
    open_ended = [
        replace(each, due_at_end=False, meal=replace(each.meal, limit_seconds=None) if each.meal else None)
        for each in visits
    ]
    return replace(problem, visits=tuple(open_ended), setup_is_service=True)


def _with_grades(random: Random, problem: Problem) -> Problem:
    """Sometimes seconds of service cost, and where setup is part of it, it can last longer for one carer."""
    carers = tuple(
        replace(each, service_cost=random.choice([0, 0, 1, 3]), grade=random.choice(["", "learns"]))
        for each in problem.carers
    )
    problem = replace(problem, carers=carers)
    if not problem.setup_is_service or random.random() < 0.2:
        return problem
    visits = tuple(
        replace(
            visit,
            parts=tuple(replace(part, service_by_grade=_by_grade(random, 1)) for part in visit.parts),
            setup_by_grade=_by_grade(random, 0),
        )
        for visit in problem.visits
    )
    kitchens = tuple(
        replace(each, loading_by_grade=_by_grade(random, 0), setup_by_grade=_by_grade(random, 0))
        for each in problem.kitchens
    )
    return replace(problem, visits=visits, kitchens=kitchens)


def _by_grade(random: Random, least: int) -> tuple[ForGrade, ...]:
    return random.choice([(), (ForGrade("learns", STEP * random.randrange(least, 4)),)])


def _precedences(random: Random, visits: tuple[Visit, ...]) -> tuple[Precedence, ...]:
    if random.random() < 0.7:
        return ()
    limit = None if len(may_end_last(visits[0])) > 1 else random.choice([None, 2 * STEP])
    return (Precedence(visits[0].id, visits[1].id, random.choice([0, STEP]), limit),)


def _same_carer(random: Random, visits: tuple[Visit, ...]) -> tuple[tuple[str, ...], ...]:
    alike = len({len(visit.parts) for visit in visits}) == 1
    return ((visits[0].id, visits[1].id),) if alike and random.random() < 0.3 else ()


def _objective(random: Random, kind: str) -> Objective:
    def weight(most: int) -> int:
        return random.choice([0, random.randrange(1, most)])

    waits = kind == "waits"
    return Objective(
        unserved=random.choice([100, 10_000_000, 10_000_000, 10_000_000]),
        broken_promises=weight(20_000),
        lateness=weight(50),
        largest_lateness=weight(50),
        wishes=weight(9000),
        continuity=weight(9000),
        travel=random.randrange(1, 20),
        waiting=weight(20) if waits else 0,
        largest_idle=weight(20) if waits else 0,
        missed_breaks=weight(20_000),
        fairness=weight(10),
        overtime=weight(20),
    )


def _carer(random: Random, rank: int, kind: str, visits: list[str]) -> Carer:
    overtime = random.choice([0, STEP])
    until = STEP * random.randrange(STEPS - 2, STEPS + 1) - overtime
    at_next = random.random() < 0.4
    windows = random.choice([(Window(STEP, 3 * STEP),), (Window(STEP, STEP), Window(3 * STEP, 4 * STEP))])
    pause = Break("rest", windows, STEP, random.random() < 0.5 or not at_next, at_next)
    pauses = []
    if kind == "breaks" and random.random() < 0.7:
        pauses = [replace(pause, maximum_load=random.choice([None, (), (1,)]))]
        if len(visits) == 2 and random.random() < 0.5:
            pauses.append(Break("tea", (Window(2 * STEP, random.choice([2, 3]) * STEP),), STEP))
    return Carer(
        f"carer{rank}",
        (Shift(STEP * random.randrange(2), until, "office", "office", overtime),),
        breaks=tuple(pauses),
        skills=random.choice([("x",), ("x", "y"), ("x", "y")]),
        sex=random.choice(["female", "male"]),
        languages=random.choice([("zh",), ("zh", "mn")]),
        box_capacity=2,
        capacity=(2,),
        maximum_work_seconds=random.choice([None, 5 * STEP]),
        maximum_visits=random.choice([None, 2]),
        maximum_travel_meters=random.choice([None, None, 2 * STEP]),
        use_cost=random.choice([0, 500]),
        ordered_visits=tuple(reversed(visits)) if random.random() < 0.2 else (),
    )


def _visit(random: Random, place: str, kind: str) -> Visit:
    opens = STEP * random.randrange(4)
    windows = random.choice(
        [(), (), (Window(opens, opens + 2 * STEP),), (Window(0, STEP), Window(3 * STEP, 4 * STEP))]
    )
    due = random.choice([(), (Window(0, 2 * STEP),), (Window(0, STEP), Window(2 * STEP, 3 * STEP))])
    several, loaded = kind == "plain" and random.random() < 0.4, 0.5 if kind == "breaks" else 0.2
    promised = random.choice([None, (f"carer{random.randrange(2)}",)]) if not several else None
    return Visit(
        f"v{place}",
        place,
        tuple(
            Part(STEP * random.randrange(1, 3), random.choice([(), (), ("y",)])) for _ in range(1 + several)
        ),
        windows=windows,
        due=due,
        due_at_end=random.random() < 0.3,
        starts=random.choice(list(Starts)),
        gap_minimum_seconds=random.choice([0, STEP]),
        gap_maximum_seconds=random.choice([None, 2 * STEP]),
        setup_seconds=STEP if random.random() < (0.9 if kind == "breaks" else 0.3) else 0,
        promise=Promise(random.choice([None, opens + STEP]), promised, STEP)
        if random.random() < 0.4
        else None,
        pin=Pin(start_at=windows[0].from_ + STEP) if windows and random.random() < 0.1 else None,
        sex=Wish(("female",), hard=random.random() < 0.2) if random.random() < 0.3 else None,
        language=Wish(("mn",)) if random.random() < 0.3 else None,
        preferred_carers=(f"carer{random.randrange(2)}",) if random.random() < 0.3 else (),
        meal=_meal(random) if kind == "meals" and random.random() < 0.7 else None,
        delivered=(1,) if random.random() < loaded else (),
        collected=(1,) if random.random() < loaded else (),
        drop_cost=random.choice([1, 3]),
    )


def _meal(random: Random) -> Meal:
    ready_at, limit = STEP * random.randrange(2), random.choice([None, 4 * STEP])
    return Meal("kitchen", ready_at, 1, limit, load=random.choice([(), (1,), (2,)]))
