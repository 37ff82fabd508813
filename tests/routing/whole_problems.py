"""Problems with any mix of rules, sensible or not: whatever the problem's own checks let through."""

from dataclasses import replace
from datetime import date
from random import Random

import numpy as np

from routing.problem import (
    Break,
    Carer,
    Credential,
    ForGrade,
    Frozen,
    FrozenStop,
    Kitchen,
    Meal,
    Objective,
    Pace,
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
    against_coming,
)
from tests.routing.parted_ways import with_parted_ways

HORIZON = 14_400
STEP = 300
SKILLS, LANGUAGES, SEXES = ("care", "nursing"), ("zh", "mn"), ("female", "male")
GRADES = ("learns", "learned")
DAY = date(2026, 3, 2)


def _without_impossible_pin(visit: Visit, carers: tuple[Carer, ...]) -> Visit:
    """A pin to somebody who may not come would be all that is ever said about most problems."""
    by_id = {each.id: each for each in carers}
    pinned = visit.pin.carers or () if visit.pin is not None else ()
    against = (against_coming(visit, part, by_id[each], DAY, HORIZON) for part, each in enumerate(pinned))
    return replace(visit, pin=None) if any(against) else visit


class Maker:
    """Draws one problem from a source of chance; `places`, `carers` and `visits` are ids to refer to."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.places = [f"p{rank}" for rank in range(chance.randint(1, 5))]
        self.carers = [f"c{rank}" for rank in range(chance.randint(1, 4))]
        self.visits = [f"v{rank}" for rank in range(chance.randint(1, 8))]
        self.kitchens = [f"k{rank}" for rank in range(chance.randint(0, 2))]
        self.measured = chance.random() < 0.3
        # Setup is part of the services: then nothing counts from their ends, and grades can matter.
        self.inside = chance.random() < 0.3
        self.modes = ["bike", "walk"][: chance.randint(1, 2)]

    def problem(self) -> Problem:
        """Raises ProblemError where what was drawn contradicts itself."""
        chance = self.chance
        visits = tuple(self._visit(each) for each in self.visits)
        carers = tuple(self._carer(each) for each in self.carers)
        if self._sometimes(0.3):
            carers = self._begun(visits, carers)
        visits = tuple(_without_impossible_pin(each, carers) for each in visits)
        problem = Problem(
            places=tuple(Place(each) for each in self.places),
            carers=carers,
            visits=visits,
            travel=tuple(self._matrix(each) for each in self.modes),
            kitchens=tuple(self._kitchen(each) for each in self.kitchens),
            precedences=self._precedences(),
            same_carer=self._same_carer(visits),
            objective=self._objective(),
            day=DAY,
            horizon_seconds=HORIZON,
            maximum_broken_promises=chance.randint(0, 2) if self._sometimes(0.15) else None,
            leave_at_shift_start=self._sometimes(0.2),
            setup_is_service=self.inside,
        )
        return with_parted_ways(problem) if self._sometimes(0.4) else problem

    def _sometimes(self, share: float) -> bool:
        return self.chance.random() < share

    def _instant(self, least: int = 0, most: int = HORIZON) -> int:
        return self.chance.randint(least // STEP, most // STEP) * STEP

    def _some(self, names: list[str] | tuple[str, ...], most: int = 2) -> tuple[str, ...]:
        return tuple(self.chance.sample(list(names), min(len(names), self.chance.randint(0, most))))

    def _windows(self, most: int) -> tuple[Window, ...]:
        bounds = sorted(self._instant() for _ in range(2 * self.chance.randint(0, most)))
        if self._sometimes(0.4):
            bounds = [self._instant(0, 6000), self._instant(7200)]
        return tuple(Window(*pair) for pair in zip(bounds[::2], bounds[1::2], strict=True))

    def _wish(self, values: tuple[str, ...]) -> Wish | None:
        if not self._sometimes(0.25):
            return None
        return Wish((self.chance.choice(values),), hard=self._sometimes(0.5))

    def _visit(self, name: str) -> Visit:
        chance = self.chance
        parts = min(len(self.carers), chance.choice([1, 1, 1, 2, 3]))
        meal = self._meal() if parts == 1 and self.kitchens and self._sometimes(0.4) else None
        minimum = self._instant(0, 1200)
        windows = self._windows(2)
        return Visit(
            id=name,
            place=chance.choice(self.places),
            parts=tuple(self._part() for _ in range(parts)),
            windows=windows,
            due=tuple(sorted(self._windows(2), key=lambda each: each.from_)),
            due_at_end=not self.inside and self._sometimes(0.2),
            starts=chance.choice(list(Starts)),
            gap_minimum_seconds=minimum,
            gap_maximum_seconds=minimum + self._instant(0, 1800) if self._sometimes(0.6) else None,
            setup_seconds=chance.choice([0, 0, 60]),
            setup_by_grade=self._by_grade(),
            promise=self._promise(parts),
            pin=self._pin(parts, windows),
            sex=self._wish(SEXES),
            language=self._wish(LANGUAGES),
            allowed_carers=self._some(self.carers, 4) if self._sometimes(0.1) else None,
            forbidden_carers=self._some(self.carers, 1) if self._sometimes(0.2) else (),
            preferred_carers=self._some(self.carers),
            meal=meal,
            delivered=self._load(),
            collected=self._load(),
            priority=chance.choice([0, 0, 2]),
            drop_cost=chance.choice([0, 1, 1, 1, 5]),
        )

    def _part(self) -> Part:
        credentials = ("health",) if self._sometimes(0.15) else ()
        skills = self._some(SKILLS, 1) if self._sometimes(0.2) else ()
        return Part(self.chance.choice([0, 60, 300, 900]), skills, credentials, self._by_grade())

    def _by_grade(self) -> tuple[ForGrade, ...]:
        if not self.inside or self._sometimes(0.4):
            return ()
        return tuple(ForGrade(each, self.chance.choice([0, 60, 120, 1200])) for each in self._some(GRADES))

    def _meal(self) -> Meal:
        limit = self.chance.choice([None, 1200, 3600, 7200]) if not self.inside else None
        boxes = self.chance.randint(0, 2)
        return Meal(self.chance.choice(self.kitchens), self._instant(), boxes, limit, self._load())

    def _promise(self, parts: int) -> Promise | None:
        if not self._sometimes(0.3):
            return None
        start = self._instant() if self._sometimes(0.7) else None
        return Promise(start, self._crew(parts), self.chance.choice([0, 300, 900]))

    def _pin(self, parts: int, windows: tuple[Window, ...]) -> Pin | None:
        if not self._sometimes(0.15):
            return None
        start = windows[0].until if windows else self._instant()
        return Pin(self._crew(parts), start if self._sometimes(0.5) else None)

    def _crew(self, parts: int) -> tuple[str, ...] | None:
        if parts > len(self.carers) or self._sometimes(0.4):
            return None
        return tuple(self.chance.sample(self.carers, parts))

    def _load(self) -> tuple[int, ...]:
        return tuple(self.chance.randint(0, 2) for _ in range(self.chance.choice([0, 0, 0, 0, 0, 1, 2])))

    def _carer(self, name: str) -> Carer:
        chance = self.chance
        return Carer(
            id=name,
            shifts=self._shifts(),
            mode=chance.choice(self.modes),
            breaks=tuple(self._break(rank) for rank in range(chance.choice([0, 0, 1, 2]))),
            skills=self._some(SKILLS),
            credentials=(Credential("health", None, chance.choice([None, DAY, date(2027, 1, 1)])),),
            sex=chance.choice([None, *SEXES]),
            languages=self._some(LANGUAGES),
            box_capacity=chance.randint(0, 4),
            capacity=tuple(chance.randint(0, 5) for _ in range(chance.randint(0, 2))),
            maximum_work_seconds=self._instant(0, 9000) if self._sometimes(0.2) else None,
            maximum_travel_seconds=self._instant(0, 3000) if self._sometimes(0.2) else None,
            maximum_travel_meters=chance.randint(0, 4000) if self.measured and self._sometimes(0.3) else None,
            maximum_visits=chance.randint(0, 4) if self._sometimes(0.2) else None,
            overtime_cost=chance.choice([0, 1, 3]),
            use_cost=chance.choice([0, 0, 50]),
            service_cost=chance.choice([0, 0, 1, 4]),
            grade=chance.choice(["", *GRADES]),
            ordered_visits=self._some(self.visits, 4) if self._sometimes(0.2) else (),
        )

    def _shifts(self) -> tuple[Shift, ...]:
        bounds = sorted({self._instant() for _ in range(2 * self.chance.choice([0, 1, 2, 2]))})
        if self._sometimes(0.5):
            bounds = [self._instant(0, 2400), self._instant(10_800)]
        pairs = zip(bounds[::2], bounds[1::2], strict=False)
        limits = (0, 0, 600, None)
        ends = self.places
        return tuple(
            Shift(*pair, self.chance.choice(ends), self.chance.choice(ends), self.chance.choice(limits))
            for pair in pairs
        )

    def _break(self, rank: int) -> Break:
        opens = self._instant()
        windows = [Window(opens, min(HORIZON, opens + self._instant(0, 3600)))]
        while windows[-1].until < HORIZON and self._sometimes(0.3):
            opens = self._instant(windows[-1].until)
            windows.append(Window(opens, min(HORIZON, opens + self._instant(0, 3600))))
        seconds = self.chance.choice([0, 600, 1800])
        most = self._load() if self._sometimes(0.4) else None
        return Break(f"b{rank}", tuple(windows), seconds, self._sometimes(0.6), self._sometimes(0.3), most)

    def _begun(self, visits: tuple[Visit, ...], carers: tuple[Carer, ...]) -> tuple[Carer, ...]:
        """Some carers on their way: parts of visits done, meals in the box, breaks taken."""
        now, free = self._instant(), [(each, part) for each in visits for part in range(len(each.parts))]
        self.chance.shuffle(free)
        meals = [each.id for each in visits if each.meal is not None]
        found = []
        for carer in carers:
            done = [free.pop() for _ in range(min(len(free), self.chance.choice([0, 0, 1, 2])))]
            starts = sorted(self._instant(0, now) for _ in done)
            stops = tuple(
                FrozenStop(visit.id, start, part) for (visit, part), start in zip(done, starts, strict=True)
            )
            carried = tuple(meals.pop() for _ in range(min(len(meals), self.chance.choice([0, 0, 1]))))
            taken = tuple(each.id for each in carer.breaks if self._sometimes(0.3))
            place = self.chance.choice(self.places)
            found.append(
                replace(carer, frozen=Frozen(place, now + self._instant(0, 1200), stops, carried, taken))
            )
        return tuple(found)

    def _kitchen(self, name: str) -> Kitchen:
        return Kitchen(
            name,
            self.chance.choice(self.places),
            self.chance.choice([0, 120]),
            self._windows(2),
            setup_seconds=self.chance.choice([0, 60]),
            loading_by_grade=self._by_grade(),
            setup_by_grade=self._by_grade(),
        )

    def _matrix(self, mode: str) -> TravelMatrix:
        size = len(self.places)
        longest = self.chance.choice([0, 200, 900])
        draw = [[self.chance.randint(0, longest) for _ in range(size)] for _ in range(size)]
        seconds = np.array(draw)
        np.fill_diagonal(seconds, 0)
        paces: tuple[Pace, ...] = ()
        if self._sometimes(0.15):
            paces = (Pace(self._instant(0, 3600), 1500), Pace(self._instant(3900), 700))
        costs = seconds * 2 if self._sometimes(0.15) else None
        meters = self._meters(size) if self.measured else None
        return TravelMatrix(mode, seconds, meters, costs, paces=paces)

    def _meters(self, size: int) -> np.ndarray:
        draw = [[self.chance.randint(0, 1000) for _ in range(size)] for _ in range(size)]
        return np.array(draw)

    def _precedences(self) -> tuple[Precedence, ...]:
        count = self.chance.choice([0, 0, 1, 2]) if len(self.visits) > 1 and not self.inside else 0
        return tuple(self._precedence() for _ in range(count))

    def _precedence(self) -> Precedence:
        before, after = self.chance.sample(self.visits, 2)
        least = self._instant(0, 1200)
        return Precedence(before, after, least, least + 1800 if self._sometimes(0.5) else None)

    def _same_carer(self, visits: tuple[Visit, ...]) -> tuple[tuple[str, ...], ...]:
        single = [each.id for each in visits if len(each.parts) == self.chance.choice([1, 1, 2])]
        if len(single) < 2 or not self._sometimes(0.3):
            return ()
        return (tuple(self.chance.sample(single, 2)),)

    def _objective(self) -> Objective:
        if self._sometimes(0.5):
            return Objective()
        chance = self.chance
        return Objective(
            unserved=chance.choice([0, 1, 10_000_000]),
            broken_promises=chance.choice([0, 200_000]),
            lateness=chance.choice([0, 50]),
            largest_lateness=chance.choice([0, 30]),
            wishes=chance.choice([0, 9000]),
            continuity=chance.choice([0, 6000]),
            travel=chance.choice([0, 10]),
            waiting=chance.choice([0, 7]),
            largest_idle=chance.choice([0, 11]),
            missed_breaks=chance.choice([0, 20_000]),
            fairness=chance.choice([0, 2]),
            overtime=chance.choice([0, 1, 40]),
        )
