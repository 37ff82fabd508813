"""Days so small that every plan on a grid of time can be looked at: rules and weights by chance."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, permutations, product
from random import Random

import numpy as np

from routing.check import check
from routing.plan import Plan, Round, Stop, StopKind
from routing.problem import (
    Break,
    Carer,
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

Row = tuple[tuple[StopKind, str, int], ...]  # kind, about (all meals of a pickup), part


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
    return _with_setups(Random(f"setups of {seed}"), drawn)


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


def cheapest(problem: Problem) -> int | None:
    """Total of the best of all plans on the grid, by the judge; None if it refuses them all."""
    return min((total for total, _ in accepted(problem)), default=None)


def accepted(problem: Problem) -> Iterator[tuple[int, int]]:
    """(total, visits left out) of every plan on the grid that the judge accepts."""
    for split in product(*([*permutations(range(2), len(visit.parts)), ()] for visit in problem.visits)):
        choices = [list(_rounds(problem, carer, split)) for carer in range(2)]
        for rounds in product(*choices):
            plan = _plan(problem, tuple(each for each in rounds if each is not None))
            verdict = check(problem, plan)
            if verdict.feasible:
                yield verdict.total, len(plan.unserved)


def _plan(problem: Problem, rounds: tuple[Round, ...]) -> Plan:
    served = {stop.about for each in rounds for stop in each.stops if stop.kind == StopKind.VISIT}
    return Plan(rounds, tuple(visit.id for visit in problem.visits if visit.id not in served))


def _rounds(problem: Problem, carer: int, split: tuple[tuple[int, ...], ...]) -> Iterator[Round | None]:
    """Every round of one carer with these visits: every order, every place of breaks, every time."""
    own = [
        (StopKind.VISIT, visit.id, part)
        for visit, crew in zip(problem.visits, split, strict=True)
        for part, each in enumerate(crew)
        if each == carer
    ]
    if not own:
        yield None
        return
    meals = tuple(name for _, name, _ in own if problem.visit_by_id[name].meal is not None)
    loads = [(StopKind.PICKUP, name, 0) for name in meals]
    for loaded in {(), tuple(loads)} if loads else [()]:
        together = [(StopKind.PICKUP, "+".join(meals), 0)] if loads and not loaded else []
        pauses = [(StopKind.BREAK, pause.id, 0) for pause in problem.carers[carer].breaks]
        for taken in range(len(pauses) + 1):
            for breaks in combinations(pauses, taken):
                for row in permutations([*own, *loaded, *together, *breaks]):
                    yield from _timed(problem, problem.carers[carer], row)


def _timed(problem: Problem, carer: Carer, row: Row) -> Iterator[Round]:
    begin = carer.shifts[0].from_
    for places in _places(problem, row):
        for starts in _starts(problem, carer, row, places, ("office", "office"), (begin, begin)):
            yield _round(problem, carer, list(zip(row, places, starts, strict=True)))


def _round(problem: Problem, carer: Carer, timed: list[tuple[tuple[StopKind, str, int], str, int]]) -> Round:
    (kind, about, _), first, start = timed[0]
    ready = _way(problem, "office", first)
    ready += 0 if problem.setup_is_service else _setup(problem, kind, about, "office", first)
    leave_at = carer.shifts[0].from_
    if not problem.leave_at_shift_start:
        leave_at = max(leave_at, start - ready) if _is_on_the_way(carer, kind, about) else start - ready
    stops, clock, here, worked_at = [], leave_at, "office", "office"
    for (kind, about, part), place, start in timed:
        end = start + _seconds(problem, kind, about, part)
        end += _setup(problem, kind, about, worked_at, place) if problem.setup_is_service else 0
        meals = tuple(about.split("+")) if kind == StopKind.PICKUP else ()
        name = "kitchen" if kind == StopKind.PICKUP else about
        arrival = clock + _way(problem, here, place)
        stops.append(Stop(kind, name, place, min(arrival, start), start, end, part, meals))
        clock = max(arrival, start) + end - start
        here, worked_at = place, worked_at if kind == StopKind.BREAK else place
    return Round(carer.id, 0, leave_at, clock + _way(problem, here, "office"), tuple(stops))


def _is_on_the_way(carer: Carer, kind: StopKind, about: str) -> bool:
    return kind == StopKind.BREAK and any(each.on_the_way for each in carer.breaks if each.id == about)


def _places(problem: Problem, row: Row) -> Iterator[tuple[str, ...]]:
    """Where each stop is; breaks where the stop before them is, or the one after."""
    known = [_place(problem, kind, about) for kind, about, _ in row]
    return _filled(tuple(known))


def _filled(known: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Every place of the first breaks in a row and, with these, of all others."""
    if "" not in known:
        yield known
        return
    first = known.index("")
    last = next((rank for rank in range(first, len(known)) if known[rank]), len(known))
    before, after = ("office", *known)[first], (*known, "office")[last]
    for stay in range(last - first + 1) if before != after else [0]:
        breaks = [before] * stay + [after] * (last - first - stay)
        yield from _filled((*known[:first], *breaks, *known[last:]))


def _place(problem: Problem, kind: StopKind, about: str) -> str:
    if kind == StopKind.BREAK:
        return ""
    return problem.visit_by_id[about].place if kind == StopKind.VISIT else "office"


def _starts(
    problem: Problem,
    carer: Carer,
    row: Row,
    places: tuple[str, ...],
    last: tuple[str, str],
    done: tuple[int, int],
) -> Iterator[tuple[int, ...]]:
    """`last`: where the carer is, and where the last stop that was no break was.

    `done`: when the carer is there, and when the last stop was over, earlier where it was a break on the way.
    """
    (here, worked_at), (clock, over) = last, done
    if not row:
        if clock + _way(problem, here, "office") <= carer.shifts[0].latest_home(HORIZON):
            yield ()
        return
    (kind, about, part), there = row[0], places[0]
    setup = _setup(problem, kind, about, worked_at, there)
    ready = clock + _way(problem, here, there) + (0 if problem.setup_is_service else setup)
    now = there, worked_at if kind == StopKind.BREAK else there
    windows = _windows(problem, carer, kind, about)
    earliest = over if _is_on_the_way(carer, kind, about) else ready
    for start in range(earliest, HORIZON + 1, STEP):
        if not windows or any(window.holds(start) for window in windows):
            end = start + _seconds(problem, kind, about, part)
            end += setup if problem.setup_is_service else 0
            then = max(ready, start) + end - start, end
            for rest in _starts(problem, carer, row[1:], places[1:], now, then):
                yield (start, *rest)


def _windows(problem: Problem, carer: Carer, kind: StopKind, about: str) -> tuple[Window, ...]:
    if kind == StopKind.BREAK:
        return next(each.windows for each in carer.breaks if each.id == about)
    return problem.visit_by_id[about].windows if kind == StopKind.VISIT else ()


def _way(problem: Problem, here: str, there: str) -> int:
    rank = problem.place_rank
    return int(problem.travel[0].seconds[rank[here], rank[there]])


def _setup(problem: Problem, kind: StopKind, about: str, here: str, there: str) -> int:
    if kind == StopKind.BREAK or here == there:
        return 0
    known = problem.visit_by_id[about] if kind == StopKind.VISIT else problem.kitchens[0]
    return known.setup_seconds


def _seconds(problem: Problem, kind: StopKind, about: str, part: int) -> int:
    if kind == StopKind.VISIT:
        return problem.visit_by_id[about].parts[part].service_seconds
    return STEP
