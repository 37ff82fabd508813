"""Problems to test with: a believable station-day with every rule on, reproducible by seed."""

from datetime import date
from random import Random

import numpy as np

from routing.problem import (
    Break,
    Carer,
    Credential,
    Kitchen,
    Meal,
    Objective,
    Part,
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

DAY = date(2026, 3, 2)
SPEED = {"walk": 1.2, "bike": 4.0}
HOUR = 3600


def station_day(seed: int, visits: int, carers: int, *, objective: Objective | None = None) -> Problem:
    """Visits of all kinds around one station: meals, two-carer baths, nurses, links, promises."""
    random = Random(seed)
    points = [(0.0, 0.0), (300.0, -200.0)]
    points += [(random.uniform(-2500, 2500), random.uniform(-2500, 2500)) for _ in range(visits)]
    names = ["station", "kitchen", *(f"home{rank}" for rank in range(visits))]
    people = tuple(_carer(random, rank) for rank in range(carers))
    orders = tuple(_visit(random, rank, carers) for rank in range(visits))
    return Problem(
        places=tuple(Place(name) for name in names),
        carers=people,
        visits=orders,
        travel=tuple(_matrix(mode, points) for mode in SPEED),
        kitchens=(Kitchen("kitchen", "kitchen", 180, (Window(10 * HOUR, 19 * HOUR),)),),
        precedences=_precedences(random, orders),
        same_carer=_same_carer(random, orders),
        objective=objective or Objective(),
        day=DAY,
    )


def _matrix(mode: str, points: list[tuple[float, float]]) -> TravelMatrix:
    east, north = np.array(points).T
    meters = np.hypot(east[:, None] - east, north[:, None] - north) * 1.3
    seconds = meters / SPEED[mode]
    np.ceil(seconds, out=seconds)
    return TravelMatrix(mode, _kept(seconds), _kept(meters))


def _kept(values: np.ndarray) -> np.ndarray:
    """Whole numbers that nobody changes any more, so that no copy of them need be made."""
    whole = values.astype(np.int64)
    whole.setflags(write=False)
    return whole


def _carer(random: Random, rank: int) -> Carer:
    skills = ["care", *(["nursing"] if rank % 3 == 0 else []), *(["meal"] if rank % 2 == 0 else [])]
    until = date(2026, 1, 1) if random.random() < 0.1 else date(2027, 1, 1)
    shifts: tuple[Shift, ...] = (Shift(8 * HOUR, 17 * HOUR, "station", "station", 1800),)
    if rank % 4 == 3:
        morning = Shift(7 * HOUR, 12 * HOUR, "station", "station")
        shifts = (morning, Shift(14 * HOUR, 19 * HOUR, "station", "station", None))
    return Carer(
        id=f"carer{rank}",
        shifts=shifts,
        mode="walk" if rank % 5 == 4 else "bike",
        breaks=(Break("lunch", (Window(11 * HOUR, 14 * HOUR),), 1800),) if rank % 4 != 3 else (),
        skills=tuple(skills),
        credentials=(Credential("health", date(2025, 1, 1), until),),
        sex="female" if rank % 3 else "male",
        languages=("zh", "mn") if rank % 2 else ("zh",),
        box_capacity=6 if "meal" in skills else 0,
        maximum_work_seconds=8 * HOUR if rank % 2 else None,
        maximum_visits=20,
    )


def _visit(random: Random, rank: int, carers: int) -> Visit:
    place, opens = f"home{rank}", random.randrange(8 * HOUR, 16 * HOUR, 900)
    kind = random.random()
    if kind < 0.35:
        ready = random.choice([int(10.5 * HOUR), 11 * HOUR])
        return Visit(
            f"v{rank}",
            place,
            (Part(300, ("meal",), ("health",)),),
            windows=(Window(11 * HOUR, int(12.75 * HOUR)),),
            due=(Window(11 * HOUR, int(12.25 * HOUR)),),
            meal=Meal("kitchen", ready, random.choice([1, 1, 2])),
            priority=1,
        )
    if kind < 0.45 and carers > 1:
        parts = (Part(HOUR, ("care",)), Part(HOUR, ("care",)))
        sex = Wish(("female",), hard=random.random() < 0.3)
        return Visit(f"v{rank}", place, parts, windows=(Window(opens, opens + 2 * HOUR),), sex=sex)
    if kind < 0.5 and carers > 1:
        parts = (Part(600, ("nursing",)), Part(1200, ("care",)))
        return Visit(
            f"v{rank}", place, parts, starts=Starts.ORDERED, gap_minimum_seconds=600, gap_maximum_seconds=HOUR
        )
    return _single(random, rank, place, opens, carers)


def _single(random: Random, rank: int, place: str, opens: int, carers: int) -> Visit:
    windows: tuple[Window, ...] = (Window(opens, opens + 2 * HOUR),)
    if random.random() < 0.2:
        windows = (Window(8 * HOUR, 9 * HOUR), Window(15 * HOUR, 16 * HOUR))
    promise = None
    if random.random() < 0.3:
        promise = Promise(windows[0].from_ + 1800, (f"carer{random.randrange(carers)}",))
    return Visit(
        f"v{rank}",
        place,
        (Part(random.choice([900, 1800, 2700]), ("nursing",) if random.random() < 0.3 else ("care",)),),
        windows=windows,
        promise=promise,
        due=(Window(windows[0].from_, windows[0].from_ + HOUR),),
        language=Wish(("mn",)) if random.random() < 0.2 else None,
        preferred_carers=(f"carer{random.randrange(carers)}",) if random.random() < 0.5 else (),
        forbidden_carers=(f"carer{random.randrange(carers)}",) if random.random() < 0.1 else (),
    )


def _precedences(random: Random, visits: tuple[Visit, ...]) -> tuple[Precedence, ...]:
    count = len(visits) // 12
    pairs = [sorted(random.sample(range(len(visits)), 2)) for _ in range(count)] if len(visits) > 1 else []
    limit = random.choice([None, 6 * HOUR])
    return tuple(Precedence(f"v{first}", f"v{second}", 600, limit) for first, second in pairs)


def _same_carer(random: Random, visits: tuple[Visit, ...]) -> tuple[tuple[str, ...], ...]:
    single = [visit.id for visit in visits if len(visit.parts) == 1 and visit.meal is None]
    return (tuple(random.sample(single, 2)),) if len(single) > 4 else ()
